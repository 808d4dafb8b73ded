/** Signed-in browsers: the cookie holds 256 random bits, the table their SHA-256. Ending one ends it at once. */
import { and, eq, exists, gt, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Scope } from '@/lib/policy/actor';
import { isRole } from '@/lib/policy/roles';
import { sightOf } from '@/lib/policy/sight';
import type { Tx } from '@/lib/store/db';
import { membership, person, session, workspace } from '@/lib/store/schema';
import { recordForPerson } from './account-events';
import { hashOf, newToken } from './tokens';
import type { Visitor } from './visitor';
import { defaultWorkspace } from './workspaces';

const DAY_MS = 86_400_000;
/** Unused for a week, or a month old: sign in again. A console that spends money asks more often than a shop. */
export const IDLE_MS = 7 * DAY_MS;
export const LIFETIME_MS = 30 * DAY_MS;
/** `lastSeenAt` is for people to read; a write per request would be all cost. */
export const TOUCH_EVERY_MS = 60_000;
/** Ended sessions are kept this long, for "was that me?". */
const KEEP_ENDED_MS = 30 * DAY_MS;

export interface SignedIn {
  scope: Scope;
  workspace: { id: string; name: string; kind: 'real' | 'demo'; timeZone: string };
  lastSeenAt: Date;
  expiresAt: Date;
}

/**
 * Undefined when the person belongs to no workspace. The id is for the cookie and is stored nowhere. `startIn`: the
 * workspace on screen, one of theirs; else the usual one.
 */
export async function createSession(
  db: Tx,
  personId: string,
  visitor: Visitor,
  now: Date,
  startIn?: string,
): Promise<{ id: string } | undefined> {
  const workspaceId = startIn ?? (await defaultWorkspace(db, personId));
  if (!workspaceId) return undefined;
  const id = newToken();
  await db.insert(session).values({
    idHash: hashOf(id),
    personId,
    workspaceId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + IDLE_MS),
    ...visitor,
  });
  return { id };
}

/** Somebody came in, `how` says by what ("with a password"), and it is written down. */
export async function beginSession(
  db: Tx,
  personId: string,
  visitor: Visitor,
  now: Date,
  how: string,
  startIn?: string,
): Promise<{ id: string } | undefined> {
  return db.transaction(async (tx) => {
    const begun = await createSession(tx, personId, visitor, now, startIn);
    if (begun) {
      const sentence = `signed in ${how}`;
      const event = {
        at: now,
        action: 'sign-in.done',
        result: 'done',
        sentence,
        by: 'self',
        visitor,
      } as const;
      await recordForPerson(tx, { id: personId }, event);
    }
    return begun;
  });
}

const alive = (id: string, now: Date) =>
  and(eq(session.idHash, hashOf(id)), isNull(session.revokedAt), gt(session.expiresAt, now));

const teamsOfMember = sql<string[]>`ARRAY(
  SELECT t.team_id FROM membership_team t
  WHERE t.workspace_id = ${membership.workspaceId} AND t.person_id = ${membership.personId})`;

/** Who this is, and in which workspace with which role. Somebody without a workspace or a known role is nobody. */
export async function findSession(db: Tx, id: string, now: Date): Promise<SignedIn | undefined> {
  const [row] = await db
    .select({ session, person, membership, workspace, teamIds: teamsOfMember })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .leftJoin(
      membership,
      and(eq(membership.workspaceId, session.workspaceId), eq(membership.personId, session.personId)),
    )
    .leftJoin(workspace, eq(workspace.id, membership.workspaceId))
    .where(alive(id, now));
  if (!row) return undefined;
  if (!row.membership || !row.workspace) {
    // They were removed from the workspace on screen: the next one that is theirs takes its place.
    const next = await defaultWorkspace(db, row.person.id);
    return next && (await switchWorkspace(db, id, next, now)) ? findSession(db, id, now) : undefined;
  }
  const { role } = row.membership;
  if (!isRole(role)) return undefined;
  const { id: workspaceId, name, kind, timeZone } = row.workspace;
  return {
    scope: {
      workspaceId,
      personId: row.person.id,
      personName: row.person.name,
      email: row.person.email,
      role,
      sees: sightOf(role, row.teamIds),
    },
    workspace: { id: workspaceId, name, kind, timeZone },
    lastSeenAt: row.session.lastSeenAt,
    expiresAt: row.session.expiresAt,
  };
}

