import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Config, config } from '@/lib/config';
import { log } from '@/lib/log';
import type { Db } from '@/lib/store/db';
import { person } from '@/lib/store/schema';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { recordForPerson } from './account-events';
import { attemptSucceeded, takeAttempt } from './attempts';
import { PASSWORD_LENGTH_MAX, passwordMatches } from './passwords';
import { canonicalEmail } from './people';
import { noWorkspace, passwordsOff, tooManyAttempts, wrongCredentials } from './problems';
import { comesByGroups } from './sign-on/by-groups';
import { comeByProvider } from './sign-on/problems';
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
async function checkPassword(
  db: Db,
  given: unknown,
  visitor: Visitor,
  now: Date,
): Promise<Result<KnownPerson>> {
  const read = Credentials.safeParse(given);
  if (!read.success) return fail(wrongCredentials());
  const claimant = { email: canonicalEmail(read.data.email), address: visitor.address };
  const { waitMs } = await takeAttempt(db, claimant, now);
  const { address } = visitor;
  if (waitMs > 0) {
    log('auth').warn({ address, waitMs }, 'a sign-in has to wait');
    return fail(tooManyAttempts({ waitSeconds: Math.ceil(waitMs / 1000) }));
  }
  const [known] = await db.select().from(person).where(eq(person.email, claimant.email));
  const matches = await passwordMatches(known?.passwordHash, read.data.password);
  if (!known || !matches) {
    log('auth').warn({ address, personId: known?.id }, 'a sign-in was refused');
    await noteRefusal(db, claimant.email, visitor, now);
    return fail(wrongCredentials());
  }
  await attemptSucceeded(db, claimant);
  return ok({ id: known.id, name: known.name, email: known.email });
}

type Ways = Pick<Config, 'passwordSignIn' | 'singleSignOn'>;

/**
 * Who somebody is by their password, where passwords open the door at all. Whom groups let in is let in where the
 * groups are asked for: at the provider.
 */
export async function identify(
  db: Db,
  given: unknown,
  visitor: Visitor,
  now: Date,
  { passwordSignIn, singleSignOn }: Ways = config(),
): Promise<Result<KnownPerson>> {
  if (!passwordSignIn) return fail(passwordsOff());
  const who = await checkPassword(db, given, visitor, now);
  if (!who.ok) return who;
  const { oidc } = singleSignOn;
  if (oidc?.groups && (await comesByGroups(db, who.value.id))) {
    return fail(comeByProvider({ provider: oidc.name }));
  }
  return who;
}

/** For signing in: somebody who belongs to no workspace has nowhere to go. */
export async function authenticate(
  db: Db,
  given: unknown,
  visitor: Visitor,
  now: Date,
  ways: Ways = config(),
): Promise<Result<KnownPerson>> {
  const who = await identify(db, given, visitor, now, ways);
  if (!who.ok) return who;
  if (!(await defaultWorkspace(db, who.value.id))) return fail(noWorkspace());
  log('auth').info({ address: visitor.address, personId: who.value.id }, 'signed in');
  return who;
}

async function noteRefusal(db: Db, email: string, visitor: Visitor, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    // Waiting for the disk takes longer where there was something to write, which would tell who is known here.
    await tx.execute(sql`SET LOCAL synchronous_commit = off`);
    await recordForPerson(
      tx,
      { email },
      {
        at: now,
        action: 'sign-in.refused',
        result: 'refused',
        sentence: 'tried to sign in as {name} with a wrong password',
        by: 'somebody',
        visitor,
      },
    );
  });
}
