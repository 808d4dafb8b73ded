import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Db, Tx } from '@/lib/store/db';
import { membership, person, workspace } from '@/lib/store/schema';
import { fail, ok, type Problem, type Result } from '@/lib/vast/problem';
import { recordForPerson } from './account-events';
import { seatMember } from './members';
import { hashPassword, passwordMatches, unfit } from './passwords';
import { emailTaken, emailUnfit, nameMissing } from './problems';
import { revokeAllSessions } from './sessions';

export interface NewOwner {
  email: string;
  password: string;
  name: string;
  /** Names the workspace if there is none yet; else the owner joins the one there is. */
  workspaceName: string;
}

export interface Owner {
  personId: string;
  workspaceId: string;
}

/** What is typed at sign-in and what is stored are compared in this form. */
export const canonicalEmail = (email: string): string => email.trim().toLowerCase();

/** As browsers judge it: a machine of one's own may well have owner@localhost. */
export const isEmail = (text: string): boolean =>
  z.email({ pattern: z.regexes.html5Email }).max(254).safeParse(canonicalEmail(text)).success;

/** A person, the real workspace, and the membership between them: all or nothing. */
export async function createOwner(db: Db, input: NewOwner, now: Date): Promise<Result<Owner>> {
  const problem = unfitOwner(input);
  if (problem) return fail(problem);
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    await oneAtATime(tx);
    return insertOwner(tx, input, passwordHash, now);
  });
}

export function unfitOwner(input: NewOwner): Problem | undefined {
  if (!isEmail(input.email)) return emailUnfit();
  if (!input.name.trim()) return nameMissing({ what: 'your name' });
  if (!input.workspaceName.trim()) return nameMissing({ what: 'the workspace’s name' });
  return unfit(input.password);
}

/** Needs the lock of `oneAtATime`, and input that `unfitOwner` let pass. */
export async function insertOwner(
  tx: Tx,
  input: NewOwner,
  passwordHash: string,
  now: Date,
): Promise<Result<Owner>> {
  const email = canonicalEmail(input.email);
  const [made] = await tx
    .insert(person)
    .values({ email, name: input.name.trim(), passwordHash })
    .onConflictDoNothing()
    .returning({ id: person.id });
  if (!made) return fail(emailTaken());
  const workspaceId = (await realWorkspace(tx))?.id ?? (await makeWorkspace(tx, input.workspaceName.trim()));
  await seatMember(tx, { workspaceId, personId: made.id, role: 'owner' });
  await noteOwner(tx, made.id, 'owner.created', 'became an owner', now);
  return ok({ personId: made.id, workspaceId });
}

export type EnsuredOwner = 'created' | 'kept' | 'kept-other-password' | 'reset';

/**
 * The owner named by GANTRY_OWNER_EMAIL and GANTRY_OWNER_PASSWORD, at every start: made when absent. Somebody
 * who exists keeps their password, because they may have changed it since; only GANTRY_OWNER_RESET=1 sets it
 * again (and then gives them the owner's role back and ends their sessions).
 */
export async function ensureOwner(
  db: Db,
  owner: NewOwner & { reset: boolean },
  now: Date,
): Promise<Result<EnsuredOwner>> {
  const problem = unfitOwner(owner);
  if (problem) return fail(problem);
  const email = canonicalEmail(owner.email);
  const passwordHash = await hashPassword(owner.password);
  return db.transaction(async (tx) => {
    await oneAtATime(tx);
    const [known] = await tx.select().from(person).where(eq(person.email, email));
    if (!known) {
      const made = await insertOwner(tx, owner, passwordHash, now);
      return made.ok ? ok<EnsuredOwner>('created') : made;
    }
    if (await passwordMatches(known.passwordHash, owner.password)) return ok<EnsuredOwner>('kept');
    if (!owner.reset) return ok<EnsuredOwner>('kept-other-password');
    const workspaceId =
      (await realWorkspace(tx))?.id ?? (await makeWorkspace(tx, owner.workspaceName.trim()));
    await tx.update(person).set({ passwordHash }).where(eq(person.id, known.id));
    await seatMember(tx, { workspaceId, personId: known.id, role: 'owner' });
    await revokeAllSessions(tx, known.id, now);
    await noteOwner(tx, known.id, 'owner.reset', 'got password and role again by GANTRY_OWNER_RESET', now);
    return ok<EnsuredOwner>('reset');
  });
}

const noteOwner = (tx: Tx, id: string, action: string, sentence: string, at: Date) =>
  recordForPerson(tx, { id }, { at, action, result: 'done', sentence, by: 'self' });

export async function ownerExists(db: Tx): Promise<boolean> {
  const [row] = await db
    .select({ personId: membership.personId })
    .from(membership)
    .innerJoin(workspace, eq(workspace.id, membership.workspaceId))
    .where(and(eq(membership.role, 'owner'), eq(workspace.kind, 'real')))
    .limit(1);
  return row !== undefined;
}

/** The company's own workspace: the oldest that isn't a demo. */
export async function realWorkspace(db: Tx): Promise<{ id: string; name: string } | undefined> {
  const [row] = await db
    .select({ id: workspace.id, name: workspace.name })
    .from(workspace)
    .where(eq(workspace.kind, 'real'))
    .orderBy(workspace.createdAt, workspace.id)
    .limit(1);
  return row;
}

/** Of two starts at the same moment, one makes the owner and the other finds it made. Ends with the transaction. */
export async function oneAtATime(tx: Tx): Promise<void> {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(470110002)`);
}

async function makeWorkspace(tx: Tx, name: string): Promise<string> {
  const [made] = await tx.insert(workspace).values({ name, kind: 'real' }).returning({ id: workspace.id });
  if (!made) throw new Error('the workspace was not written');
  return made.id;
}
