/** One look at a large market: filtered, sorted, counted by facet and spread by price, as the page and its API ask. */
import { searchMarket } from '@/lib/queries/market';
import { noFilters } from '@/lib/queries/market-filters';
import { openStore } from '@/lib/store/db';
import { rowOf, writeOffers } from '@/lib/sync/market-store';
import { listedOffer } from '@/tests/support/market';
import { linkFake, makeWorkspace } from '@/tests/support/workspace';
import type { Measured } from './benches';
import { withDatabase } from './database';

const OFFERS = 10_000;
const LIMIT_MS = 100;
const RUNS = 15;

export const market = (): Promise<Measured[]> =>
  withDatabase(async (url) => {
    const store = openStore(url);
    try {
      const scope = await makeWorkspace(store.db);
      const origin = 'https://large.test';
      await linkFake(store.db, scope, origin);
      const rows = Array.from({ length: OFFERS }, (_, i) =>
        rowOf(offer(i), origin, new Date('2026-11-23T12:00:00Z')),
      );
      for (let at = 0; at < OFFERS; at += 500) await writeOffers(store.db, rows.slice(at, at + 500));
      const filters = { ...noFilters, verified: true, reliability: 92, down: 100, price: '4' };
      const view = { sort: { by: 'price', desc: false }, diskGb: 40, type: 'on-demand', limit: 200 } as const;
      const took: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        const began = performance.now();
        const page = await searchMarket(store.db, scope, filters, view);
        took.push(performance.now() - began);
        if (page.rows.length !== view.limit) throw new Error('the market was not found whole');
      }
      const median = took.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
      return [
        {
          name: `${OFFERS.toLocaleString('en-US')} offers: a filtered page with its counts, ms`,
          value: Math.round(median),
          limit: LIMIT_MS,
          direction: 'max',
        },
      ];
    } finally {
      await store.close();
    }
  });

const offer = (i: number) =>
  listedOffer({
    gpu_name: `Model ${i % 30}`,
    num_gpus: 2 ** (i % 4),
    dph_base: (((i * 7919) % 5000) / 1000 + 0.05).toFixed(4),
    reliability: 0.9 + (i % 100) / 1000,
    inet_down: i % 5000,
    geolocation: `Town, ${String.fromCharCode(65 + (i % 26))}A`,
    verification: i % 5 ? 'verified' : 'unverified',
  });
