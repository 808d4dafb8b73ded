import { eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '@/lib/store/db';
import { person } from '@/lib/store/schema';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { attemptSucceeded, takeAttempt } from './attempts';
import { PASSWORD_LENGTH_MAX, passwordMatches } from './passwords';
import { canonicalEmail } from './people';
import { noWorkspace, tooManyAttempts, wrongCredentials } from './problems';
import type { Visitor } from './visitor';
import { defaultWorkspace } from './workspaces';

const Credentials = z.object({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(PASSWORD_LENGTH_MAX),
});

export interface KnownPerson {
  id: string;
  name: string;
  email: string;
}

/** Whose e-mail and password these are. The one place that decides it, whichever form they came by. */
export async function authenticate(
  db: Db,
  given: unknown,
  visitor: Visitor,
  now: Date,
): Promise<Result<KnownPerson>> {
  const read = Credentials.safeParse(given);
  if (!read.success) return fail(wrongCredentials());
  const claimant = { email: canonicalEmail(read.data.email), address: visitor.address };
  const { waitMs } = await takeAttempt(db, claimant, now);
  if (waitMs > 0) return fail(tooManyAttempts({ waitSeconds: Math.ceil(waitMs / 1000) }));
  const [known] = await db.select().from(person).where(eq(person.email, claimant.email));
  const matches = await passwordMatches(known?.passwordHash, read.data.password);
  if (!known || !matches) return fail(wrongCredentials());
  await attemptSucceeded(db, claimant);
  if (!(await defaultWorkspace(db, known.id))) return fail(noWorkspace());
  return ok({ id: known.id, name: known.name, email: known.email });
}
