import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inView, possible, statusLook, VIEWS } from '@/components/instances/status-look';
import { actsByRow, needsAttention } from '@/lib/policy/attention';
import { IDLE_AFTER_MS, type StatusWord } from '@/lib/vast/status';
import { actWith, HOUR_MS, NOW_MS, rowWith } from './row';

const WORDS: StatusWord[] = [
  'creating',
  'loading',
  'running',
  'idle',
  'frozen',
  'stopping',
  'rebooting',
  'recycling',
  'stopped',
  'waiting',
  'outbid',
  'failed',
  'no_contact',
  'offline',
  'expired',
  'gone',
  'unknown',
];
const lookOf = (row = rowWith(), act = undefined as ReturnType<typeof actWith> | undefined) =>
  statusLook(row, act, NOW_MS);

describe('the status of an instance', () => {
  it.each([
    ['running', 'run', 'Running'],
    ['stopped', 'off', 'Stopped'],
    ['outbid', 'warn', 'Outbid'],
    ['waiting', 'warn', 'Waiting for GPU'],
    ['failed', 'bad', 'Failed'],
    ['offline', 'bad', 'Host offline'],
    ['gone', 'off', 'Gone'],
  ] as const)('%s is said with a tone and a word', (word, tone, said) => {
    expect(lookOf(rowWith({ word }))).toMatchObject({ tone, word: said });
  });

  it('turns idle by time alone, in a browser that heard nothing new', () => {
    const row = rowWith({ gpuUse: 1, quietSinceMs: NOW_MS - IDLE_AFTER_MS + 1 });
    expect(statusLook(row, undefined, NOW_MS).word).toBe('Running');
    expect(statusLook(row, undefined, NOW_MS + 1)).toMatchObject({ tone: 'warn', word: 'Idle 30 m' });
    expect(statusLook(row, undefined, NOW_MS + 6 * HOUR_MS).word).toBe('Idle 6 h');
  });

  it('shows a word it doesn’t know as Vast.ai’s own', () => {
    expect(lookOf(rowWith({ word: 'unknown', vastWord: 'defrosting' })).word).toBe(
      'Vast.ai says: defrosting',
    );
  });

  it('tells a slow start from one that can’t succeed', () => {
    const pulling = rowWith({ word: 'loading', statusMsg: 'e80c205673d1: Downloading 4.3GB/7.9GB' });
    expect(lookOf(pulling)).toMatchObject({ tone: 'wait', word: 'Loading image' });
    const missing = 'Error response from daemon: manifest for x/y:1 not found: manifest unknown';
    expect(lookOf(rowWith({ word: 'loading', statusMsg: missing }))).toMatchObject({
      tone: 'bad',
      word: 'Can’t start',
    });
  });

  it('says what was asked for until it is to be seen', () => {
    const stop = actWith({ state: 'done' });
    expect(lookOf(rowWith(), stop)).toMatchObject({
      tone: 'wait',
      word: 'Stopping',
      why: 'Asked for by Ada.',
    });
    expect(lookOf(rowWith({ word: 'stopped' }), stop).word).toBe('Stopped');
    expect(lookOf(rowWith({ word: 'stopped' }), actWith({ what: 'start' })).word).toBe('Starting');
    expect(
      lookOf(rowWith({ word: 'loading', statusMsg: null }), actWith({ what: 'start', state: 'done' })).word,
    ).toBe('Starting');
    expect(lookOf(rowWith(), actWith({ what: 'label' })).word).toBe('Running');
  });

  it('draws an act without an answer as such, and never as done', () => {
    const look = lookOf(rowWith(), actWith({ what: 'recycle', state: 'unknown' }));
    expect(look).toMatchObject({ tone: 'warn', word: 'Recycle: no answer' });
    expect(look.why).toContain('don’t repeat it');
    expect(needsAttention(rowWith(), actWith({ state: 'unknown' }), NOW_MS)).toBe(true);
  });

  it('of one that is missing once says so, and gone wins over everything', () => {
    expect(lookOf(rowWith({ absent: true })).word).toBe('Missing');
    expect(lookOf(rowWith({ absent: true, word: 'gone' }), actWith({ what: 'destroy' })).word).toBe('Gone');
  });

  it('has a word, a tone and a view for whatever Vast.ai and people can do to it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WORDS),
        fc.boolean(),
        fc.constantFrom('rent', 'start', 'stop', 'label', 'reboot', 'recycle', 'bid', 'destroy', 'other'),
        fc.constantFrom('open', 'unknown', 'waiting', 'started', 'refused', 'done'),
        (word, absent, what, state) => {
          const row = rowWith({ word, absent, goneMs: word === 'gone' ? NOW_MS : null });
          const act = actWith({ what: what as 'stop', state: state as 'open' });
          expect(statusLook(row, act, NOW_MS).word).not.toBe('');
          expect(inView('all', row, act, NOW_MS)).toBe(true);
          // What is there is found in a view of its own, or needs somebody: nothing is only under All.
          const others = VIEWS.filter((view) => view !== 'all' && inView(view, row, act, NOW_MS));
          expect(others.length).toBeGreaterThan(0);
        },
      ),
      { seed: 4711 },
    );
  });
});

describe('attention', () => {
  it('is asked for by an end within six hours, and by a start that takes too long', () => {
    expect(needsAttention(rowWith(), undefined, NOW_MS)).toBe(false);
    expect(needsAttention(rowWith({ endsMs: NOW_MS + 5 * HOUR_MS }), undefined, NOW_MS)).toBe(true);
    expect(needsAttention(rowWith({ contractEndsMs: NOW_MS + 40 * HOUR_MS }), undefined, NOW_MS)).toBe(true);
    const loading = rowWith({ word: 'loading', sinceMs: NOW_MS - 10 * 60_000 });
    expect(needsAttention(loading, undefined, NOW_MS)).toBe(false);
    expect(needsAttention(loading, undefined, NOW_MS + 11 * 60_000)).toBe(true);
  });
});

describe('what can be asked of it', () => {
  it('is never to start what runs, and nothing of what is gone', () => {
    for (const word of WORDS) {
      const can = possible(rowWith({ word }), NOW_MS);
      if (word === 'gone') expect(can).toEqual({ start: false, stop: false, restart: false, destroy: false });
      else expect(can.destroy).toBe(true);
      if (word === 'running' || word === 'idle')
        expect(can).toMatchObject({ start: false, stop: true, restart: true });
      if (word === 'stopped') expect(can).toMatchObject({ start: true, stop: false, restart: false });
    }
  });
});

describe('of several acts on one instance', () => {
  it('the one that isn’t settled is shown, and of those the latest', () => {
    const acts = [
      actWith({ id: 'a', what: 'stop', state: 'done', atMs: NOW_MS }),
      actWith({ id: 'b', what: 'destroy', state: 'waiting', atMs: NOW_MS - 9_000 }),
      actWith({ id: 'c', what: 'label', state: 'open', atMs: NOW_MS - 20_000 }),
    ];
    expect(actsByRow(acts).get(rowWith().key)?.id).toBe('b');
    expect(actsByRow(acts.toReversed()).get(rowWith().key)?.id).toBe('b');
  });
});
