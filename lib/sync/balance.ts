import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Gateway } from '@/lib/gateway/types';
import { CREDIT_LOW_MS, runwayOf } from '@/lib/ledger/runway';
import { publish } from '@/lib/live/publish';
import { exact, sum, type Usd, ZERO } from '@/lib/money';
import type { Db, Tx } from '@/lib/store/db';
import { tellEvent } from '@/lib/store/events';
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
  const { credit } = user.value;
  await deps.db.transaction(async (tx) => {
    const [known] = await tx
      .update(account)
      .set({ credit, creditReadAt: user.at })
      .where(isAccount(link))
      .returning({ name: account.name, lowAt: account.creditLowAt });
    if (known) await noteLow(tx, link, { ...known, credit, at: user.at });
    await publish(tx, link.workspaceId, ['meter']);
  });
}

/** Lasting so long again, it isn't low any more; between the two it stays as it was, or each start and stop would tell. */
const LASTS_MS = (CREDIT_LOW_MS * 4) / 3;

/** Tells once that the credit ends soon, as what runs now goes on. */
async function noteLow(
  tx: Tx,
  link: { workspaceId: string; id: string },
  { name, lowAt, credit, at }: { name: string; lowAt: Date | null; credit: Usd; at: Date },
): Promise<void> {
  const live = await tx
    .select({ presentHour: instance.presentHour })
    .from(instance)
    .where(
      and(
        eq(instance.workspaceId, link.workspaceId),
        eq(instance.accountId, link.id),
        isNull(instance.goneAt),
      ),
    );
  const hourUsd = sum(live.map((row) => row.presentHour ?? ZERO));
  const runway = runwayOf({ accountId: link.id, name, credit, creditReadAt: at, hourUsd });
  const leftMs = runway ? runway.stopsAt.getTime() - at.getTime() : Number.POSITIVE_INFINITY;
  if (runway && lowAt === null && leftMs < CREDIT_LOW_MS) {
    await tx.update(account).set({ creditLowAt: at }).where(isAccount(link));
    const data = {
      account_id: link.id,
      name,
      credit_usd: exact(credit),
      hour_usd: exact(hourUsd),
      stops_at: runway.stopsAt.toISOString(),
    };
    await tellEvent(tx, link.workspaceId, { type: 'balance.low', at, data });
  } else if (lowAt !== null && leftMs >= LASTS_MS) {
    await tx.update(account).set({ creditLowAt: null }).where(isAccount(link));
  }
}

const isAccount = ({ workspaceId, id }: { workspaceId: string; id: string }) =>
  and(eq(account.workspaceId, workspaceId), eq(account.id, id));

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
