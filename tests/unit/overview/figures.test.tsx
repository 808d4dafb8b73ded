import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Figures } from '@/components/overview/figures';
import type { Overview } from '@/lib/queries/overview';

const now = Date.parse('2026-11-23T15:52:00Z');
const iso = (hours: number) => new Date(now + hours * 3_600_000).toISOString();

type Over = { [Part in keyof Overview]?: Partial<Overview[Part]> } & { idle?: number };

function fixture(over: Over = {}): Overview {
  const days = { days: [], series: [], byDay: [], total: '0' };
  const known = { openFrom: null, syncedThrough: null, closedThrough: null, complete: true };
  return {
    meter: {
      now: iso(0),
      answeredAt: iso(0),
      accounts: 1,
      hourUsd: '17.4',
      gpus: 17,
      running: 6,
      instances: 9,
      credit: '1284.1',
      stopsAt: iso(74),
      stopsAccount: 'main',
      readAt: iso(0),
      silent: [],
      approvals: 0,
      ...over.meter,
    },
    burnLine: null,
    idle: over.idle ?? 2,
    today: { day: '2026-11-23', amount: '231.07', weekday: { amount: '214.2', days: 4 }, ...over.today },
    month: {
      costs: { ...days, ...known },
      amount: '5732.38',
      against: { month: '2026-10-01', change: '684.9', before: '5036.03', days: 22 },
      ...over.month,
    },
    books: [],
    needs: { needs: [], idleDayUsd: '0' },
    instances: [],
    acts: [],
    happened: [],
  };
}

const say = (over: Over = {}) =>
  renderToStaticMarkup(<Figures overview={fixture(over)} nowMs={now} zone="Europe/Stockholm" />).replace(
    /<[^>]+>/g,
    ' ',
  );

it('each figure is followed by what it means', () => {
  const text = say();
  expect(text).toContain('17 GPUs on 6 instances, 2 of them idle');
  expect(text).toContain('Usual Monday: $214.20, by the last 4');
  expect(text).toContain('13.6 % above October to the 22nd');
  expect(text).toContain('Instances stop Thu 18:52');
});

it('of several accounts the one that runs dry first is named', () => {
  expect(say({ meter: { accounts: 3, stopsAccount: 'render' } })).toContain(
    'Instances of render stop Thu 18:52',
  );
});

it('credit that is used up is not given a moment in the past', () => {
  expect(say({ meter: { stopsAt: iso(-1) } })).toContain('Instances have no credit left');
  expect(say({ meter: { stopsAt: null } })).toContain('Nothing uses it up');
  expect(say({ meter: { credit: null, stopsAt: null } })).toContain('Not read yet');
});

it('nothing is zero before it was read', () => {
  const text = say({ meter: { readAt: null, instances: 0, running: 0, gpus: 0, hourUsd: '0' } });
  expect(text).toContain('Instances are being read for the first time');
  expect(text).not.toContain('$0.00');
});

it('an account that isn’t renewed is named before anything is said about the others', () => {
  expect(say({ meter: { silent: ['main'] } })).toContain('Not renewed for main');
});

it('without a history to compare with, nothing is compared', () => {
  const text = say({ today: { weekday: null }, month: { against: null } });
  expect(text).toContain('As charged by Vast.ai so far');
  expect(text).toContain('$249.23 a day on average');
  expect(text).not.toContain('Usual');
});
