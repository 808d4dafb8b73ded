import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { addDays } from '@/lib/ledger/days';
import { syncChargeDay } from '@/lib/sync/charges';
import { testWorld } from '@/tests/support/world';
import {
  booksOf,
  daysBack,
  emulatorToday,
  ledgerSays,
  ports,
  rollupErrors,
  syncAll,
  vastSays,
} from './books';

const EPOCH = '2026-11-24T10:00:00Z';

it('every day of the back-fill equals Vast.ai’s own sum to the last digit', async () => {
  const world = await testWorld({ speed: 0, epoch: EPOCH, history: 20 });
  await syncAll(world, 20);
  let money = 0;
  for (const day of daysBack(world, 20)) {
    const said = await vastSays(world, day);
    expect(`${day} ${await ledgerSays(world.store.db, day)}`).toBe(`${day} ${said}`);
    money += Number(said);
  }
  expect(money).toBeGreaterThan(0);
  expect(await rollupErrors(world.store.db)).toEqual([]);
});

it('I6: page sizes of 1, 7 and 500 give the same ledger', async () => {
  const ledgers = [];
  for (const pageSize of [1, 7, 500]) {
    const world = await testWorld({ speed: 0, epoch: EPOCH, history: 5 });
    await syncAll(world, 5, { pageSize });
    const { lines, days } = await booksOf(world.store.db);
    const plain = (rows: Record<string, unknown>[]) =>
      rows.map(({ workspace_id: _, account_id: __, ...row }) => row);
    ledgers.push({ lines: plain(lines), days: plain(days) });
  }
  expect(ledgers[0]?.lines.length).toBeGreaterThan(20);
  expect(ledgers[1]).toEqual(ledgers[0]);
  expect(ledgers[2]).toEqual(ledgers[0]);
});

it('I12: reading unchanged days again, also several at once, writes no ledger row', async () => {
  const world = await testWorld({ speed: 0, epoch: EPOCH, history: 4 });
  const account = { workspaceId: world.workspaceId, accountId: world.accountId };
  await syncAll(world, 4);
  const before = await booksOf(world.store.db);
  const days = daysBack(world, 4);
  await Promise.all([...days, ...days, ...days].map((day) => syncChargeDay(ports(world), account, day)));
  expect(await booksOf(world.store.db)).toEqual(before);
});

it('two workers that read the same new days at once leave one set of books', async () => {
  const world = await testWorld({ speed: 0, epoch: EPOCH, history: 6 });
  await Promise.all([syncAll(world, 6), syncAll(world, 6, { pageSize: 3 })]);
  for (const day of daysBack(world, 6)) {
    expect(await ledgerSays(world.store.db, day)).toBe(await vastSays(world, day));
  }
  expect((await booksOf(world.store.db)).lines.every((line) => line.revision === 1)).toBe(true);
  expect(await rollupErrors(world.store.db)).toEqual([]);
});

it('open days that move are followed by revisions; what was known before can still be asked', async () => {
  const world = await testWorld({ speed: 0, epoch: EPOCH, history: 4 });
  await syncAll(world, 4);
  const today = emulatorToday(world);
  const then = await ledgerSays(world.store.db, today);
  const knownThen = new Date();
  for (let hour = 0; hour < 4; hour++) {
    await world.advance(6 * 3600);
    world.passTime(6 * 3_600_000);
    await syncAll(world, 4);
  }
  for (const day of daysBack(world, 5)) {
    expect(await ledgerSays(world.store.db, day)).toBe(await vastSays(world, day));
  }
  const { rows } = await world.store.db.execute(
    sql`SELECT trim_scale(sum(delta)) AS total FROM charge_line WHERE day = ${today} AND known_from <= ${knownThen.toISOString()}`,
  );
  expect(rows[0]?.total).toBe(then);
  expect(await ledgerSays(world.store.db, today)).not.toBe(then);
  expect(await rollupErrors(world.store.db)).toEqual([]);
});

it('a restated month: after closing and again later, every closed day equals what Vast.ai says then', async () => {
  const world = await testWorld({ world: 'restated-month', speed: 0, epoch: EPOCH, history: 35 });
  await syncAll(world, 30);
  const first = await booksOf(world.store.db);
  for (let day = 0; day < 6; day++) {
    await world.advance(86_400);
    world.passTime(86_400_000);
    await syncAll(world, 30);
  }
  for (const day of daysBack(world, 30)) {
    expect(`${day} ${await ledgerSays(world.store.db, day)}`).toBe(`${day} ${await vastSays(world, day)}`);
  }
  const last = await booksOf(world.store.db);
  expect(last.lines).toEqual(expect.arrayContaining(first.lines));
  const restated = last.lines.filter(
    (line) => Number(line.revision) > 1 && String(line.day) < addDays(emulatorToday(world), -9),
  );
  expect(restated.length).toBeGreaterThan(0);
  expect(await rollupErrors(world.store.db)).toEqual([]);
});

it('a day that hasn’t begun on the account’s clock is not written', async () => {
  const world = await testWorld({ speed: 0, epoch: EPOCH, history: 1 });
  const account = { workspaceId: world.workspaceId, accountId: world.accountId };
  expect(await syncChargeDay(ports(world), account, '2026-11-25')).toEqual({ kind: 'ahead' });
  expect((await booksOf(world.store.db)).days).toEqual([]);
});
