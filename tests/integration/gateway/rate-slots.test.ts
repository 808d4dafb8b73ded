import { sql } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { rateSlots } from '@/lib/gateway/rate-slots';
import { openStore } from '@/lib/store/db';
import { testDatabase } from '../../support/database';

const key = { origin: 'https://vast.test', identity: 'me', method: 'GET', path: '/api/v1/instances/' };

async function twoProcesses() {
  const database = await testDatabase();
  const stores = [openStore(database.url), openStore(database.url)] as const;
  onTestFinished(async () => {
    for (const store of stores) await store.close();
  });
  return { stores, limiters: stores.map((store) => rateSlots(store.db)) };
}

describe('the rate limit shared by every process', () => {
  it('books turns one interval apart, whoever asks, even all at once', async () => {
    const { limiters } = await twoProcesses();
    const waits = await Promise.all(
      Array.from(
        { length: 20 },
        (_, i) => limiters[i % 2]?.book(key, 10_000, 1_000_000) ?? Promise.reject(new Error()),
      ),
    );
    const sorted = waits.map((wait) => wait ?? Number.NaN).toSorted((a, b) => a - b);
    expect(sorted[0]).toBe(0);
    for (const [turn, wait] of sorted.entries()) {
      // Booked within a second of each other: turn n is n intervals away, less the time that passed.
      expect(wait).toBeGreaterThan(turn * 10_000 - 5_000);
      expect(wait).toBeLessThanOrEqual(turn * 10_000);
    }
  });

  it('does not make one endpoint or identity wait for another', async () => {
    const { limiters } = await twoProcesses();
    const [limiter] = limiters;
    await limiter?.book(key, 60_000, 0);
    expect(await limiter?.book({ ...key, identity: 'somebody else' }, 60_000, 0)).toBe(0);
    expect(await limiter?.book({ ...key, path: '/api/v0/charges/' }, 60_000, 0)).toBe(0);
  });

  it('books nothing for a caller who can’t wait that long, so that the next one isn’t late for nothing', async () => {
    const { limiters } = await twoProcesses();
    const [limiter] = limiters;
    expect(await limiter?.book(key, 10_000, 0)).toBe(0);
    for (let i = 0; i < 5; i++) expect(await limiter?.book(key, 10_000, 1_000)).toBeNull();
    expect(await limiter?.book(key, 10_000, 60_000)).toBeLessThanOrEqual(10_000);
  });

  it('learns from a 429 and remembers it for every process', async () => {
    const { stores, limiters } = await twoProcesses();
    await limiters[0]?.book(key, 100, 0);
    await limiters[0]?.slowDown(key, 20_000);
    expect(await limiters[1]?.book(key, 100, 60_000)).toBeGreaterThan(15_000);
    const learned = await stores[1].db.execute(sql`SELECT learned_interval_ms FROM rate_slot`);
    expect(learned.rows[0]).toEqual({ learned_interval_ms: 22_000 });
    // A second 429 that names less doesn't make it forget.
    await limiters[1]?.slowDown(key, 1_000);
    expect((await stores[0].db.execute(sql`SELECT learned_interval_ms FROM rate_slot`)).rows[0]).toEqual({
      learned_interval_ms: 22_000,
    });
  });
});
