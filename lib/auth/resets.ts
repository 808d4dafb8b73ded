/** New passwords: by a link that works once and for an hour, or by somebody who knows the present one. */
import { and, eq, gt, isNull, lte } from 'drizzle-orm';
import type { Db, Tx } from '@/lib/store/db';
import { passwordReset, person } from '@/lib/store/schema';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { recordForPerson } from './account-events';
import { attemptSucceeded, takeAttempt } from './attempts';
import { hashPassword, passwordMatches, unfit } from './passwords';
import { noPassword, resetLinkSpent, tooManyAttempts, wrongPassword } from './problems';
import { revokeAllSessions } from './sessions';
import { hashOf, newToken } from './tokens';
import type { Visitor } from './visitor';

export const RESET_MS = 3_600_000;

/** `madeBy`: who of the workspace makes the link; null when the person asked for it themselves. */
export async function issueReset(
  tx: Tx,
  personId: string,
  madeBy: string | null,
  now: Date,
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + RESET_MS);
  await tx
    .insert(passwordReset)
    .values({ tokenHash: hashOf(token), personId, madeBy, createdAt: now, expiresAt });
  return token;
}

const usable = (token: string, now: Date) =>
  and(
    eq(passwordReset.tokenHash, hashOf(token)),
    isNull(passwordReset.usedAt),
    gt(passwordReset.expiresAt, now),
  );

/** Whose link it is. Looking doesn't use it: mail scanners look at every link. */
export async function findReset(
  db: Tx,
  token: string,
  now: Date,
): Promise<Result<{ name: string; email: string }>> {
  const [found] = await db
    .select({ name: person.name, email: person.email })
    .from(passwordReset)
    .innerJoin(person, eq(person.id, passwordReset.personId))
    .where(usable(token, now));
  return found ? ok(found) : fail(resetLinkSpent());
}

/** Sets the password, and ends every session and every other link: whoever held one of them may be why. */
export async function spendReset(db: Db, token: string, password: string, now: Date): Promise<Result<void>> {
  const problem = unfit(password);
  if (problem) return fail(problem);
  const found = await findReset(db, token, now);
  if (!found.ok) return found;
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    const [used] = await tx
      .update(passwordReset)
      .set({ usedAt: now })
      .where(usable(token, now))
      .returning({ personId: passwordReset.personId });
    if (!used) return fail(resetLinkSpent());
    await setPassword(tx, used.personId, passwordHash, now, undefined, 'set a new password by a reset link');
    // Whoever locked themselves out by guessing gets in with the new one.
    await attemptSucceeded(tx, { email: found.value.email, address: null });
    return ok(undefined);
  });
}

/** In Settings: the present password is asked for, because a browser left open is not its owner. */
export async function changePassword(
  db: Db,
  given: { personId: string; current: string; next: string; sessionId: string | undefined },
  visitor: Visitor,
  now: Date,
): Promise<Result<void>> {
  const problem = unfit(given.next);
  if (problem) return fail(problem);
  const [known] = await db.select().from(person).where(eq(person.id, given.personId));
  if (!known?.passwordHash) return fail(noPassword());
  const claimant = { email: known.email, address: visitor.address };
  const { waitMs } = await takeAttempt(db, claimant, now);
  if (waitMs > 0) return fail(tooManyAttempts({ waitSeconds: Math.ceil(waitMs / 1000) }));
  if (!(await passwordMatches(known.passwordHash, given.current))) return fail(wrongPassword());
  await attemptSucceeded(db, claimant);
  const passwordHash = await hashPassword(given.next);
  await db.transaction((tx) =>
    setPassword(tx, known.id, passwordHash, now, given.sessionId, 'changed their password'),
  );
  return ok(undefined);
}

async function setPassword(
  tx: Tx,
  personId: string,
  passwordHash: string,
  now: Date,
  exceptSession: string | undefined,
  sentence: string,
): Promise<void> {
  await tx.update(person).set({ passwordHash }).where(eq(person.id, personId));
  await tx
    .update(passwordReset)
    .set({ usedAt: now })
    .where(and(eq(passwordReset.personId, personId), isNull(passwordReset.usedAt)));
  await revokeAllSessions(tx, personId, now, exceptSession);
  await recordForPerson(
    tx,
    { id: personId },
    { at: now, action: 'password.changed', result: 'done', sentence, by: 'self' },
  );
}

/** Links that nobody can use any more say nothing. */
export async function forgetResets(db: Tx, now: Date): Promise<void> {
  await db.delete(passwordReset).where(lte(passwordReset.expiresAt, now));
}
