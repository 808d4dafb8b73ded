import { expect, it } from 'vitest';
import type { Emulator } from '@/lib/emulator';
import { linesOf, total } from '@/lib/emulator/world/billing';
import { dollars } from '@/lib/emulator/world/ticks';
import { EPOCH, only } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { type Caller, type Charge, callerOf, chargesOf } from './client';

const epoch = new Date(EPOCH * 1000);
const DAY = 86_400;
const TODAY = EPOCH - (EPOCH % DAY);

const begin = async (options = {}) => {
  const emulator = await testEmulator({ epoch, history: 12, ...options });
  return { emulator, caller: callerOf(emulator) };
};

const over = async (caller: Caller, from: number, to: number, query: Record<string, unknown> = {}) =>
  (
    await caller.get('/api/v0/charges/', {
      select_filters: { day: { gte: from, lte: to } },
      limit: 500,
      ...query,
    })
  ).json;

const mills = (charges: readonly Charge[]) =>
  charges.reduce((sum, one) => sum + Math.round(one.amount * 1000), 0);

/** What a day costs in the world's own exact money. */
const exactly = ({ world }: Emulator, day: number) =>
  only(world).contracts.reduce((sum, one) => sum + total(linesOf(world.books, one, day / DAY, EPOCH)), 0n);

it('a day is a row for each contract that cost something, rounded each by itself to a thousandth', async () => {
  const { emulator, caller } = await begin();
  const rows = await chargesOf(caller, TODAY - 5 * DAY);
  const exact = Number(dollars(exactly(emulator, TODAY - 5 * DAY), 9)) * 1000;
  expect(rows.length).toBeGreaterThan(8);
  expect(Math.abs(mills(rows) - exact)).toBeLessThan(rows.length);
  expect(new Set(rows.map((row) => row.source)).size).toBe(rows.length);
});

it('days are labels: the first and the last included day, and part of a day is no day', async () => {
  const { caller } = await begin();
  const [row] = (await over(caller, TODAY - 3 * DAY, TODAY - 1)).results as (Charge & {
    start: number;
    end: number;
    description: string;
  })[];
  expect([(row!.start - TODAY) / DAY, (row!.end - TODAY) / DAY].every((day) => day >= -3 && day <= -1)).toBe(
    true,
  );
  expect(row!.description).toMatch(new RegExp(`Charges - ${(row!.end - row!.start) / DAY + 1} days?$`));
  const late = await over(caller, TODAY - 3 * DAY + 1, TODAY - 2 * DAY - 1);
  expect(late.total).toBe(0);
});

it('a range merges the days of a contract, and costs what they cost but for rounding', async () => {
  const { caller } = await begin();
  const days = [7, 6, 5, 4].map((back) => TODAY - back * DAY);
  const apart = (await Promise.all(days.map((day) => chargesOf(caller, day)))).flat();
  const together = (await over(caller, days[0]!, TODAY - 4 * DAY)).results as Charge[];
  expect(together.length).toBe(new Set(apart.map((row) => row.source)).size);
  expect(Math.abs(mills(together) - mills(apart))).toBeLessThanOrEqual(apart.length);
});

it.each([1, 7, 500])('pages of %i give the same rows, each once', async (limit) => {
  const { caller } = await begin();
  const walked: Charge[] = [];
  let after: unknown = null;
  do {
    const page = await over(caller, TODAY - 4 * DAY, TODAY - 3 * DAY, {
      limit,
      ...(after ? { after_token: after } : {}),
    });
    walked.push(...(page.results as Charge[]));
    expect(page.total).toBeGreaterThan(10);
    after = page.next_token;
  } while (after);
  expect(walked).toEqual((await over(caller, TODAY - 4 * DAY, TODAY - 3 * DAY)).results);
});

it('types part the whole, the tree sums to the table, and the other order is the same rows backwards', async () => {
  const { caller } = await begin();
  const day = TODAY - 3 * DAY;
  const rows = await chargesOf(caller, day);
  const ofType = async (type: string) => {
    const select_filters = { day: { gte: day, lte: day }, type: { in: [type] } };
    return (await over(caller, 0, 0, { select_filters })).results as Charge[];
  };
  const volumes = await ofType('volume');
  expect(volumes).toHaveLength(1);
  expect(mills([...(await ofType('instance')), ...volumes, ...(await ofType('serverless'))])).toBe(
    mills(rows),
  );
  expect(mills((await over(caller, day, day, { format: 'tree' })).results as Charge[])).toBe(mills(rows));
  expect((await over(caller, day, day, { latest_first: false })).results).toEqual(rows.toReversed());
});

it('what was paid in is negative, an invoice outside the range is not there, and services can be chosen', async () => {
  const { emulator, caller } = await begin();
  const invoices = async (filters: object) =>
    (await caller.get('/api/v1/invoices/', { select_filters: filters })).json;
  const all = await invoices({ when: { gte: 0, lte: EPOCH } });
  expect(
    (all.results as { amount: number; type: string }[]).every(
      (row) => row.type === 'credit' && row.amount < 0,
    ),
  ).toBe(true);
  expect((await invoices({ when: { gt: EPOCH - DAY, lt: EPOCH } })).total).toBe(0);
  expect((await invoices({ when: { gte: 0 }, service: { in: ['coinbase'] } })).total).toBe(0);
  await caller.post('/__emulator/credit', { apiKey: emulator.apiKey, credit: '12.34' });
  expect((await caller.get('/api/v0/users/current')).json.credit).toBe(12.34);
  const [last] = (await invoices({ when: { gte: 0, lte: EPOCH } })).results as {
    amount: number;
    type: string;
  }[];
  expect(last).toMatchObject({ type: 'transfer' });
  expect(last!.amount).toBeGreaterThan(0);
});
