/** How an instance's state is said: a tone, a word, and why. Pure; the word itself comes from lib/vast/status. */

import type { Tone } from '@/components/ui/status';
import { span } from '@/components/ui/time';
import { cannotStart, needsAttention, wordNow } from '@/lib/policy/attention';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Act } from '@/lib/queries/instances-pulse';
import { IDLE_AFTER_MS, type StatusWord } from '@/lib/vast/status';

export interface StatusLook {
  tone: Tone;
  word: string;
  /** Since when it has been so. */
  sinceMs: number;
  /** Why, or what is going on; Vast.ai's words verbatim where there are some. */
  why: string | null;
}

const PLAIN: Record<
  Exclude<StatusWord, 'idle' | 'loading' | 'unknown'>,
  { tone: Tone; word: string; why?: string }
> = {
  creating: { tone: 'wait', word: 'Creating' },
  running: { tone: 'run', word: 'Running' },
  frozen: { tone: 'warn', word: 'Frozen', why: 'The container is paused; GPU and disk are billed.' },
  stopping: { tone: 'wait', word: 'Stopping' },
  rebooting: { tone: 'wait', word: 'Rebooting' },
  recycling: { tone: 'wait', word: 'Recycling' },
  stopped: { tone: 'off', word: 'Stopped' },
  waiting: {
    tone: 'warn',
    word: 'Waiting for GPU',
    why: 'Somebody else rents its GPU now. It starts by itself when that ends; only the disk is billed.',
  },
  outbid: {
    tone: 'warn',
    word: 'Outbid',
    why: 'A higher bid runs on its GPU. It resumes when its bid wins again; only the disk is billed.',
  },
  failed: { tone: 'bad', word: 'Failed', why: 'The container ended by itself.' },
  no_contact: { tone: 'bad', word: 'No contact', why: 'Vast.ai can’t say how it is.' },
  offline: {
    tone: 'bad',
    word: 'Host offline',
    why: 'Its host is out of reach. Nothing is billed meanwhile.',
  },
  expired: {
    tone: 'bad',
    word: 'Expired',
    why: 'The host’s contract is over: it can’t start again, and its data may be deleted 48 h later.',
  },
  gone: { tone: 'off', word: 'Gone' },
};

const UNDER_WAY = {
  start: 'Starting',
  stop: 'Stopping',
  reboot: 'Rebooting',
  recycle: 'Recycling',
  destroy: 'Destroying',
} as const;
const ASKED = {
  rent: 'Rent',
  start: 'Start',
  stop: 'Stop',
  label: 'Label',
  reboot: 'Reboot',
  recycle: 'Recycle',
  bid: 'Bid',
  destroy: 'Destroy',
  other: 'Change',
} as const;

/** The word of this moment: a row that came half an hour ago may be idle by now. */
export function statusLook(row: InstanceRow, act: Act | undefined, nowMs: number): StatusLook {
  const word = wordNow(row, nowMs);
  const said = word === 'gone' ? null : actLook(word, act);
  if (said) return said;
  if (row.absent && word !== 'gone') {
    return {
      tone: 'warn',
      word: 'Missing',
      sinceMs: row.sinceMs,
      why: 'The last reading of Vast.ai didn’t list it. Missing from the next one too, it is gone.',
    };
  }
  const { sinceMs, statusMsg } = row;
  switch (word) {
    case 'idle': {
      const since = row.quietSinceMs ?? sinceMs;
      return {
        tone: 'warn',
        word: `Idle ${brief(Math.max(IDLE_AFTER_MS, nowMs - since))}`,
        sinceMs: since,
        why: 'Below 5 % GPU use the whole time; billed as if it worked.',
      };
    }
    case 'loading': {
      if (cannotStart(statusMsg))
        return { tone: 'bad', word: 'Can’t start', sinceMs, why: `Vast.ai says: ${statusMsg}` };
      const pulling = /download|extract|pull/i.test(statusMsg ?? '');
      return { tone: 'wait', word: pulling ? 'Loading image' : 'Starting', sinceMs, why: statusMsg };
    }
    case 'unknown':
      return { tone: 'off', word: `Vast.ai says: ${row.vastWord}`, sinceMs, why: statusMsg };
    default: {
      const { tone, word: plain, why } = PLAIN[word];
      const vast = tone === 'bad' || word === 'creating' ? statusMsg : null;
      return {
        tone,
        word: plain,
        sinceMs,
        why: [why, vast && `Vast.ai says: ${vast}`].filter(Boolean).join(' ') || null,
      };
    }
  }
}

/** What somebody asked for, while it isn't to be seen yet. */
function actLook(word: StatusWord, act: Act | undefined): StatusLook | null {
  if (!act) return null;
  const { what, atMs, by } = act;
  if (act.state === 'unknown') {
    return {
      tone: 'warn',
      word: `${ASKED[what]}: no answer`,
      sinceMs: atMs,
      why: `${by} asked for it, and the connection broke before Vast.ai answered. Gantry is looking up what happened; don’t repeat it.`,
    };
  }
  if (act.state === 'refused' || what === 'label' || what === 'bid' || what === 'rent' || what === 'other')
    return null;
  // Accepted, and already to be seen.
  if (what === 'stop' && word === 'stopped') return null;
  if (
    what === 'start' &&
    (word === 'running' || word === 'idle' || word === 'loading') &&
    act.state === 'done'
  )
    return null;
  return {
    tone: 'wait',
    word: UNDER_WAY[what],
    sinceMs: atMs,
    why: `Asked for by ${by}.`,
  };
}

/** "6 h", "35 m": beside a word, one unit is enough. */
const brief = (ms: number): string =>
  span(ms)
    .split(' ')
    .slice(0, 2)
    .join(' ')
    .replace(/^0(\d)/, '$1');

export const VIEWS = ['all', 'attention', 'running', 'waiting', 'stopped', 'gone'] as const;
export type View = (typeof VIEWS)[number];

const RUNNING: readonly StatusWord[] = ['running', 'idle', 'frozen'];
const WAITING: readonly StatusWord[] = [
  'creating',
  'loading',
  'stopping',
  'rebooting',
  'recycling',
  'waiting',
  'outbid',
];
export function inView(view: View, row: InstanceRow, act: Act | undefined, nowMs: number): boolean {
  const word = wordNow(row, nowMs);
  switch (view) {
    case 'all':
      return true;
    case 'attention':
      return needsAttention(row, act, nowMs);
    case 'running':
      return RUNNING.includes(word);
    case 'waiting':
      return WAITING.includes(word);
    case 'stopped':
      return word === 'stopped';
    case 'gone':
      return word === 'gone';
  }
}

/** What can be asked of it in its state. */
export function possible(
  row: InstanceRow,
  nowMs: number,
): { start: boolean; stop: boolean; restart: boolean; destroy: boolean } {
  const word = wordNow(row, nowMs);
  const up = word === 'running' || word === 'idle' || word === 'frozen';
  const starting = word === 'loading' || word === 'creating' || word === 'rebooting' || word === 'recycling';
  return {
    start: word === 'stopped' || word === 'failed',
    // Stopping what waits for its GPU takes it out of the queue.
    stop: up || starting || word === 'waiting' || word === 'outbid',
    restart: up || word === 'failed',
    destroy: word !== 'gone',
  };
}

/** What people call it; its number where it has no label. */
export const nameOf = (row: { label: string | null; contractId: number }): string =>
  row.label || String(row.contractId);
