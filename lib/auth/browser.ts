/** Signing this request's browser in and out, for server actions. */
import { cookies, headers } from 'next/headers';
import { config } from '@/lib/config';
import { store } from '@/lib/store/connection';
import { SESSION_COOKIE, SESSION_COOKIE_SECONDS, sessionCookieOptions } from './cookie';
import { beginSession, revokeSession, signOutSession } from './sessions';
import { type Visitor, visitorOf } from './visitor';

export const currentVisitor = async (): Promise<Visitor> => visitorOf(await headers());

/**
 * Begins a new session and ends the one this browser had. `how` goes into the audit; `startIn` is the workspace on
 * screen, else the usual one. False when the person belongs to no workspace.
 */
export async function signBrowserIn(
  personId: string,
  now: Date,
  how: string,
  startIn?: string,
): Promise<boolean> {
  const jar = await cookies();
  const begun = await beginSession(store().db, personId, await currentVisitor(), now, how, startIn);
  if (!begun) return false;
  const before = jar.get(SESSION_COOKIE)?.value;
  if (before) await revokeSession(store().db, before, now);
  jar.set(SESSION_COOKIE, begun.id, { ...sessionCookieOptions(config()), maxAge: SESSION_COOKIE_SECONDS });
  return true;
}

export async function signBrowserOut(now: Date): Promise<void> {
  const jar = await cookies();
  const id = jar.get(SESSION_COOKIE)?.value;
  if (id) await signOutSession(store().db, id, now);
  jar.delete(SESSION_COOKIE);
}
