import { describe, expect, it } from 'vitest';
import { networksOf } from '@/lib/config/proxies';
import { reachOf } from '@/lib/policy/reach';
import { addressRefusal, PAUSED_AFTER_MS, pauseAfter, TRIES_MAX, waitAfter } from '@/lib/policy/webhooks';

const reach = (networks: string) => reachOf(networksOf(networks) ?? []);
const nowhere = reach('none');

describe('how long a failed delivery waits', () => {
  const waits = (random: number) =>
    Array.from({ length: TRIES_MAX }, (_, i) => waitAfter(i + 1, () => random));

  it('is longer after each try, and never after the last', () => {
    const middle = waits(0.5);
    const tries = middle.slice(0, -1) as number[];
    expect(tries).toEqual(tries.toSorted((a, b) => a - b));
    expect(tries[0]).toBe(5_000);
    expect(middle.at(-1)).toBeNull();
    expect(waitAfter(TRIES_MAX + 1, () => 0.5)).toBeNull();
  });

  it('spreads by a fifth to either side', () => {
    expect([0, 0.5, 1].map((random) => waitAfter(2, () => random))).toEqual([48_000, 60_000, 72_000]);
  });

  it('goes on for more than a day, so that a night’s outage loses nothing', () => {
    const longest = (waits(0).slice(0, -1) as number[]).reduce((sum, wait) => sum + wait, 0);
    expect(longest).toBeGreaterThan(24 * 3_600_000);
  });
});

describe('when a webhook is paused', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const ago = (ms: number) => new Date(now.getTime() - ms);

  it('is after three days without an arrival', () => {
    expect(pauseAfter({ status: 500, failingSince: ago(PAUSED_AFTER_MS - 1) }, now)).toBeNull();
    expect(pauseAfter({ status: null, failingSince: ago(PAUSED_AFTER_MS) }, now)).toBe('failing');
  });

  it('is at once when its receiver says that it is gone', () => {
    expect(pauseAfter({ status: 410, failingSince: now }, now)).toBe('gone');
  });
});

describe('where a webhook may post to', () => {
  it.each([
    'https://example.com/hooks?for=gantry',
    'https://8.8.8.8/hooks',
    'https://[2606:4700::1111]/hooks',
  ])('is %s', (url) => expect(addressRefusal(url, nowhere)).toBeNull());

  it.each([
    ['no address', 'https://example.com/hooks'],
    ['ftp://example.com', 'https://example.com/hooks'],
    ['http://example.com/hooks', 'https'],
    ['https://user:password@example.com', 'passwords'],
    ['https://example.com/#part', '#'],
    ['https://localhost/hooks', 'this machine'],
    ['https://127.0.0.1/hooks', 'private network'],
    ['https://2130706433/hooks', 'private network'],
    ['https://0x7f.1/hooks', 'private network'],
    ['https://10.1.2.3/hooks', 'private network'],
    ['https://169.254.169.254/latest/meta-data', 'private network'],
    ['https://100.64.0.1/', 'private network'],
    ['https://0.0.0.0/', 'private network'],
    ['https://[::1]/', 'private network'],
    ['https://[::ffff:10.0.0.1]/', 'private network'],
    ['https://[fd00::1]/', 'private network'],
    ['https://[64:ff9b::a00:1]/', 'private network'],
    ['https://[2002:a00:1::]/', 'private network'],
  ])('is not %s', (url, why) => {
    const refused = addressRefusal(url, nowhere);
    expect(refused?.code).toBe('webhook.address_refused');
    expect(refused?.say).toContain(why);
  });

  it('is in a private network that the operator named, there by plain http, too', () => {
    const named = reach('loopback,10.0.0.0/8');
    for (const url of ['http://127.0.0.1:9/x', 'http://localhost:9', 'https://10.1.2.3', 'http://[::1]/'])
      expect(addressRefusal(url, named), url).toBeNull();
    expect(addressRefusal('https://192.168.0.1', named)).not.toBeNull();
    expect(addressRefusal('http://example.com', named)).not.toBeNull();
  });
});
