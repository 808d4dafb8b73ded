/** Webhooks as they are shown: where they post, what they want to hear of, and what became of what was sent. */
import { and, asc, count, desc, eq, inArray, isNull, max, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import { may } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import {
  account,
  event,
  vastHook,
  vastNotice,
  webhookAttempt,
  webhookDelivery,
  webhookEndpoint,
} from '@/lib/store/schema';
import { isUuid } from '@/lib/store/uuid';

type Row = typeof webhookEndpoint.$inferSelect;

export interface Webhook {
  id: string;
  name: string;
  url: string;
  /** Null: all. */
  events: string[] | null;
  pausedWhy: Row['pausedWhy'];
  pausedAtMs: number | null;
  failingSinceMs: number | null;
  /** Until then the secret before signs, too. */
  overlapEndsMs: number | null;
  waiting: number;
  dead: number;
  lastArrivedMs: number | null;
}

export async function webhooks(db: Tx, scope: Scope, now: Date): Promise<Webhook[]> {
  if (!may(scope.role, 'webhooks.manage')) return [];
  const rows = await db
    .select()
    .from(webhookEndpoint)
    .where(eq(webhookEndpoint.workspaceId, scope.workspaceId))
    .orderBy(asc(webhookEndpoint.name), asc(webhookEndpoint.createdAt));
  return withCounts(db, scope, rows, now);
}

export async function webhook(db: Tx, scope: Scope, id: string, now: Date): Promise<Webhook | null> {
  if (!may(scope.role, 'webhooks.manage') || !isUuid(id)) return null;
  const rows = await db
    .select()
    .from(webhookEndpoint)
    .where(and(eq(webhookEndpoint.workspaceId, scope.workspaceId), eq(webhookEndpoint.id, id)));
  return (await withCounts(db, scope, rows, now))[0] ?? null;
}

async function withCounts(db: Tx, { workspaceId }: Scope, rows: Row[], now: Date): Promise<Webhook[]> {
  if (rows.length === 0) return [];
  const ofThese = and(
    eq(webhookDelivery.workspaceId, workspaceId),
    inArray(
      webhookDelivery.endpointId,
      rows.map(({ id }) => id),
    ),
  );
  const [counts, arrivals] = await Promise.all([
    db
      .select({ id: webhookDelivery.endpointId, state: webhookDelivery.state, n: count() })
      .from(webhookDelivery)
      .where(and(ofThese, inArray(webhookDelivery.state, ['waiting', 'dead'])))
      .groupBy(webhookDelivery.endpointId, webhookDelivery.state),
    db
      .select({ id: webhookDelivery.endpointId, at: max(webhookAttempt.at) })
      .from(webhookAttempt)
      .innerJoin(webhookDelivery, ofDelivery)
      .where(and(ofThese, sql`${webhookAttempt.status} BETWEEN 200 AND 299`))
      .groupBy(webhookDelivery.endpointId),
  ]);
  const counted = (id: string, state: string) =>
    counts.find((each) => each.id === id && each.state === state)?.n ?? 0;
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    url: row.url,
    events: row.events,
    pausedWhy: row.pausedWhy,
    pausedAtMs: row.pausedAt?.getTime() ?? null,
    failingSinceMs: row.failingSince?.getTime() ?? null,
    overlapEndsMs: row.previousEndsAt && row.previousEndsAt > now ? row.previousEndsAt.getTime() : null,
    waiting: counted(row.id, 'waiting'),
    dead: counted(row.id, 'dead'),
    lastArrivedMs: arrivals.find(({ id }) => id === row.id)?.at?.getTime() ?? null,
  }));
}

const ofDelivery = and(
  eq(webhookDelivery.workspaceId, webhookAttempt.workspaceId),
  eq(webhookDelivery.id, webhookAttempt.deliveryId),
);

export interface Attempt {
  number: number;
  atMs: number;
  ms: number;
  status: number | null;
  error: string | null;
  answer: string | null;
}

