/** A member leaves, or is removed: what they held ends or goes on, said before and written down after. */
import { eq } from 'drizzle-orm';
import { lockMembers, unseatMember } from '@/lib/auth/members';
import type { Actor } from '@/lib/policy/actor';
import { ownerRefusal } from '@/lib/policy/members';
import { record } from '@/lib/store/audit';
import type { Tx } from '@/lib/store/db';
import { tellEvent } from '@/lib/store/events';
import { person } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { sshKeyText } from '@/lib/vast/operations/ssh-keys';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { endHoldings, type Holdings, holdingsOf } from './holdings';
import { endKeys, type KeyEnd } from './member-keys';
import { managing, type PersonActor } from './members';
import { permissionRefusal } from './permit';
import { memberNotFound, peopleOfDemo } from './problems';
import type { Gateway, GatewayPorts } from './types';

export interface Leaving extends Omit<Holdings, 'sessions' | 'sshKeys'> {
  sessions: number;
  sshKeys: { accountId: string; accountName: string; keyId: number; text: string | null }[];
}

export interface Left {
  keys: (KeyEnd & { accountName: string })[];
}

/** What would end and what would go on. Keys by their text where Vast.ai tells it now, else by their number. */
export async function whatLeavingEnds(
  { db, now }: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  personId: string,
): Promise<Result<Leaving>> {
  const refused = isSelf(actor, personId) ? null : permissionRefusal(actor, 'members.manage');
  if (refused) return fail(refused);
  const who = { workspaceId: actor.workspaceId, personId, bySelf: isSelf(actor, personId) };
  const held = await holdingsOf(db, who, now());
  const texts = new Map<string, string>();
  for (const accountId of new Set(held.sshKeys.map((key) => key.accountId))) {
    const listed = await gateway.run(operations.listSshKeys, accountId, {}, actor);
    if (listed.kind !== 'done') continue;
    for (const key of listed.value) texts.set(`${accountId}/${key.id}`, sshKeyText(key));
  }
  return ok({
    ...held,
    sessions: held.sessions.length,
    sshKeys: held.sshKeys.map(({ accountId, accountName, keyId }) => ({
      accountId,
      accountName,
      keyId,
      text: texts.get(`${accountId}/${keyId}`) ?? null,
    })),
  });
}

/**
 * Ends a membership: one's own by leaving, somebody else's with the right to manage members. `instancesTo` is the
 * member in whose name the leaver's instances go on; null leaves them in the leaver's.
 */
export async function endMembership(
  ports: GatewayPorts,
  actor: Actor,
  given: { personId: string; instancesTo: string | null },
): Promise<Result<Left>> {
  const ended = isSelf(actor, given.personId)
    ? await ports.db.transaction(async (tx) => {
        const { kind, roles } = await lockMembers(tx, actor.workspaceId);
        return kind === 'demo' ? fail(peopleOfDemo()) : endIn(tx, actor, given, roles, ports.now());
      })
    : await managing(ports, actor, async (tx, me, now, roles) => {
        const refused = ownerRefusal(me.role, roles.get(given.personId));
        return refused ? fail(refused) : endIn(tx, me.actor, given, roles, now);
      });
  if (!ended.ok) return ended;
  const keys = ended.value.sshKeys;
  // Outside of the transaction: Vast.ai takes its time, and what it doesn't do now the worker goes on with.
  const ends = await endKeys(ports, keys);
  return ok({
    keys: ends.map((end, index) => ({ ...end, accountName: keys[index]?.accountName ?? '' })),
  });
}

async function endIn(
  tx: Tx,
  actor: PersonActor,
  { personId, instancesTo }: { personId: string; instancesTo: string | null },
  roles: ReadonlyMap<string, string>,
  now: Date,
): Promise<Result<Holdings>> {
  const bySelf = personId === actor.personId;
  const who = { workspaceId: actor.workspaceId, personId, bySelf };
  if (!roles.has(personId)) return fail(memberNotFound());
  if (instancesTo !== null && (instancesTo === personId || !roles.has(instancesTo))) {
    return fail(memberNotFound());
  }
  const held = await holdingsOf(tx, who, now);
  const unseated = await unseatMember(tx, who);
  if (!unseated.ok) return unseated;
  const name = await nameOf(tx, personId);
  const heir = instancesTo === null ? null : { personId: instancesTo, name: await nameOf(tx, instancesTo) };
  await endHoldings(tx, actor, { ...who, name }, held, heir, now);
  await record(tx, actor, {
    at: now,
    action: bySelf ? 'member.left' : 'member.removed',
    result: 'done',
    sentence: bySelf ? 'left the workspace' : `removed ${name} from the workspace`,
    detail: {
      sessions: held.sessions.length,
      sshKeys: held.sshKeys.length,
      invitations: held.invitations,
      instances: held.instances.map(({ contractId }) => contractId),
      instancesTo: heir?.name ?? null,
    },
  });
  const data = { person_id: personId, name, by: actor.name };
  await tellEvent(tx, actor.workspaceId, { type: 'member.removed', at: now, data });
  return ok(held);
}

const isSelf = (actor: Actor, personId: string): actor is PersonActor =>
  actor.kind === 'person' && actor.token === undefined && actor.personId === personId;

async function nameOf(tx: Tx, personId: string): Promise<string> {
  const [who] = await tx.select({ name: person.name }).from(person).where(eq(person.id, personId));
  return who?.name ?? '';
}
