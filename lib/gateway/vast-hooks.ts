/** Having Vast.ai tell Gantry of an account: a webhook there, whose secret stays here, sealed. */
import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, vastHook } from '@/lib/store/schema';
import { isUuid } from '@/lib/store/uuid';
import { operations } from '@/lib/vast/operations';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { unreadable } from '@/lib/vast/problems';
import { permissionRefusal } from './permit';
import { accountNotFound, webhookKeptAtVast, webhookUnreachable } from './problems';
import { seal } from './seal';
import type { Gateway, GatewayPorts } from './types';
import { note } from './webhooks';

/** What a look at the account's instances or credit may show; of these, what Vast.ai knows is asked for. */
const WANTED = [
  ...['created', 'started', 'stopped', 'resumed', 'deleted', 'offline', 'online', 'expires'].map(
    (what) => `client:instance_${what}`,
  ),
  ...['client:outbid', 'client:contract_extended', 'client:error_msgs', 'client:storage_full'],
  ...['client:low_credit', 'client:credit_received', 'client:billing_failed'],
];

export const boundTo = ({ workspaceId, id }: { workspaceId: string; id: string }) =>
  `vast hook ${workspaceId}/${id}`;

export async function hearFromVast(
  ports: Pick<GatewayPorts, 'db' | 'now' | 'secretKey'>,
  gateway: Gateway,
  actor: Actor,
  { accountId, addressOf }: { accountId: string; addressOf: (hookId: string) => string },
): Promise<Result<void>> {
  const refused = permissionRefusal(actor, 'webhooks.manage');
  if (refused) return fail(refused);
  const { workspaceId } = actor;
  const known = await linked(ports.db, workspaceId, accountId);
  if (!known) return fail(accountNotFound());
  if (known.hookId !== null) return fail(webhookKeptAtVast());
  const id = randomUUID();
  const address = addressOf(id);
  if (!reaches(known.origin, address)) return fail(webhookUnreachable());
  const types = await gateway.run(operations.listNotificationTypes, accountId, {}, actor);
  if (types.kind !== 'done') return fail(types.problem);
  const there = new Set(types.value.notification_types.map(({ key }) => key));
  const made = await gateway.run(
    operations.createWebhook,
    accountId,
    { name: 'Gantry', webhook_url: address, event_types: WANTED.filter((key) => there.has(key)) },
    actor,
  );
  if (made.kind !== 'done') return fail(made.problem);
  const { id: webhookId, webhook_secret: secret } = made.value.webhook;
  if (secret === null) return fail(unreadable({ operation: operations.createWebhook.name }));
  const values = { workspaceId, id, accountId, webhookId, createdAt: ports.now() };
  await ports.db.transaction(async (tx) => {
    const secretSealed = seal(secret, ports.secretKey, boundTo(values));
    await tx.insert(vastHook).values({ ...values, secretSealed });
    await note(tx, ports, actor, id, 'webhook.heard', `had Vast.ai tell Gantry of the account ${known.name}`);
  });
  return ok(undefined);
}

/** Ends it at Vast.ai first: what is still posted afterwards is turned away. */
export async function endHearing(
  ports: Pick<GatewayPorts, 'db' | 'now'>,
  gateway: Gateway,
  actor: Actor,
  accountId: string,
): Promise<Result<void>> {
  const refused = permissionRefusal(actor, 'webhooks.manage');
  if (refused) return fail(refused);
  const { workspaceId } = actor;
  const known = await linked(ports.db, workspaceId, accountId);
  if (!known?.hookId || known.webhookId === null) return fail(accountNotFound());
  const { hookId, webhookId, name } = known;
  const ended = await gateway.run(operations.deleteWebhook, accountId, { id: webhookId }, actor);
  if (ended.kind !== 'done') return fail(ended.problem);
  await ports.db.transaction(async (tx) => {
    await tx.delete(vastHook).where(and(eq(vastHook.workspaceId, workspaceId), eq(vastHook.id, hookId)));
    await note(
      tx,
      ports,
      actor,
      hookId,
      'webhook.unheard',
      `had Vast.ai stop telling of the account ${name}`,
    );
  });
  return ok(undefined);
}

async function linked(db: Tx, workspaceId: string, accountId: string) {
  if (!isUuid(accountId)) return undefined;
  const [row] = await db
    .select({
      name: account.name,
      origin: account.origin,
      hookId: vastHook.id,
      webhookId: vastHook.webhookId,
    })
    .from(account)
    .leftJoin(
      vastHook,
      and(eq(vastHook.workspaceId, account.workspaceId), eq(vastHook.accountId, account.id)),
    )
    .where(and(eq(account.workspaceId, workspaceId), eq(account.id, accountId), isNull(account.removedAt)));
  return row;
}

/** A simulated Vast.ai on this machine posts to this machine, too. */
const reaches = (origin: string, address: string): boolean =>
  address.startsWith('https:') || (isLocal(origin) && isLocal(address));

const isLocal = (url: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
