import { describe, expect, it } from 'vitest';
import { linesOf, total } from '@/lib/emulator/world/billing';
import { DAY, dayOf, HOUR, MINUTE } from '@/lib/emulator/world/clock';
import { statusAt } from '@/lib/emulator/world/contracts';
import { metersOf } from '@/lib/emulator/world/telemetry';
import { dollars } from '@/lib/emulator/world/ticks';
import type { World } from '@/lib/emulator/world/world';
import { EPOCH, emulated, only, pass } from '../../support/emulated';

const living = (world: World) =>
  [...world.contracts.values()].filter((one) => one.destroyed === null && one.kind === 'instance');
const statuses = (world: World, at: number) => living(world).map((one) => statusAt(one, at));
const dayTotal = (world: World, day: number, at: number) =>
  Number(
    dollars(
      [...world.contracts.values()].reduce((sum, one) => sum + total(linesOf(world.books, one, day, at)), 0n),
      2,
    ),
  );

describe('small-team', () => {
  const world = emulated('small-team');
  const today = dayOf(EPOCH);

  it('has a running, an idle, an outbid, a loading, a stopped and an offline instance', () => {
    const labelled = new Map(living(world).map((one) => [one.label, one]));
    const status = (label: string) => statusAt(labelled.get(label)!, EPOCH);
    expect(living(world)).toHaveLength(11);
    expect(['llama-ft-12', 'notebook-en', 'sdxl-batch-7', 'sdxl-batch-8', 'api-canary'].map(status)).toEqual([
      'running',
      'exited',
      'stopped',
      'loading',
      'offline',
    ]);
    expect(labelled.get('sdxl-batch-7')).toMatchObject({ isBid: true, intended: 'running', holding: false });
    expect(metersOf(world, labelled.get('vision-ft-03')!, EPOCH)?.gpuUtil).toBeLessThan(6);
    expect(metersOf(world, labelled.get('llama-ft-12')!, EPOCH)?.gpuUtil).toBeGreaterThan(80);
  });

  it('spends like a small company: more on working days than at weekends, and credit for some days left', () => {
    const days = Array.from({ length: 88 }, (_, back) => today - 88 + back);
    const mean = (list: number[]) =>
      list.reduce((sum, day) => sum + dayTotal(world, day, EPOCH), 0) / list.length;
    const isWeekend = (day: number) => [0, 6].includes((day + 4) % 7);
    const [weekday, weekend] = [mean(days.filter((day) => !isWeekend(day))), mean(days.filter(isWeekend))];
    expect(weekday).toBeGreaterThan(150);
    expect(weekday).toBeLessThan(350);
    expect(weekend).toBeLessThan(weekday * 0.85);
    const credit = Number(dollars(only(world).wallet.credit(EPOCH), 2));
    expect(credit).toBeGreaterThan(200);
    expect(credit).toBeLessThan(3500);
  });

  it("days before the two before today don't change any more; younger ones may", () => {
    const later = EPOCH + 60 * DAY;
    const closed = Array.from({ length: 80 }, (_, back) => today - 3 - back);
    for (const day of closed) expect(dayTotal(world, day, EPOCH)).toBe(dayTotal(world, day, later));
    const changed = [1, 2].map(
      (back) => dayTotal(world, today - back, EPOCH) !== dayTotal(world, today - back, later),
    );
    expect(changed).toContain(true);
  });

  it('begins sound for any seed and at any hour', () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const built = emulated('small-team', { seed, history: 12, epoch: EPOCH + seed * 13 * HOUR });
      expect(statuses(built, built.epoch)).toContain('offline');
    }
    expect(() => emulated('small-team', { history: 0, epoch: dayOf(EPOCH) * DAY + MINUTE })).not.toThrow();
  });
});

it('outbid-night: every run is outbid during the night and comes back in the morning', () => {
  const world = emulated('outbid-night', { history: 5 });
  const bids = living(world).filter((one) => one.isBid);
  const runningAt = (seconds: number) => {
    const at = pass(world, seconds);
    return bids.filter((one) => statusAt(one, at) === 'running').length;
  };
  expect(bids).toHaveLength(9);
  expect(runningAt(0)).toBe(9);
  expect(runningAt(3 * HOUR)).toBe(0);
  expect(runningAt(6 * HOUR)).toBeGreaterThan(4);
});

it('restated-month: closed days change at their moments, one of them loses a whole row, and no other day moves', () => {
  const world = emulated('restated-month');
  const today = dayOf(EPOCH);
  const days = Array.from({ length: 50 }, (_, back) => today - 3 - back);
  const changedBetween = (from: number, to: number) =>
    days.filter((day) => dayTotal(world, day, from) !== dayTotal(world, day, to)).map((day) => today - day);
  expect(changedBetween(EPOCH, EPOCH + 10 * MINUTE)).toEqual([]);
  expect(changedBetween(EPOCH, EPOCH + 20 * MINUTE)).toEqual([5]);
  expect(changedBetween(EPOCH + 20 * MINUTE, EPOCH + 3 * HOUR)).toEqual([9, 14]);
  expect(changedBetween(EPOCH + 3 * HOUR, EPOCH + 30 * HOUR)).toEqual([23, 33]);
  const gone = world.books.restatements.find((one) => one.gpuPercentLess === 100)!;
  const contract = world.contracts.get(gone.contract)!;
  expect(linesOf(world.books, contract, gone.day, EPOCH)).not.toEqual([]);
  expect(linesOf(world.books, contract, gone.day, EPOCH + 3 * HOUR)).toEqual([]);
});

it('restated-month: the credit moves by what a restatement gives back, and by nothing else', () => {
  const world = emulated('restated-month');
  const { wallet } = only(world);
  for (const seconds of [0, 3 * HOUR, 27 * HOUR, 4 * DAY]) {
    const at = pass(world, seconds);
    const days = Array.from({ length: 80 }, (_, back) => dayOf(at) - back);
    const charged = days.flatMap((day) =>
      only(world).contracts.map((one) => total(linesOf(world.books, one, day, at))),
    );
    expect(wallet.credit(at)).toBe(wallet.movedIn(at) - charged.reduce((sum, ticks) => sum + ticks, 0n));
  }
});

it('fleet: two thousand instances over four accounts, of which one is in trouble half of the time', () => {
  const world = emulated('fleet');
  expect(living(world)).toHaveLength(2000);
  expect(world.accounts.map((one) => one.trouble)).toEqual([0, 0, 0, 0.5]);
  expect(new Set(statuses(world, EPOCH))).toEqual(new Set(['running', 'exited', 'stopped']));
});

it('empty: a little credit and nothing else', () => {
  const world = emulated('empty');
  expect(world.contracts.size).toBe(0);
  expect(dollars(only(world).wallet.credit(EPOCH), 2)).toBe('25.00');
});

it('a world that is none is refused by name', () => {
  expect(() => emulated('nowhere')).toThrow('no world is called nowhere');
});
