import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Gateway } from '@/lib/gateway/types';
import { publish } from '@/lib/live/publish';
import { sum, ZERO } from '@/lib/money';
import type { Db } from '@/lib/store/db';
import { account, burnSample, instance, vastIdentity } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { syncActor } from './instances';

/** Reads an account's credit. Vast.ai moves it every few seconds; a reading carries the account's clock. */
export async function readCredit(
  deps: { db: Db; gateway: Gateway },
  link: { workspaceId: string; id: string },
): Promise<void> {
  const user = await deps.gateway.run(operations.showUser, link.id, {}, syncActor(link.workspaceId));
  if (user.kind !== 'done' || user.value.credit === null) return;
  await deps.db
    .update(account)
    .set({ credit: user.value.credit, creditReadAt: user.at })
    .where(and(eq(account.workspaceId, link.workspaceId), eq(account.id, link.id)));
  await publish(deps.db, link.workspaceId, ['meter']);
}

/** Notes the workspace's burn, once a minute; not before the first complete read, which would look like a fleet at rest. */
export async function sampleBurn(db: Db, workspaceId: string, now: Date): Promise<void> {
  const live = await db
    .select({
      presentHour: instance.presentHour,
      numGpus: instance.numGpus,
      actualStatus: instance.actualStatus,
    })
    .from(instance)
    .innerJoin(
      account,
      and(eq(account.workspaceId, instance.workspaceId), eq(account.id, instance.accountId)),
    )
    .where(and(eq(instance.workspaceId, workspaceId), isNull(instance.goneAt), isNull(account.removedAt)));
  const [read] = await db
    .select({ id: vastIdentity.id })
    .from(account)
    .innerJoin(
      vastIdentity,
      and(eq(vastIdentity.id, account.identityId), isNotNull(vastIdentity.instancesReadAt)),
    )
    .where(and(eq(account.workspaceId, workspaceId), isNull(account.removedAt)))
    .limit(1);
  if (!read) return;
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  await db
    .insert(burnSample)
    .values({
      workspaceId,
      at: minute,
      hourUsd: sum(live.map((row) => row.presentHour ?? ZERO)),
      gpus: live.filter((row) => row.actualStatus === 'running').reduce((gpus, row) => gpus + row.numGpus, 0),
    })
    .onConflictDoNothing();
}

/** Readings older than two days serve no chart. */
export async function forgetOldSamples(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 48 * 3_600_000);
  await db.execute(sql`DELETE FROM instance_sample WHERE at < ${before.toISOString()}`);
  await db.execute(sql`DELETE FROM burn_sample WHERE at < ${before.toISOString()}`);
}
