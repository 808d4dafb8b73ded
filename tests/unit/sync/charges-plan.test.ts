import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, closedThrough, closesAt, dayOf, openFrom, startOf } from '@/lib/ledger/days';
import { covers, syncedThrough } from '@/lib/ledger/progress';
import { PLAN_DEFAULTS, planCharges } from '@/lib/sync/charges-plan';
import type { AccountProgress } from '@/lib/sync/charges-state';

const TODAY = '2026-11-24';
const clockAt = new Date('2026-11-24T10:00:00Z');
const now = new Date('2026-11-24T10:00:05Z');
const minutes = (n: number) => n * 60_000;

const account = (over: Partial<AccountProgress> = {}): AccountProgress => ({
  workspaceId: 'w',
  accountId: 'a',
  identityId: 'i',
  clockAt,
  firstDay: null,
  retryAt: null,
  days: [],
  ...over,
});

/** Every day from `back` days ago read to its end and after it closed, just now. */
const wellRead = (back = 90): AccountProgress['days'] =>
  Array.from({ length: back + 1 }, (_, ago) => ({
    day: addDays(TODAY, -ago),
    readBeganAt: clockAt,
    triedAt: now,
    failed: false,
  }));

const change = (day: string, over: Partial<AccountProgress['days'][number]>) =>
  account({ days: wellRead().map((read) => (read.day === day ? { ...read, ...over } : read)) });

const due = (one: AccountProgress, at = now) => planCharges([one], at).map((planned) => planned.day);

it('an account that was never asked is asked for today by our clock, to learn its own', () => {
  expect(due(account({ clockAt: null }))).toEqual([TODAY]);
});

it('a new account: today, the open days, then 90 days back, newest first', () => {
  const days = due(account());
  expect(days).toHaveLength(91);
  expect(days).toEqual(Array.from({ length: 91 }, (_, ago) => addDays(TODAY, -ago)));
});

it('nothing is due while everything was just read', () => {
  expect(due(account({ days: wellRead() }))).toEqual([]);
});

it('today is read again every few minutes, open days and two closed months hourly, older ones daily', () => {
  const one = account({ days: wellRead() });
  expect(due(one, new Date(now.getTime() + minutes(3)))).toEqual([TODAY]);
  const nextHour = due(one, new Date(now.getTime() + minutes(60)));
  expect(nextHour).toEqual(Array.from({ length: 63 }, (_, ago) => addDays(TODAY, -ago)));
  expect(due(one, new Date(now.getTime() + minutes(24 * 60)))).toHaveLength(91);
});

it('of the closed days the one that waited longest is read first, so that none is forgotten', () => {
  const days = wellRead().map((read) =>
    read.day === '2026-10-10' ? { ...read, triedAt: new Date(now.getTime() - 1) } : read,
  );
  const [, , , first] = due(account({ days }), new Date(now.getTime() + minutes(60)));
  expect(first).toBe('2026-10-10');
});

it('where the account’s clock was set forward, what it charges since is read seconds later; a failed day still waits', () => {
  const forward = (min: number, over: Partial<AccountProgress> = {}) =>
    account({ days: wellRead(), ...over, clockAt: new Date(clockAt.getTime() + minutes(min)) });
  const soon = new Date(now.getTime() + 5_000);
  expect(due(forward(2), soon)).toEqual([]);
  expect(due(forward(3), soon)).toEqual([TODAY]);
  expect(due(forward(60), soon)).toHaveLength(63);
  const failed = change(TODAY, { failed: true }).days;
  expect(due(forward(3, { days: failed }), soon)).toEqual([]);
  // A clock that runs fast would otherwise leave no turn to anything but today.
  expect(due(forward(60))).toEqual([]);
});

it('a day is read once more after it ended, at once, and once more after it closed', () => {
  const beforeItsEnd = new Date('2026-11-23T23:59:59Z');
  expect(due(change('2026-11-23', { readBeganAt: beforeItsEnd }))).toEqual(['2026-11-23']);
  const whileOpen = new Date('2026-11-23T12:00:00Z');
  expect(due(change('2026-11-21', { readBeganAt: whileOpen }))).toEqual(['2026-11-21']);
  expect(due(change('2026-11-21', { readBeganAt: closesAt('2026-11-21') }))).toEqual([]);
});

