import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { expect, it } from 'vitest';
import type { Db } from '@/lib/store/db';
import * as schema from '@/lib/store/schema';
import { type TestWorld, testWorld } from '@/tests/support/world';
import { booksOf, daysBack, ledgerSays, rollupErrors, syncAll, vastSays } from './books';

const OPTIONS = { speed: 0, epoch: '2026-11-24T10:00:00Z', history: 2 } as const;
const BACKFILL = 2;

/** A database whose connection dies at its n-th statement: before PostgreSQL hears of it, or before it answers. */
function dyingDb(
  world: TestWorld,
  dieAt: number,
  when: 'before' | 'after',
): { db: Db; statements: () => number; end: () => Promise<void> } {
  let statements = 0;
  const clients = new Set<pg.Client>();
  class DyingClient extends pg.Client {
    override query(...given: unknown[]): never {
      const ask = () => Reflect.apply(super.query, this, given);
      statements += 1;
      clients.add(this);
      if (statements < dieAt) return ask() as never;
      // The pool's own queries end in a callback, a transaction's in a promise.
      const last = given.at(-1);
      const callback = typeof last === 'function' ? last : null;
      if (callback) given.pop();
      // After: sent, and then cut. What it did may stand, but nobody hears of it.
      const sent = statements === dieAt && when === 'after' ? Promise.resolve(ask()) : null;
      const died = Promise.resolve(sent).then(() => {
        void this.end();
        throw new Error('killed');
      });
      if (callback) died.catch((error) => callback(error));
      return (callback ? undefined : died) as never;
    }
  }
  const pool = new pg.Pool({ ...world.store.pool.options, Client: DyingClient } as pg.PoolConfig);
  pool.on('error', () => {});
  // Not `pool.end()`: it waits for a client that drizzle doesn't give back when its BEGIN fails.
  const end = async () => {
    for (const client of clients) await client.end();
  };
  return { db: drizzle(pool, { schema }), statements: () => statements, end };
}

/** Dies at every statement in turn, beginning anew each time, until a run gets through. */
async function syncThroughDeaths(world: TestWorld, when: 'before' | 'after'): Promise<number> {
  for (let dieAt = 1; ; dieAt++) {
    const { db, statements, end } = dyingDb(world, dieAt, when);
    const survived = await syncAll(world, BACKFILL, { db }).then(
      () => true,
      () => false,
    );
    await end();
    expect(await rollupErrors(world.store.db)).toEqual([]);
    if (survived && statements() < dieAt) return dieAt - 1;
  }
}

const sixHours = async (world: TestWorld) => {
  await world.advance(6 * 3600);
  world.passTime(6 * 3_600_000);
};

async function plainBooks(world: TestWorld) {
  const books = await booksOf(world.store.db);
  const strip = (rows: Record<string, unknown>[]) =>
    rows
      .map(({ workspace_id: _, account_id: __, ...row }) => ({
        ...row,
        key: row.key === world.accountId ? 'this account' : row.key,
      }))
      .map((row) => JSON.stringify(row))
      .sort();
  return Object.fromEntries(Object.entries(books).map(([name, rows]) => [name, strip(rows)]));
}

it.each(['before', 'after'] as const)(
  'I13: killed %s each statement in turn, it ends with the books of one clean run',
  { timeout: 120_000 },
  async (when) => {
    const clean = await testWorld(OPTIONS);
    const killed = await testWorld(OPTIONS);
    await syncAll(clean, BACKFILL);
    const deaths = await syncThroughDeaths(killed, when);
    expect(deaths).toBeGreaterThan(20);
    expect(await plainBooks(killed)).toEqual(await plainBooks(clean));

    await sixHours(clean);
    await sixHours(killed);
    await syncAll(clean, BACKFILL);
    await syncThroughDeaths(killed, when);
    expect(await plainBooks(killed)).toEqual(await plainBooks(clean));
    for (const day of daysBack(killed, BACKFILL)) {
      expect(await ledgerSays(killed.store.db, day)).toBe(await vastSays(killed, day));
    }
  },
);
