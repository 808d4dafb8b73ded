/** Linking Vast.ai accounts: the key is tried before it is kept, kept sealed, and never shown again. */
import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { publish } from '@/lib/live/publish';
import { type Actor, personOf } from '@/lib/policy/actor';
import type { EventType } from '@/lib/policy/events';
import { record } from '@/lib/store/audit';
import type { Tx } from '@/lib/store/db';
import { tellEvent } from '@/lib/store/events';
import { account, vastIdentity, workspace } from '@/lib/store/schema';
import { originOf } from '@/lib/vast/address';
import type { Credentials } from '@/lib/vast/client';
import { operations } from '@/lib/vast/operations';
import { fail, ok, type Problem, type Result } from '@/lib/vast/problem';
import { keyRevoked, twoFactorNeeded } from '@/lib/vast/problems';
import { permissionRefusal } from './permit';
import * as problems from './problems';
import { keyFingerprint, seal } from './seal';
import type { GatewayPorts } from './types';

export interface Linked {
  accountId: string;
  /** Who the key belongs to. */
  vastUserId: number;
  email: string | null;
  /** The account was linked before: only its key was replaced. */
  note: Problem | null;
}

export interface LinkOrder {
  name: string;
  /** `https://console.vast.ai`, or where an emulator answers. */
  address: string;
  key: string;
}

/** Links an account to the actor's workspace. A key of an identity linked already replaces that account's key. */
export async function linkAccount(
  ports: GatewayPorts,
  actor: Actor,
  order: LinkOrder,
): Promise<Result<Linked>> {
  const refused = manageRefusal(actor);
  if (refused) return fail(refused);
  if (order.name.trim() === '') return fail(problems.nameMissing({ what: 'The account' }));
  // Simulated dollars never meet real ones: what the demo workspace links is decided at setup.
  const demo = await isDemo(ports.db, actor.workspaceId);
  if (demo && actor.kind === 'person') return fail(problems.demoOnly());
  const identified = await identify(ports, order);
  if (!identified.ok) return identified;
  const who = identified.value;

  return ports.db.transaction(async (tx) => {
    await tx
      .insert(vastIdentity)
      .values({ id: who.identityId, origin: who.origin, vastUserId: who.vastUserId, email: who.email })
      .onConflictDoUpdate({ target: vastIdentity.id, set: { email: who.email } });
    const [known] = await tx
      .select()
      .from(account)
      .where(and(eq(account.workspaceId, actor.workspaceId), eq(account.identityId, who.identityId)))
      .for('update');
    const accountId = known?.id ?? randomUUID();
    const fresh = freshKey(ports, actor.workspaceId, accountId, order.key, who);
    if (known) {
      // A removed account comes back with its history; a linked one keeps its name.
      const name = known.removedAt ? order.name.trim() : known.name;
      await tx
        .update(account)
        .set({ ...fresh, name, removedAt: null })
        .where(ofAccount(actor.workspaceId, accountId));
    } else {
      await tx.insert(account).values({
        workspaceId: actor.workspaceId,
        id: accountId,
        identityId: who.identityId,
        origin: who.origin,
        name: order.name.trim(),
        linkedBy: personOf(actor),
        linkedAt: ports.now(),
        ...fresh,
      });
    }
    const again = known !== undefined && known.removedAt === null;
    await note(
      tx,
      ports,
      actor,
      accountId,
      again ? 'account.key_replaced' : 'account.linked',
      again ? `replaced the key of account ${known.name}` : `linked the Vast.ai account ${order.name.trim()}`,
    );
    await tellEvent(tx, actor.workspaceId, {
      type: 'account.linked',
      at: ports.now(),
      data: { account_id: accountId, name: again ? known.name : order.name.trim() },
    });
    const { vastUserId, email } = who;
    return ok({
      accountId,
      vastUserId,
      email,
      note: again ? problems.alreadyLinked({ name: known.name }) : null,
    });
  });
}

/** Puts a new key into an account; it must belong to the same Vast.ai identity. */
export async function replaceKey(
  ports: GatewayPorts,
  actor: Actor,
  given: { accountId: string; key: string },
): Promise<Result<void>> {
  const refused = manageRefusal(actor);
  if (refused) return fail(refused);
  const [known] = await ports.db
    .select()
    .from(account)
    .where(and(ofAccount(actor.workspaceId, given.accountId), isNull(account.removedAt)));
  if (!known) return fail(problems.accountNotFound());
  const identified = await identify(ports, { address: known.origin, key: given.key });
  if (!identified.ok) return identified;
  if (identified.value.identityId !== known.identityId)
    return fail(problems.wrongIdentity({ name: known.name }));
  await ports.db.transaction(async (tx) => {
    const fresh = freshKey(ports, actor.workspaceId, known.id, given.key, identified.value);
    await tx.update(account).set(fresh).where(ofAccount(actor.workspaceId, known.id));
    await note(
      tx,
      ports,
      actor,
      known.id,
      'account.key_replaced',
      `replaced the key of account ${known.name}`,
    );
    await tellEvent(tx, actor.workspaceId, {
      type: 'account.linked',
      at: ports.now(),
      data: { account_id: known.id, name: known.name },
    });
  });
  return ok(undefined);
}

