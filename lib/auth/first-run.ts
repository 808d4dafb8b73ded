/** The one-time link of a first start without an owner: only somebody who sees the terminal becomes the owner. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Db, Tx } from '@/lib/store/db';
import { firstRunLink } from '@/lib/store/schema';
import { fail, type Problem, type Result } from '@/lib/vast/problem';
import { hashPassword } from './passwords';
import { insertOwner, type NewOwner, type Owner, oneAtATime, ownerExists, unfitOwner } from './people';
import { firstRunClosed, firstRunLinkSpent } from './problems';
import { hashOf, newToken } from './tokens';

const open = (token: string) => and(eq(firstRunLink.tokenHash, hashOf(token)), isNull(firstRunLink.usedAt));

/** A new link; the ones before it stop working. Undefined once there is an owner. */
export async function issueFirstRunLink(db: Db, url: string, now: Date): Promise<string | undefined> {
  const token = newToken();
  return db.transaction(async (tx) => {
    await oneAtATime(tx);
    if (await ownerExists(tx)) return undefined;
    await tx.delete(firstRunLink);
    await tx.insert(firstRunLink).values({ tokenHash: hashOf(token), createdAt: now });
    return `${url}/first-run/${token}`;
  });
}

/** Why this link can't be used, if it can't. */
export async function firstRunProblem(db: Tx, token: string): Promise<Problem | undefined> {
  if (await ownerExists(db)) return firstRunClosed();
  const [link] = await db.select({ hash: firstRunLink.tokenHash }).from(firstRunLink).where(open(token));
  return link ? undefined : firstRunLinkSpent();
}

/** Uses the link up and makes the owner, both or neither. */
export async function createFirstOwner(
  db: Db,
  token: string,
  input: NewOwner,
  now: Date,
): Promise<Result<Owner>> {
  const problem = (await firstRunProblem(db, token)) ?? unfitOwner(input);
  if (problem) return fail(problem);
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    await oneAtATime(tx);
    const meanwhile = await firstRunProblem(tx, token);
    if (meanwhile) return fail(meanwhile);
    const made = await insertOwner(tx, input, passwordHash, now);
    if (made.ok) await tx.update(firstRunLink).set({ usedAt: now }).where(open(token));
    return made;
  });
}