it('a reading that began at the very end of a day counts, also where the account’s clock stands still', () => {
  const midnight = startOf(TODAY);
  const one = account({
    clockAt: midnight,
    days: wellRead().map((read) => ({ ...read, readBeganAt: midnight })),
  });
  expect(due(one)).toEqual([]);
});

it('a day that could not be read waits five minutes, and holds up no other', () => {
  const one = change('2026-11-10', { readBeganAt: null, failed: true });
  expect(due(one)).toEqual([]);
  expect(due(one, new Date(now.getTime() + minutes(5)))).toEqual([TODAY, '2026-11-10']);
});

it('an account that failed is left alone until its time, and others are not', () => {
  const resting = account({ retryAt: new Date(now.getTime() + 1) });
  const other = account({ accountId: 'b' });
  expect(new Set(planCharges([resting, other], now).map((one) => one.account.accountId))).toEqual(
    new Set(['b']),
  );
});

it('days of long ago that were missed are read, those that were read rest', () => {
  const long = account({
    firstDay: addDays(TODAY, -400),
    days: wellRead(400).filter((r) => r.day !== '2025-12-24'),
  });
  expect(due(long)).toEqual(['2025-12-24']);
  const later = due(long, new Date(now.getTime() + minutes(24 * 60)));
  expect(later.at(-1)).toBe(addDays(TODAY, -100));
});

it('a history asked for further back is filled further back, and never shortened', () => {
  const one = account({ firstDay: addDays(TODAY, -90), days: wellRead() });
  expect(planCharges([one], now, { ...PLAN_DEFAULTS, backfillDays: 100 })).toHaveLength(10);
  expect(planCharges([one], now, { ...PLAN_DEFAULTS, backfillDays: 10 })).toEqual([]);
});

it('the account’s clock decides which day is today', () => {
  const ahead = account({ clockAt: new Date('2027-03-01T00:00:00Z') });
  expect(due(ahead)[0]).toBe('2027-03-01');
});

it('I11: today and the two days before are open, whatever day it is', () => {
  fc.assert(
    fc.property(
      fc.date({ min: startOf('2000-01-01'), max: startOf('2100-01-01'), noInvalidDate: true }),
      (at) => {
        const today = dayOf(at);
        expect(openFrom(today)).toBe(addDays(today, -2));
        expect(addDays(closedThrough(today), 1)).toBe(openFrom(today));
        expect(closesAt(closedThrough(today)) <= at).toBe(true);
        expect(closesAt(openFrom(today)) > at).toBe(true);
      },
    ),
  );
});

it('synced through: every day since the first, read by a run that began after its end', () => {
  const at = (iso: string) => new Date(iso);
  const reads = [
    { day: '2026-11-20', readBeganAt: at('2026-11-21T00:00:00Z') },
    { day: '2026-11-21', readBeganAt: at('2026-11-25T00:00:00Z') },
    { day: '2026-11-22', readBeganAt: at('2026-11-22T23:59:59Z') },
    { day: '2026-11-23', readBeganAt: at('2026-11-24T09:00:00Z') },
    { day: '2026-11-24', readBeganAt: at('2026-11-24T09:00:00Z') },
  ];
  expect(syncedThrough('2026-11-20', reads)).toBe('2026-11-21');
  expect(syncedThrough('2026-11-23', reads)).toBe('2026-11-23');
  expect(syncedThrough('2026-11-19', reads)).toBeNull();
  expect(syncedThrough(null, reads)).toBeNull();
  expect(covers({ from: '2026-11-20', to: '2026-11-22' }, TODAY, reads)).toBe(true);
  expect(covers({ from: '2026-11-20', to: '2026-11-23' }, TODAY, reads)).toBe(false);
  expect(covers({ from: '2026-11-23', to: '2026-12-31' }, TODAY, reads)).toBe(true);
  expect(covers({ from: '2026-11-23', to: TODAY }, TODAY, reads.slice(0, 4))).toBe(true);
  expect(covers({ from: '2026-11-23', to: '2026-11-25' }, TODAY, reads.slice(0, 4))).toBe(false);
});
