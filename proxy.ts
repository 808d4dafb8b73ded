import { type NextRequest, NextResponse } from 'next/server';
import { problemResponse } from '@/lib/auth/answers';
import { SESSION_COOKIE } from '@/lib/auth/cookie';
import { signedOut, storeUnreachable } from '@/lib/auth/problems';
import { contentSecurityPolicy, securityHeaders } from '@/lib/auth/security-headers';
import { findSession, touchIsDue, touchSession } from '@/lib/auth/sessions';
import { config as settings } from '@/lib/config';
import { log } from '@/lib/log';
import { store } from '@/lib/store/connection';

// Next's own files and the icons tell nothing about anybody.
export const config = { matcher: ['/((?!_next/|icon\\.svg$|favicon\\.ico$|robots\\.txt$).*)'] };

const PUBLIC =
  /^\/(sign-in(\/(oidc|google|github))?|forgot|(first-run|invite|reset)\/[^/]+|api\/auth\/.+|api\/health|api\/openapi\.json|api\/reference|scalar\.js|metrics)$/;

/** Programs bring tokens or signatures instead of a session; what answers them asks for one by itself. */
const PROGRAMS = /^\/api\/((vast|hooks)\/.|mcp(\/|$))/;

/**
 * The gate before everything: without a living session nothing renders. It answers here because a page's own
 * `redirect()` below a loading.tsx would come after a 200; pages and handlers check again all the same.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { https } = settings();
  const development = process.env.NODE_ENV === 'development';
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const policy = contentSecurityPolicy(nonce, { https, development });
  const response = (await turnedAway(request)) ?? letPass(request, policy);
  for (const [name, value] of Object.entries(securityHeaders({ https }))) response.headers.set(name, value);
  response.headers.set('content-security-policy', policy);
  return response;
}

/** Next reads the nonce for its own scripts from the request's policy. */
function letPass(request: NextRequest, policy: string): Response {
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  return NextResponse.next({ request: { headers } });
}

async function turnedAway(request: NextRequest): Promise<Response | undefined> {
  const { pathname } = request.nextUrl;
  if (PROGRAMS.test(pathname)) return undefined;
  if (pathname.length > 1 && pathname.endsWith('/')) return withoutSlash(request);
  if (PUBLIC.test(pathname)) return undefined;
  const isApi = pathname.startsWith('/api/');
  try {
    if (await hasSession(request.cookies.get(SESSION_COOKIE)?.value, new Date())) return undefined;
  } catch (error) {
    log('auth').error({ err: error }, 'the session could not be looked up');
    return isApi ? problemResponse(storeUnreachable()) : plainAnswer(storeUnreachable().say, 503);
  }
  return isApi ? problemResponse(signedOut()) : toSignIn(request);
}

async function hasSession(id: string | undefined, now: Date): Promise<boolean> {
  if (!id) return false;
  const found = await findSession(store().db, id, now);
  if (found && touchIsDue(found, now)) await touchSession(store().db, id, now);
  return found !== undefined;
}

function toSignIn(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl;
  const address = `/sign-in${pathname === '/' && !search ? '' : `?from=${encodeURIComponent(pathname + search)}`}`;
  if (request.method === 'GET' || request.method === 'HEAD') return redirectTo(request, address, 307);
  // A 307 would send the form on to the sign-in page. An action's caller in the browser follows this header
  // (Next's server-action-reducer), so a click after the session's end leads to the sign-in page as well.
  if (!request.headers.has('next-action')) return redirectTo(request, address, 303);
  const answer = plainAnswer(signedOut().say, 401);
  answer.headers.set('x-action-redirect', `${address};push`);
  return answer;
}

/** Its path is set, not resolved: "//elsewhere/" would be read as another host. */
function withoutSlash(request: NextRequest): Response {
  const url = new URL(request.nextUrl);
  url.pathname = url.pathname.replace(/\/+$/, '') || '/';
  return NextResponse.redirect(url, 308);
}

const redirectTo = (request: NextRequest, path: string, status: number): Response =>
  NextResponse.redirect(new URL(path, request.nextUrl), status);

const plainAnswer = (say: string, status: number) =>
  new Response(say, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
