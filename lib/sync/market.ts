/**
 * The sampler: looks at the whole market of every origin that somebody links, over and over, and remembers every
 * offer. Screens, agents and alerts read what it remembers and never ask Vast.ai themselves.
 */
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import type { Gateway } from '@/lib/gateway/types';
import { publish } from '@/lib/live/publish';
import { inContext, newRequestId } from '@/lib/log/context';
import type { Db } from '@/lib/store/db';
import { account, marketSweep } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import type { Offer } from '@/lib/vast/operations/offers';
import { fail, ok, type Problem } from '@/lib/vast/problem';
import { syncActor } from './instances';
import { type Explored, explore, filtersOf, type Region } from './market-explore';
import { knownSizes, markGone, rowOf, writeOffers } from './market-store';

export interface MarketDeps {
  db: Db;
  /** Gives the connection that holds an origin's lock. */
  pool: Pool;
  gateway: Gateway;
  now: () => Date;
}

/** Any account at an origin sees the same market; this one's key asks. */
export interface Searcher {
  origin: string;
  accountId: string;
  workspaceId: string;
}

export type Swept =
  | ({ kind: 'swept'; offers: number; gone: number } & Explored)
  | { kind: 'failed'; problem: Problem }
  /** Another worker is looking at this market now. */
  | { kind: 'not-my-turn' };

const WRITE_BATCH = 500;
/** Above any cap: the reply is as long as Vast.ai lets it be. */
const LIMIT = 10_000;
/** The smallest disk, so that no machine is left out for having little left; prices are stored without disk. */
const DISK_GB = 1;
/** Waits behind people's own searches, which share the account's limit. */
const DEADLINE_MS = 120_000;
const FORGET_SWEEPS_AFTER_MS = 7 * 86_400_000;

/** One look at a whole market. */
export async function sweepMarket(deps: MarketDeps, by: Searcher): Promise<Swept> {
  // A session's lock, not a transaction's: nobody holds a transaction while Vast.ai thinks. It dies with the worker.
  const connection = await deps.pool.connect();
  try {
    const key = `gantry market ${by.origin}`;
    const lock = await connection.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine',
      [key],
    );
    if (!lock.rows[0]?.mine) return { kind: 'not-my-turn' };
    try {
      return await sweep(deps, by);
    } finally {
      await connection.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]);
    }
  } finally {
    connection.release();
  }
}

async function sweep({ db, gateway, now }: MarketDeps, by: Searcher): Promise<Swept> {
  const startedAt = now();
  const thisSweep = and(eq(marketSweep.origin, by.origin), eq(marketSweep.startedAt, startedAt));
  await db.insert(marketSweep).values({ origin: by.origin, startedAt }).onConflictDoNothing();

  const seen = new Map<number, Offer>();
  let unwritten: Offer[] = [];
  let clock = startedAt;
  const figures = (so: Explored) => ({
    searches: so.searches,
    offers: seen.size,
    largestReply: so.largestReply,
    truncated: so.cut.length,
  });
  const write = async (so: Explored) => {
    await writeOffers(
      db,
      unwritten.map((o) => rowOf(o, by.origin, clock)),
    );
    unwritten = [];
    await db.update(marketSweep).set(figures(so)).where(thisSweep);
  };

  const ask = async (region: Region) => {
    const answer = await gateway.run(
      operations.searchOffers,
      by.accountId,
      {
        filters: filtersOf(region),
        order: [['dph_total', 'asc']],
        type: 'on-demand',
        limit: LIMIT,
        allocated_storage: DISK_GB,
      },
      syncActor(by.workspaceId),
      { deadlineMs: DEADLINE_MS },
    );
    if (answer.kind !== 'done') return fail<Offer[]>(answer.problem);
    clock = answer.at;
    return ok(answer.value.offers);
  };
  const explored = await explore(ask, await knownSizes(db, by.origin), async (offers, so) => {
    for (const o of offers) {
      if (!seen.has(o.id)) unwritten.push(o);
      seen.set(o.id, o);
    }
    if (unwritten.length >= WRITE_BATCH) await write(so);
  });
  if (!explored.ok) return { kind: 'failed', problem: explored.problem };

  await write(explored.value);
  const gone = await markGone(db, by.origin, [...seen.keys()], explored.value.cut, clock);
  await db
    .update(marketSweep)
    .set({ ...figures(explored.value), finishedAt: now() })
    .where(thisSweep);
  const forgotten = new Date(now().getTime() - FORGET_SWEEPS_AFTER_MS);
  await db
    .delete(marketSweep)
    .where(and(eq(marketSweep.origin, by.origin), lt(marketSweep.startedAt, forgotten)));
  await tellWatchers(db, by.origin);
  return { kind: 'swept', offers: seen.size, gone, ...explored.value };
}

