/** Whether somebody whom a provider vouches for may come in here, as whom, and with which rights. */
import { and, eq } from 'drizzle-orm';
import { type GroupRule, grantOf } from '@/lib/policy/groups';
import type { Db, Tx } from '@/lib/store/db';
import { membership, person, personIdentity, workspace } from '@/lib/store/schema';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { recordForPerson } from '../account-events';
import { acceptOpenInvitations } from '../invitations';
import { realWorkspace } from '../people';
import { revokeAllSessions } from '../sessions';
import { endByGroups, seatByGroups } from './by-groups';
import type { Identity } from './identity';
import { oneSignOnAtATime } from './lock';
import { emailUnverified, notLetIn } from './problems';

interface Known {
  id: string;
  name: string;
  linked: boolean;
}

/**
 * A membership lets in, an invitation, or a group. Who is refused leaves no trace but one: a membership that the
 * groups had given ends when they no longer give it, whether something else lets the person in or not.
 */
export async function admit(
  db: Db,
  identity: Identity,
  rules: readonly GroupRule[] | undefined,
  now: Date,
): Promise<Result<{ personId: string }>> {
  return db.transaction(async (tx) => {
    await oneSignOnAtATime(tx);
    const known = await personBehind(tx, identity);
    const { way, email } = identity;
    if (!known && !email) return fail(emailUnverified({ provider: way.name }));

    const home = rules && way.id === 'oidc' ? await realWorkspace(tx) : undefined;
    const grant = rules && grantOf(rules, identity.groups);
    if (home && known && !grant) await endByGroups(tx, way, home.id, known, now);
    try {
      return ok(
        await tx.transaction(async (attempt) => {
          const { id, name } = known ?? (await insertPerson(attempt, identity));
          if (email) await acceptOpenInvitations(attempt, { personId: id, email }, now);
          if (home && grant) await seatByGroups(attempt, way, home.id, { id, name }, grant, now);
          if (!(await isMember(attempt, id))) throw new LedNowhere();
          if (!known?.linked) await link(attempt, identity, id, now);
          return { personId: id };
        }),
      );
    } catch (error) {
      if (!(error instanceof LedNowhere)) throw error;
      if (known) await revokeAllSessions(tx, known.id, now);
      return fail(notLetIn({ provider: way.name }));
    }
  });
}

/** Takes back what was written on the way. */
class LedNowhere extends Error {}

/**
 * By the provider's own id, which never changes. The first time by e-mail, whoever else has that address here: the
 * provider has verified it, or it wouldn't be in the identity.
 */
async function personBehind(tx: Tx, { provider, subject, email }: Identity): Promise<Known | undefined> {
  const [linked] = await tx
    .select({ id: person.id, name: person.name })
    .from(personIdentity)
    .innerJoin(person, eq(person.id, personIdentity.personId))
    .where(and(eq(personIdentity.provider, provider), eq(personIdentity.subject, subject)));
  if (linked) return { ...linked, linked: true };
  if (!email) return undefined;
  const [sameEmail] = await tx
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(eq(person.email, email));
  return sameEmail && { ...sameEmail, linked: false };
}

/** Of the company's own workspaces; the demo comes with them and opens nothing by itself. */
async function isMember(tx: Tx, personId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: workspace.id })
    .from(membership)
    .innerJoin(workspace, and(eq(workspace.id, membership.workspaceId), eq(workspace.kind, 'real')))
    .where(eq(membership.personId, personId))
    .limit(1);
  return row !== undefined;
}

async function insertPerson(tx: Tx, { email, name }: Identity): Promise<{ id: string; name: string }> {
  if (!email) throw new Error('a person needs an e-mail address');
  const [made] = await tx
    .insert(person)
    .values({ email, name: name ?? email.split('@')[0] ?? email })
    .returning({ id: person.id, name: person.name });
  if (!made) throw new Error('the person was not written');
  return made;
}

async function link(
  tx: Tx,
  { way, provider, subject }: Identity,
  personId: string,
  now: Date,
): Promise<void> {
  await tx.insert(personIdentity).values({ provider, subject, personId, createdAt: now });
  await recordForPerson(
    tx,
    { id: personId },
    {
      at: now,
      action: 'person.linked',
      result: 'done',
      sentence: `linked their account with ${way.name}`,
      by: 'self',
    },
  );
}
