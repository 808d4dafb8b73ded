/** What the ledger takes for granted about Vast.ai's answers, asked of the emulator. */
import { expect, it } from 'vitest';
import { epochSecondsOf } from '@/lib/ledger/days';
import { exact, sum, times, type Usd, usd } from '@/lib/money';
import { costActor } from '@/lib/sync/charges-read';
import { operations } from '@/lib/vast/operations';
import type { ChargeRow } from '@/lib/vast/operations/billing';
import { testWorld } from '@/tests/support/world';
import { daysBack } from './books';

const OPTIONS = { speed: 0, epoch: '2026-11-24T10:00:00Z', history: 8 } as const;
const u = usd('0.0005');

async function reader() {
  const world = await testWorld(OPTIONS);
  const ask = async (from: string, to: string, more: object = {}): Promise<ChargeRow[]> => {
    const range = { from: epochSecondsOf(from).from, to: epochSecondsOf(to).to };
    const got = await world.gateway.run(
      operations.listCharges,
      world.accountId,
      { ...range, ...more },
      costActor(world.workspaceId),
    );
    if (got.kind !== 'done') throw new Error(got.problem.say);
    return got.value.results;
  };
  return { ask, days: daysBack(world, 8).reverse() };
}

const total = (rows: readonly ChargeRow[]) => exact(sum(rows.map((row) => row.amount)));

it('I3: two days asked apart and together differ by no more than their roundings, per contract and item', async () => {
  const { ask, days } = await reader();
  const perItem = (rows: readonly ChargeRow[]) => {
    const sums = new Map<string, { amount: Usd; roundings: number }>();
    for (const row of rows) {
      for (const item of row.items ?? []) {
        const key = `${row.source} ${item.type}`;
        const { amount = usd('0'), roundings = 0 } = sums.get(key) ?? {};
        sums.set(key, { amount: amount.plus(item.amount), roundings: roundings + 1 });
      }
    }
    return sums;
  };
  let compared = 0;
  for (let at = 0; at + 1 < days.length; at++) {
    const [first, second] = [days[at]!, days[at + 1]!];
    const apart = perItem([...(await ask(first, first)), ...(await ask(second, second))]);
    const together = perItem(await ask(first, second));
    expect([...together.keys()].sort()).toEqual([...apart.keys()].sort());
    for (const [key, one] of apart) {
      const other = together.get(key)!;
      expect(
        one.amount
          .minus(other.amount)
          .abs()
          .lte(times(u, one.roundings + other.roundings)),
      ).toBe(true);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(50);
});

it('I4: a day as a table and as a tree is one sum', async () => {
  const { ask, days } = await reader();
  for (const day of days)
    expect(total(await ask(day, day, { format: 'tree' }))).toBe(total(await ask(day, day)));
});

it('I5: a day’s types asked apart are the whole day', async () => {
  const { ask, days } = await reader();
  for (const day of days) {
    const parts = [];
    for (const type of ['instance', 'volume', 'serverless'])
      parts.push(...(await ask(day, day, { types: [type] })));
    expect(total(parts)).toBe(total(await ask(day, day)));
  }
});