export interface Delivery {
  id: string;
  eventId: string;
  type: string;
  atMs: number;
  state: 'waiting' | 'delivered' | 'dead';
  /** When it is tried (again); for one that waits. */
  nextTryMs: number | null;
  /** What is sent, without the envelope. */
  data: Record<string, unknown>;
  attempts: Attempt[];
}

/** A screenful; what is older is in the log of events. */
const SHOWN_MAX = 100;

/** The latest first. */
export async function deliveries(
  db: Tx,
  scope: Scope,
  { webhookId, state }: { webhookId: string; state: Delivery['state'] | null },
): Promise<Delivery[]> {
  if (!may(scope.role, 'webhooks.manage')) return [];
  const rows = await db
    .select({ delivery: webhookDelivery, event })
    .from(webhookDelivery)
    .innerJoin(
      event,
      and(eq(event.workspaceId, webhookDelivery.workspaceId), eq(event.id, webhookDelivery.eventId)),
    )
    .where(
      and(
        eq(webhookDelivery.workspaceId, scope.workspaceId),
        eq(webhookDelivery.endpointId, webhookId),
        state === null ? undefined : eq(webhookDelivery.state, state),
      ),
    )
    .orderBy(desc(webhookDelivery.createdAt), desc(event.writtenAt))
    .limit(SHOWN_MAX);
  const attempts = await attemptsOf(
    db,
    scope,
    rows.map(({ delivery }) => delivery.id),
  );
  return rows.map(({ delivery, event: told }) => ({
    id: delivery.id,
    eventId: `evt_${told.id}`,
    type: told.type,
    atMs: told.writtenAt.getTime(),
    state: delivery.state,
    nextTryMs: delivery.state === 'waiting' ? delivery.nextTryAt.getTime() : null,
    data: told.data,
    attempts: attempts.get(delivery.id) ?? [],
  }));
}

async function attemptsOf(db: Tx, scope: Scope, ids: string[]): Promise<Map<string, Attempt[]>> {
  const rows = await db
    .select()
    .from(webhookAttempt)
    .where(and(eq(webhookAttempt.workspaceId, scope.workspaceId), inArray(webhookAttempt.deliveryId, ids)))
    .orderBy(desc(webhookAttempt.number));
  const byDelivery = new Map<string, Attempt[]>();
  for (const { deliveryId, number, at, ms, status, error, answer } of rows) {
    const its = byDelivery.get(deliveryId) ?? [];
    its.push({ number, atMs: at.getTime(), ms, status, error, answer });
    byDelivery.set(deliveryId, its);
  }
  return byDelivery;
}

/** An account of which Vast.ai tells Gantry, or could. */
export interface HeardAccount {
  accountId: string;
  name: string;
  sinceMs: number | null;
  lastMs: number | null;
  lastType: string | null;
}

export async function heardAccounts(db: Tx, scope: Scope): Promise<HeardAccount[]> {
  if (!may(scope.role, 'webhooks.manage')) return [];
  const rows = await db
    .select({ accountId: account.id, name: account.name, hookId: vastHook.id, since: vastHook.createdAt })
    .from(account)
    .leftJoin(
      vastHook,
      and(eq(vastHook.workspaceId, account.workspaceId), eq(vastHook.accountId, account.id)),
    )
    .where(and(eq(account.workspaceId, scope.workspaceId), isNull(account.removedAt)))
    .orderBy(asc(account.name));
  const hooks = rows.flatMap(({ hookId }) => hookId ?? []);
  const last = await db
    .selectDistinctOn([vastNotice.hookId], {
      hookId: vastNotice.hookId,
      at: vastNotice.receivedAt,
      type: vastNotice.type,
    })
    .from(vastNotice)
    .where(and(eq(vastNotice.workspaceId, scope.workspaceId), inArray(vastNotice.hookId, hooks)))
    .orderBy(vastNotice.hookId, desc(vastNotice.receivedAt));
  return rows.map(({ accountId, name, hookId, since }) => {
    const notice = last.find((each) => each.hookId === hookId);
    return {
      accountId,
      name,
      sinceMs: since?.getTime() ?? null,
      lastMs: notice?.at.getTime() ?? null,
      lastType: notice?.type ?? null,
    };
  });
}
