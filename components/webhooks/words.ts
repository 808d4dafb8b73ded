import type { Tone } from '@/components/ui/status';
import type { Attempt, Delivery, Webhook } from '@/lib/queries/webhooks';

type Standing = Pick<Webhook, 'pausedWhy' | 'failingSinceMs' | 'lastArrivedMs'>;

/** How a webhook is, in a word. */
export function stateOf({ pausedWhy, failingSinceMs, lastArrivedMs }: Standing): {
  tone: Tone;
  word: string;
} {
  if (pausedWhy === 'person') return { tone: 'off', word: 'paused' };
  if (pausedWhy !== null) return { tone: 'bad', word: 'paused' };
  if (failingSinceMs !== null) return { tone: 'warn', word: 'failing' };
  return lastArrivedMs === null ? { tone: 'wait', word: 'not used yet' } : { tone: 'run', word: 'on' };
}

/** Why nothing goes out, and what would mend it. */
export const PAUSED: Record<NonNullable<Webhook['pausedWhy']>, string> = {
  person:
    'Somebody paused it. What was waiting still waits; what happens meanwhile isn’t sent unless you send it afterwards.',
  failing:
    'Nothing has arrived for three days, so Gantry stopped trying. Mend the receiver, send a test, then resume.',
  gone: 'Its receiver answered 410, “gone”, so Gantry stopped. Change the address or delete the webhook.',
};

/** “all events”, “instance.outbid”, “3 kinds of event” */
export function wantsWords({ events }: Pick<Webhook, 'events'>): string {
  if (events === null) return 'all events';
  return events.length === 1 ? String(events[0]) : `${events.length} kinds of event`;
}

export const DELIVERY: Record<Delivery['state'], { tone: Tone; word: string }> = {
  waiting: { tone: 'wait', word: 'waiting' },
  delivered: { tone: 'run', word: 'arrived' },
  dead: { tone: 'bad', word: 'given up' },
};

/** What a try came to, in few words. */
export const attemptWords = ({ status, error }: Pick<Attempt, 'status' | 'error'>): string =>
  status === null ? (error ?? 'no answer') : `answered ${status}`;

export const triesWords = (count: number): string =>
  count === 0 ? 'not tried yet' : count === 1 ? 'one try' : `${count} tries`;