export async function renameAccount(
  ports: GatewayPorts,
  actor: Actor,
  given: { accountId: string; name: string },
): Promise<Result<void>> {
  const name = given.name.trim();
  if (name === '') return fail(problems.nameMissing({ what: 'The account' }));
  return changeAccount(
    ports,
    actor,
    given.accountId,
    { name },
    'account.renamed',
    (was) => `renamed account ${was} to ${name}`,
  );
}

/** Ends polling and syncing; the key is forgotten, costs and history stay. Nothing at Vast.ai is stopped. */
export async function removeAccount(
  ports: GatewayPorts,
  actor: Actor,
  given: { accountId: string },
): Promise<Result<void>> {
  const gone = { removedAt: ports.now(), keySealed: '', keyHint: '' };
  return changeAccount(
    ports,
    actor,
    given.accountId,
    gone,
    'account.removed',
    (was) => `removed the Vast.ai account ${was}`,
    'account.removed',
  );
}

async function isDemo(db: Tx, workspaceId: string): Promise<boolean> {
  const [row] = await db
    .select({ kind: workspace.kind })
    .from(workspace)
    .where(eq(workspace.id, workspaceId));
  return row?.kind === 'demo';
}

interface Who {
  identityId: string;
  origin: string;
  vastUserId: number;
  email: string | null;
  scopes: string[] | null;
}

/** Asks Vast.ai whose key it is and what it may do. */
async function identify(ports: GatewayPorts, order: { address: string; key: string }): Promise<Result<Who>> {
  const origin = originOf(order.address.trim());
  if (origin === null) return fail(problems.notAnAddress());
  const to: Credentials = { origin, identity: keyFingerprint(order.key.trim()), key: order.key.trim() };
  const user = await ports.vast.call(operations.showUser, {}, to, { deadlineMs: 20_000 });
  if (user.kind !== 'done') return fail(aboutThisKey(user.problem));
  const { id: vastUserId, email } = user.value;
  const keys = await ports.vast.call(operations.listApiKeys, {}, to, { deadlineMs: 10_000 });
  const ownId = Number(user.value.key_id);
  const own = keys.kind === 'done' ? keys.value.apikeys.find((key) => key.id === ownId) : undefined;
  return ok({
    identityId: `${origin}#${vastUserId}`,
    origin,
    vastUserId,
    email,
    scopes: scopesOf(own?.permissions),
  });
}

/** The same refusal reads differently for a key that was just pasted than for one that used to work. */
function aboutThisKey(problem: Problem): Problem {
  const vast = { says: problem.vastSays, status: problem.vastStatus };
  if (problem.code === keyRevoked.code) return problems.keyRefused(undefined, vast);
  if (problem.code === twoFactorNeeded.code) return problems.keyWantsSecondFactor(undefined, vast);
  return problem;
}

/** `{"api": {"instance_read": {}, …}}` names the scopes; anything else tells us nothing. */
function scopesOf(granted: unknown): string[] | null {
  const api = (granted as { api?: unknown } | null | undefined)?.api;
  return api && typeof api === 'object' ? Object.keys(api) : null;
}

function freshKey(ports: GatewayPorts, workspaceId: string, accountId: string, typed: string, who: Who) {
  const key = typed.trim();
  return {
    keySealed: seal(key, ports.secretKey, `${workspaceId}/${accountId}`),
    keyHint: key.slice(-4),
    scopes: who.scopes,
    state: 'ok' as const,
    stateDetail: null,
    stateSince: ports.now(),
  };
}

const ofAccount = (workspaceId: string, accountId: string) =>
  and(eq(account.workspaceId, workspaceId), eq(account.id, accountId));

const manageRefusal = (actor: Actor): Problem | null => permissionRefusal(actor, 'accounts.manage', 'setup');

async function changeAccount(
  ports: GatewayPorts,
  actor: Actor,
  accountId: string,
  change: Partial<typeof account.$inferInsert>,
  action: string,
  sentence: (was: string) => string,
  told?: EventType,
): Promise<Result<void>> {
  const refused = manageRefusal(actor);
  if (refused) return fail(refused);
  return ports.db.transaction(async (tx) => {
    const [known] = await tx
      .select({ name: account.name })
      .from(account)
      .where(and(ofAccount(actor.workspaceId, accountId), isNull(account.removedAt)))
      .for('update');
    if (!known) return fail(problems.accountNotFound());
    await tx.update(account).set(change).where(ofAccount(actor.workspaceId, accountId));
    await note(tx, ports, actor, accountId, action, sentence(known.name));
    if (told) {
      const data = { account_id: accountId, name: known.name };
      await tellEvent(tx, actor.workspaceId, { type: told, at: ports.now(), data });
    }
    return ok(undefined);
  });
}

async function note(
  tx: Tx,
  ports: GatewayPorts,
  actor: Actor,
  accountId: string,
  action: string,
  sentence: string,
) {
  await record(tx, actor, { at: ports.now(), action, result: 'done', accountId, sentence });
  await publish(tx, actor.workspaceId, ['accounts', 'meter', 'activity']);
}
