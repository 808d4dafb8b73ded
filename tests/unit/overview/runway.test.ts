import { expect, it } from 'vitest';
import { firstToStop, runwayOf, type Wallet } from '@/lib/ledger/runway';
import { usd, ZERO } from '@/lib/money';

const readAt = new Date('2026-11-23T15:52:00Z');
const wallet = (credit: string | null, hour: string, name = 'main'): Wallet => ({
  accountId: name,
  name,
  credit: credit === null ? null : usd(credit),
  creditReadAt: credit === null ? null : readAt,
  hourUsd: usd(hour),
});

it('credit lasts as many hours as it holds the burn', () => {
  expect(runwayOf(wallet('100', '0.4'))?.stopsAt.toISOString()).toBe('2026-12-04T01:52:00.000Z');
});

it('counts from when the credit was read, not from now', () => {
  expect(runwayOf(wallet('1', '1'))?.stopsAt.getTime()).toBe(readAt.getTime() + 3_600_000);
});

it('of several accounts the first to run dry decides, however much the others hold', () => {
  const stops = firstToStop([wallet('10000', '1', 'rich'), wallet('10', '5', 'poor')]);
  expect(stops?.name).toBe('poor');
  expect(stops?.stopsAt.getTime()).toBe(readAt.getTime() + 2 * 3_600_000);
});

it('says nothing where nothing burns or nothing is known', () => {
  expect(runwayOf(wallet('100', '0'))).toBeNull();
  expect(runwayOf(wallet(null, '1'))).toBeNull();
  expect(firstToStop([])).toBeNull();
  expect(runwayOf({ ...wallet('1', '1'), hourUsd: ZERO })).toBeNull();
});

it('a negative balance has run out already', () => {
  expect(runwayOf(wallet('-0.42', '1'))?.stopsAt).toEqual(readAt);
});

it('a crumb of burn doesn’t end the calendar', () => {
  expect(runwayOf(wallet('99999999', '0.000000001'))).toBeNull();
});