async function tellWatchers(db: Db, origin: string): Promise<void> {
  const watching = await db
    .selectDistinct({ workspaceId: account.workspaceId })
    .from(account)
    .where(and(eq(account.origin, origin), isNull(account.removedAt)));
  for (const { workspaceId } of watching) await publish(db, workspaceId, ['market']);
}

/** One account per origin whose key is believed to work: the longest linked. */
export const searchersOf = (db: Db): Promise<Searcher[]> =>
  db
    .selectDistinctOn([account.origin], {
      origin: account.origin,
      accountId: account.id,
      workspaceId: account.workspaceId,
    })
    .from(account)
    .where(and(isNull(account.removedAt), inArray(account.state, ['ok', 'unreachable'])))
    .orderBy(account.origin, sql`${account.state} <> 'ok'`, account.linkedAt);

/** From one look's start to the next: people decide on prices of this age. */
export const SWEEP_EVERY_MS = 30_000;
const FAILED_PAUSE_MAX_MS = 300_000;

/**
 * When to look again. A look that takes longer than half the cadence is followed by a pause as long as itself: the
 * searches share their limit (one a second) with those of people, who must find it free half of the time.
 */
export function nextSweepAt(startedMs: number, endedMs: number, failures: number): number {
  if (failures > 0) return endedMs + Math.min(SWEEP_EVERY_MS * 2 ** (failures - 1), FAILED_PAUSE_MAX_MS);
  return Math.max(startedMs + SWEEP_EVERY_MS, endedMs + (endedMs - startedMs));
}

export interface SampleOptions {
  signal: AbortSignal;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  onSwept?: (origin: string, swept: Swept) => void;
  /** Something of ours broke (the database went away); it is tried again. */
  onError: (error: unknown) => void;
}

const ROUND_MS = 2_000;

/** Looks at every linked market until the signal says stop. Markets don't wait for each other. */
export async function sampleMarkets(deps: MarketDeps, options: SampleOptions): Promise<void> {
  const due = new Map<string, { atMs: number; failures: number }>();
  const running = new Map<string, Promise<void>>();
  const run = async (by: Searcher) => {
    const startedMs = deps.now().getTime();
    const again = (failed: boolean) => {
      const failures = failed ? (due.get(by.origin)?.failures ?? 0) + 1 : 0;
      due.set(by.origin, { atMs: nextSweepAt(startedMs, deps.now().getTime(), failures), failures });
    };
    try {
      const swept = await sweepMarket(deps, by);
      again(swept.kind === 'failed');
      options.onSwept?.(by.origin, swept);
    } catch (error) {
      again(true);
      options.onError(error);
    }
  };
  while (!options.signal.aborted) {
    const searchers = await searchersOf(deps.db).catch((error: unknown) => {
      options.onError(error);
      return [];
    });
    for (const by of searchers) {
      if (running.has(by.origin) || (due.get(by.origin)?.atMs ?? 0) > deps.now().getTime()) continue;
      running.set(
        by.origin,
        inContext({ requestId: newRequestId() }, () => run(by)).finally(() => running.delete(by.origin)),
      );
    }
    await options.sleep(ROUND_MS, options.signal);
  }
  await Promise.allSettled(running.values());
}
