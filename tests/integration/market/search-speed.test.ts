import { expect, it } from 'vitest';
import { searchMarket } from '@/lib/queries/market';
import { noFilters } from '@/lib/queries/market-filters';
import { openStore } from '@/lib/store/db';
import { rowOf, writeOffers } from '@/lib/sync/market-store';
import { testDatabase } from '@/tests/support/database';
import { listedOffer } from '@/tests/support/market';
import { linkFake, makeWorkspace } from '@/tests/support/workspace';

const OFFERS = 10_000;
const BUDGET_MS = 200;

it('a market of 10,000 offers is filtered, counted and spread in under 200 ms', async () => {
  const store = openStore((await testDatabase()).url);
  const scope = await makeWorkspace(store.db);
  const origin = 'https://large.test';
  await linkFake(store.db, scope, origin);
  const rows = Array.from({ length: OFFERS }, (_, i) =>
    rowOf(
      listedOffer({
        gpu_name: `Model ${i % 30}`,
        num_gpus: 2 ** (i % 4),
        dph_base: (((i * 7919) % 5000) / 1000 + 0.05).toFixed(4),
        reliability: 0.9 + (i % 100) / 1000,
        inet_down: i % 5000,
        geolocation: `Town, ${String.fromCharCode(65 + (i % 26))}A`,
        verification: i % 5 ? 'verified' : 'unverified',
      }),
      origin,
      new Date('2026-11-23T12:00:00Z'),
    ),
  );
  for (let at = 0; at < OFFERS; at += 500) await writeOffers(store.db, rows.slice(at, at + 500));

  const filters = { ...noFilters, verified: true, reliability: 92, down: 100, price: '4' };
  const view = { sort: { by: 'price', desc: false }, diskGb: 40, type: 'on-demand', limit: 200 } as const;
  const took: number[] = [];
  for (let run = 0; run < 6; run++) {
    const begun = performance.now();
    const page = await searchMarket(store.db, scope, filters, view);
    took.push(performance.now() - begun);
    expect(page.rows).toHaveLength(200);
  }
  // The best of six: what else this machine does meanwhile says nothing about the query.
  expect(Math.min(...took)).toBeLessThan(BUDGET_MS);
  await store.close();
});
