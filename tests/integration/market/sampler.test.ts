import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exact } from '@/lib/money';
import { openStore, type Store } from '@/lib/store/db';
import { account, marketSweep, offer, vastIdentity, workspace } from '@/lib/store/schema';
import { nextSweepAt, type Searcher, SWEEP_EVERY_MS, sampleMarkets, sweepMarket } from '@/lib/sync/market';
import { unreachable } from '@/lib/vast/problems';
import { testDatabase } from '@/tests/support/database';
import { listedOffer, scriptedMarket } from '@/tests/support/market';

const ORIGIN = 'https://market.test';
let store: Store;
let by: Searcher;
let clock: Date;
const tick = (ms: number) => {
  clock = new Date(clock.getTime() + ms);
};
const now = () => clock;

beforeEach(async () => {
  store = openStore((await testDatabase()).url);
  clock = new Date('2026-11-23T12:00:00Z');
  const { db } = store;
  const [made] = await db.insert(workspace).values({ name: 'Test', kind: 'real' }).returning();
  const workspaceId = made?.id ?? '';
  await db.insert(vastIdentity).values({ id: `${ORIGIN}#1`, origin: ORIGIN, vastUserId: 1 });
  const [link] = await db
    .insert(account)
    .values({
      workspaceId,
      identityId: `${ORIGIN}#1`,
      name: 'Main',
      origin: ORIGIN,
      keySealed: '',
      keyHint: 'abcd',
    })
    .returning();
  by = { origin: ORIGIN, accountId: link?.id ?? '', workspaceId };
});
afterEach(() => store.close());

const deps = (market: ReturnType<typeof scriptedMarket>) => ({
  db: store.db,
  pool: store.pool,
  gateway: market.gateway,
  now,
});
const stored = async () => (await store.db.select().from(offer)).sort((a, b) => a.offerId - b.offerId);
const manyOffers = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    listedOffer({ dph_total: `0.${3000 + i}`, gpu_name: i % 3 ? 'RTX 4090' : 'RTX 5090' }),
  );

describe('a look at the market', () => {
  it('remembers every offer behind a capped search, money to the last digit', async () => {
    const market = scriptedMarket(
      [...manyOffers(180), listedOffer({ dph_base: '1.2345678901', geolocation: null, end_date: null })],
      64,
      now,
    );
    const swept = await sweepMarket(deps(market), by);
    expect(swept).toMatchObject({ kind: 'swept', offers: 181, gone: 0, largestReply: 64, cut: [] });
    const rows = await stored();
    expect(rows).toHaveLength(181);
    expect(rows[0]).toMatchObject({ gpuName: 'RTX 5090', country: 'NO', seenAt: clock, goneAt: null });
    expect(exact(rows.at(-1)?.dphBase ?? rows[0]!.dphBase)).toBe('1.2345678901');
    expect(await store.db.select().from(marketSweep)).toMatchObject([
      {
        origin: ORIGIN,
        searches: market.searches,
        offers: 181,
        largestReply: 64,
        truncated: 0,
        finishedAt: clock,
      },
    ]);
  });

  it('marks an offer that it misses as gone, and takes that back when the offer returns', async () => {
    const [left, stays] = [listedOffer(), listedOffer({ dph_base: '0.4' })];
    const market = scriptedMarket([left, stays], 64, now);
    await sweepMarket(deps(market), by);
    tick(30_000);
    market.offers = [stays];
    expect(await sweepMarket(deps(market), by)).toMatchObject({ kind: 'swept', gone: 1 });
    expect(await stored()).toMatchObject([{ offerId: left.id, goneAt: clock }, { goneAt: null }]);
    tick(30_000);
    market.offers = [left, stays];
    await sweepMarket(deps(market), by);
    expect(await stored()).toMatchObject([{ goneAt: null, seenAt: clock }, { goneAt: null }]);
  });

  it('says gone only where its searches reached: what hides behind a cut reply stays', async () => {
    const hidden = listedOffer({ gpu_name: 'H100 SXM', num_gpus: 8 });
    const elsewhere = listedOffer({ gpu_name: 'RTX 3060', dph_total: '0.05' });
    const market = scriptedMarket([hidden, elsewhere], 64, now);
    await sweepMarket(deps(market), by);
    tick(30_000);
    // Eighty offers at one price: a reply of 64 never shows the rest, and `hidden` may be among it.
    market.offers = Array.from({ length: 80 }, () =>
      listedOffer({ gpu_name: 'H100 SXM', num_gpus: 8, dph_total: '15.6' }),
    );
    const swept = await sweepMarket(deps(market), by);
    expect(swept).toMatchObject({ kind: 'swept', cut: [{ model: 'H100 SXM', count: 8 }] });
    const rows = await stored();
    expect(rows.find((o) => o.offerId === hidden.id)).toMatchObject({ goneAt: null });
    expect(rows.find((o) => o.offerId === elsewhere.id)).toMatchObject({ goneAt: clock });
  });

  it('that is refused half way marks nothing as gone and stays unfinished', async () => {
    const market = scriptedMarket(manyOffers(100), 64, now);
    await sweepMarket(deps(market), by);
    tick(30_000);
    market.offers = [];
    market.refuse = unreachable();
    expect(await sweepMarket(deps(market), by)).toEqual({ kind: 'failed', problem: unreachable() });
    expect((await stored()).filter((o) => o.goneAt !== null)).toEqual([]);
    const sweeps = await store.db.select().from(marketSweep).orderBy(marketSweep.startedAt);
    expect(sweeps.map((s) => s.finishedAt !== null)).toEqual([true, false]);
  });

  it('is never taken twice at once: a second worker leaves the market to the first', async () => {
    const market = scriptedMarket(manyOffers(10), 64, now);
    let second: unknown;
    market.onSearch = async () => {
      market.onSearch = undefined;
      second = await sweepMarket(deps(market), by);
    };
    expect(await sweepMarket(deps(market), by)).toMatchObject({ kind: 'swept' });
    expect(second).toEqual({ kind: 'not-my-turn' });
    tick(30_000);
    expect(await sweepMarket(deps(market), by)).toMatchObject({ kind: 'swept' });
  });
});

it('the sampler looks again after a failure and stops when told to', async () => {
  const market = scriptedMarket(manyOffers(10), 64, now);
  market.refuse = unreachable();
  const stop = new AbortController();
  const seen: string[] = [];
  await sampleMarkets(deps(market), {
    signal: stop.signal,
    // Time passes only here, so that the test never waits.
    sleep: async () => {
      tick(SWEEP_EVERY_MS);
      await wait(1);
    },
    onError: (error) => {
      throw error;
    },
    onSwept: (_origin, swept) => {
      seen.push(swept.kind);
      market.refuse = undefined;
      if (swept.kind === 'swept') stop.abort();
    },
  });
  expect(seen).toEqual(['failed', 'swept']);
});

describe('the pause between two looks', () => {
  const start = Date.UTC(2026, 0, 1);
  it('keeps the cadence while looks are short', () => {
    expect(nextSweepAt(start, start + 4_000, 0)).toBe(start + SWEEP_EVERY_MS);
  });
  it('leaves the searches to people half of the time when a look is long', () => {
    expect(nextSweepAt(start, start + 200_000, 0)).toBe(start + 400_000);
  });
  it('grows with each failure up to five minutes', () => {
    expect([1, 2, 3, 9].map((failures) => nextSweepAt(start, start, failures) - start)).toEqual([
      30_000, 60_000, 120_000, 300_000,
    ]);
  });
});