/** Notes that it is used, which puts its end off, up to the absolute limit. False when it has ended. */
export async function touchSession(db: Tx, id: string, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const touched = await db
    .update(session)
    .set({
      lastSeenAt: now,
      expiresAt: sql`least(${at}::timestamptz + ${IDLE_MS} * interval '1 millisecond', ${session.createdAt} + ${LIFETIME_MS} * interval '1 millisecond')`,
    })
    .where(alive(id, now))
    .returning({ idHash: session.idHash });
  return touched.length > 0;
}

export const touchIsDue = (seen: Pick<SignedIn, 'lastSeenAt'>, now: Date): boolean =>
  now.getTime() - seen.lastSeenAt.getTime() >= TOUCH_EVERY_MS;

export async function revokeSession(db: Tx, id: string, now: Date): Promise<void> {
  await db
    .update(session)
    .set({ revokedAt: now })
    .where(and(eq(session.idHash, hashOf(id)), isNull(session.revokedAt)));
}

/** As `revokeSession`, because its person said so. */
export async function signOutSession(db: Tx, id: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(session)
      .set({ revokedAt: now })
      .where(alive(id, now))
      .returning({ personId: session.personId });
    if (!ended) return;
    const event = {
      at: now,
      action: 'sign-in.out',
      result: 'done',
      sentence: 'signed out',
      by: 'self',
    } as const;
    await recordForPerson(tx, { id: ended.personId }, event);
  });
}

/** Ends one of a person's sessions, named by its stored hash. False when it isn't theirs or has ended. */
export async function endSessionOf(db: Tx, personId: string, idHash: string, now: Date): Promise<boolean> {
  const ended = await db
    .update(session)
    .set({ revokedAt: now })
    .where(and(eq(session.idHash, idHash), eq(session.personId, personId), isNull(session.revokedAt)))
    .returning({ idHash: session.idHash });
  return ended.length > 0;
}

/** As `endSessionOf`, because the person said so: a browser forgotten somewhere. */
export async function endOwnSession(db: Tx, personId: string, idHash: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const ended = await endSessionOf(tx, personId, idHash, now);
    const sentence = 'ended a session of their own';
    const event = { at: now, action: 'sign-in.ended', result: 'done', sentence, by: 'self' } as const;
    if (ended) await recordForPerson(tx, { id: personId }, event);
    return ended;
  });
}

/** Ends every session of a person, or every one but the id given. */
export async function revokeAllSessions(
  db: Tx,
  personId: string,
  now: Date,
  exceptId?: string,
): Promise<void> {
  await db
    .update(session)
    .set({ revokedAt: now })
    .where(
      and(
        eq(session.personId, personId),
        isNull(session.revokedAt),
        exceptId === undefined ? undefined : ne(session.idHash, hashOf(exceptId)),
      ),
    );
}

/** False when the session has ended or the person isn't a member there. */
export async function switchWorkspace(db: Tx, id: string, workspaceId: string, now: Date): Promise<boolean> {
  if (!z.uuid().safeParse(workspaceId).success) return false;
  const isMember = db
    .select({ one: sql`1` })
    .from(membership)
    .where(and(eq(membership.workspaceId, workspaceId), eq(membership.personId, session.personId)));
  const switched = await db
    .update(session)
    .set({ workspaceId })
    .where(and(alive(id, now), exists(isMember)))
    .returning({ idHash: session.idHash });
  return switched.length > 0;
}

export async function forgetSessions(db: Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEEP_ENDED_MS);
  await db.delete(session).where(or(lt(session.expiresAt, before), lt(session.revokedAt, before)));
}
