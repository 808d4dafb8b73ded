/** How webhooks are addressed, and when a delivery is tried again, given up, or a webhook paused. On plain data. */
import { isIP } from 'node:net';
import { type Problem, problem } from '@/lib/vast/problem';
import type { Reach } from './reach';

export const addressRefused = problem<{ why: string }>('webhook.address_refused', {
  again: 'after-change',
  status: 422,
  say: (p) => `This address can’t be posted to: ${p.why}.`,
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Waits after the first, second… failed try. A restart is bridged in seconds, a bad deployment in minutes, a night and
 * a weekend's first day in hours; after the last try a person decides.
 */
const WAITS_MS = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR];

export const TRIES_MAX = WAITS_MS.length + 1;

/** Up to a fifth more or less, so that what failed together doesn't come back together. */
const JITTER = 0.2;

/** How long after its `tries`th failed try a delivery is tried again; null: never, it is dead. */
export function waitAfter(tries: number, random: () => number): number | null {
  const wait = WAITS_MS[tries - 1];
  return wait === undefined ? null : Math.round(wait * (1 + JITTER * (2 * random() - 1)));
}

/** Nothing arrived for so long: nobody is listening any more. */
export const PAUSED_AFTER_MS = 3 * 24 * HOUR;

/** How long the secret before a rotation signs, too. */
export const SECRET_OVERLAP_MS = 24 * HOUR;

/** The status by which a receiver says that it wants nothing more, ever. */
const GONE = 410;

/** Why a webhook is to be paused after a failed try; null: it goes on. */
export function pauseAfter(
  { status, failingSince }: { status: number | null; failingSince: Date },
  now: Date,
): 'gone' | 'failing' | null {
  if (status === GONE) return 'gone';
  return now.getTime() - failingSince.getTime() >= PAUSED_AFTER_MS ? 'failing' : null;
}

/**
 * Null when an address may be posted to, as far as its text tells: names are looked up at each delivery, and what they
 * stand for is held to the same rule.
 */
export function addressRefusal(text: string, reach: Reach): Problem | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    return addressRefused({ why: 'it must look like https://example.com/hooks' });
  if (url.username || url.password) return addressRefused({ why: 'names and passwords don’t belong in it' });
  if (url.hash) return addressRefused({ why: 'what follows # is never sent' });
  const host = hostOf(url);
  const literal = isIP(host) !== 0;
  if (literal && !reach.allows(host)) return addressRefused({ why: 'it is in a private network' });
  const named = literal ? reach.named(host) : host === 'localhost' && reach.named('127.0.0.1');
  if (host === 'localhost' && !named) return addressRefused({ why: 'it is this machine' });
  return url.protocol === 'http:' && !named ? addressRefused({ why: 'it must begin with https' }) : null;
}

/** The host as resolvers take it: without the brackets of an IPv6 address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');
