import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { onHostOf } from '@/lib/auth/host';
import { authOptions } from '@/lib/auth/options';
import { visitorOf } from '@/lib/auth/visitor';
import { config } from '@/lib/config';
import { store } from '@/lib/store/connection';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

async function handler(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  // next-auth lets anybody write to the server's log here. Nothing of ours does.
  if (nextauth[0] === '_log') return new Response(null, { status: 404 });
  const options = authOptions({
    db: store().db,
    config: config(),
    visitor: visitorOf(request.headers, config().proxyHops),
    clock: () => new Date(),
  });
  return onHostOf(request, await NextAuth(request, context, options), config().url);
}

export { handler as GET, handler as POST };
