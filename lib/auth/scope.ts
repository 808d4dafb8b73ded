/** Who asks, for pages, actions and handlers: cookie -> session -> membership -> scope. */
import { cookies } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache } from 'react';
import { noteInContext } from '@/lib/log/context';
import type { Scope } from '@/lib/policy/actor';
import { may, type Permission } from '@/lib/policy/roles';
import { store } from '@/lib/store/connection';
import { problemResponse } from './answers';
import { SESSION_COOKIE } from './cookie';
import { notPermitted, signedOut } from './problems';
import { findSession, type SignedIn } from './sessions';

/** The session of this request, with the workspace on screen. Looked up once per request. */
export const currentSession = cache(async (): Promise<SignedIn | undefined> => {
  const id = (await cookies()).get(SESSION_COOKIE)?.value;
  return id ? found(await findSession(store().db, id, new Date())) : undefined;
});

/** From here on the log says whose workspace the request is about. */
function found(session: SignedIn | undefined): SignedIn | undefined {
  if (session) noteInContext({ workspaceId: session.scope.workspaceId });
  return session;
}

export async function currentScope(): Promise<Scope | null> {
  return (await currentSession())?.scope ?? null;
}

/**
 * For pages and actions: the scope, or the sign-in page. A page that a role may not see isn't there for it;
 * actions and handlers, where somebody wants a reason, get it from the gateway's and queries' own check.
 */
export async function requireScope(permission?: Permission): Promise<Scope> {
  const scope = await currentScope();
  if (!scope) redirect('/sign-in');
  if (permission && !may(scope.role, permission)) notFound();
  return scope;
}

/** For route handlers: the scope, or the answer to give (`if (scope instanceof Response) return scope`). */
export async function scopeFromRequest(request: Request, permission?: Permission): Promise<Scope | Response> {
  const scope = (await sessionFromRequest(request))?.scope;
  if (!scope) return problemResponse(signedOut());
  if (permission && !may(scope.role, permission)) return problemResponse(notPermitted({ permission }));
  return scope;
}

/** For route handlers that answer anybody, and somebody signed in with more. */
export async function sessionFromRequest(request: Request): Promise<SignedIn | undefined> {
  const id = sessionIdOf(request.headers);
  return id ? found(await findSession(store().db, id, new Date())) : undefined;
}

/** base64url, so that no decoding is needed. */
export function sessionIdOf(headers: Headers): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${SESSION_COOKIE}=`))?.slice(SESSION_COOKIE.length + 1);
}
