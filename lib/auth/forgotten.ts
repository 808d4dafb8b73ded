/** Who asks for a new password: looked up after they were answered, so that the answer can't tell who is known. */
import { eq, sql } from 'drizzle-orm';
import type { Db } from '@/lib/store/db';
import { person } from '@/lib/store/schema';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { recordForPerson } from './account-events';
import { takeAttempt } from './attempts';
import { canonicalEmail, isEmail } from './people';
import { emailUnfit, tooManyResets } from './problems';
import { issueReset } from './resets';
import type { Visitor } from './visitor';
import { defaultWorkspace } from './workspaces';

/** Counts the asking, whoever it is about. Returns the e-mail as it is stored. */
export async function takeAsking(
  db: Db,
  given: string,
  visitor: Visitor,
  now: Date,
): Promise<Result<string>> {
  const email = canonicalEmail(given);
  if (!isEmail(email)) return fail(emailUnfit());
  const { waitMs } = await takeAttempt(db, { email, address: visitor.address, door: 'reset' }, now);
  return waitMs > 0 ? fail(tooManyResets({ waitSeconds: Math.ceil(waitMs / 1000) })) : ok(email);
}

/** `link`: for who has a password. `sign-on`: they have none, and need none. */
export type Answered = { kind: 'link'; token: string } | { kind: 'sign-on' };

/** What to write to this e-mail; null when it is nobody's who could come in. */
export async function answerFor(
  db: Db,
  email: string,
  visitor: Visitor,
  now: Date,
): Promise<Answered | null> {
  return db.transaction(async (tx) => {
    const [known] = await tx
      .select({ id: person.id, hasPassword: sql<boolean>`${person.passwordHash} IS NOT NULL` })
      .from(person)
      .where(eq(person.email, email));
    if (!known || !(await defaultWorkspace(tx, known.id))) return null;
    await recordForPerson(
      tx,
      { id: known.id },
      {
        at: now,
        action: 'password.asked',
        result: 'done',
        sentence: 'asked for a new password for {name}',
        by: 'somebody',
        visitor,
      },
    );
    if (!known.hasPassword) return { kind: 'sign-on' };
    return { kind: 'link', token: await issueReset(tx, known.id, null, now) };
  });
}

/** The letter didn't go out, and whoever waits for it can't be told why. */
export const noteUnsent = (db: Db, email: string, why: string, now: Date): Promise<void> =>
  recordForPerson(
    db,
    { email },
    {
      at: now,
      action: 'password.unsent',
      result: 'refused',
      sentence: `was sent no link to a new password for {name}. ${why}`,
      by: 'somebody',
    },
  );
