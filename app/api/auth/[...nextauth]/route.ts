import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { onHostOf } from '@/lib/auth/host';
import { optionsFor } from '@/lib/auth/request';
import { asError, signInPage } from '@/lib/auth/sign-on/errors';
import { returnRefusal } from '@/lib/auth/sign-on/return';
import { signOnWays } from '@/lib/auth/sign-on/settings';
import { visitorOf } from '@/lib/auth/visitor';
import { config } from '@/lib/config';
import { store } from '@/lib/store/connection';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

async function handler(request: NextRequest, context: Context): Promise<Response> {
  const [action, id] = (await context.params).nextauth;
  // next-auth lets anybody write to the server's log here. Nothing of ours does.
  if (action === '_log') return new Response(null, { status: 404 });
  const way = action === 'callback' && signOnWays(config()).find((each) => each.id === id);
  if (way) {
    const visitor = visitorOf(request.headers);
    const answer = request.nextUrl.searchParams;
    const refused = await returnRefusal(store().db, way, answer, visitor, new Date());
    if (refused)
      return new Response(null, { status: 302, headers: { location: signInPage(asError(refused)) } });
  }
  return onHostOf(request, await NextAuth(request, context, optionsFor(request.headers)), config().url);
}

export { handler as GET, handler as POST };
