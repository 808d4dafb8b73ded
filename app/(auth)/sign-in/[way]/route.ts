import type { NextRequest } from 'next/server';
import { onOwnHost } from '@/lib/auth/host';
import { optionsFor } from '@/lib/auth/request';
import { returnPath } from '@/lib/auth/return-path';
import { sessionFromRequest } from '@/lib/auth/scope';
import { beginSignOn } from '@/lib/auth/sign-on/begin';
import { signOnWays } from '@/lib/auth/sign-on/settings';
import { config } from '@/lib/config';

interface Context {
  params: Promise<{ way: string }>;
}

/** Off to a provider: what the sign-in page's buttons point at, and a provider's own list of applications may. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { way } = await params;
  const known = signOnWays(config()).find(({ id }) => id === way);
  if (!known) return goTo('/sign-in');
  const own = onOwnHost(request, config().url);
  if (own) return goTo(own);
  const from = returnPath(request.nextUrl.searchParams.get('from'), config().url);
  if (await sessionFromRequest(request)) return goTo(from);
  const cookies = Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value]));
  const begun = await beginSignOn(optionsFor(request.headers), known.id, from, cookies);
  return goTo(begun.location, begun.setCookies);
}

function goTo(location: string, setCookies: readonly string[] = []): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' });
  for (const line of setCookies) headers.append('set-cookie', line);
  return new Response(null, { status: 302, headers });
}
