/**
 * In which order a list of instances is worked through. The server picks by it what it draws first, the browser sorts
 * by it what has come: the same function, so that no row moves when the rest arrives.
 */
import { type StatusWord, withIdle } from '@/lib/vast/status';

/** What an instance's place in the list depends on. Moments are epoch milliseconds on the account's clock. */
export interface StandingRow {
  word: StatusWord;
  quietSinceMs: number | null;
  sinceMs: number;
  statusMsg: string | null;
  /** The lease's end, and the host's. */
  endsMs: number | null;
  contractEndsMs: number | null;
}

/** Something under way at an instance, or whose answer got lost. */
interface Act {
  accountId: string;
  contractId: number | null;
  state: string;
  atMs: number;
}

/** The word of a reading, brought up to now: idle comes with time alone. */
export const wordNow = (row: Pick<StandingRow, 'word' | 'quietSinceMs'>, nowMs: number): StatusWord =>
  withIdle(row.word, row.quietSinceMs, nowMs);

/** Docker's words for an image that can't be pulled or a container that can't be made: waiting doesn't heal it. */
export const cannotStart = (statusMsg: string | null): boolean =>
  /error response|manifest unknown|pull access denied|unauthorized|no such image|failed to (pull|create|start)/i.test(
    statusMsg ?? '',
  );

const TROUBLE: readonly StatusWord[] = [
  'outbid',
  'waiting',
  'failed',
  'no_contact',
  'offline',
  'expired',
  'idle',
  'unknown',
];

/** Loading for longer is stuck more often than slow: the largest usual images take ten minutes (console, 11). */
const STUCK_MS = 20 * 60_000;
/** As in the overview: an end within a working day, and a host's end that leaves two days to copy the data. */
const LEASE_SOON_MS = 6 * 3_600_000;
const CONTRACT_SOON_MS = 48 * 3_600_000;

/** Whether a person should look at it. */
export function needsAttention(
  row: StandingRow,
  act: Pick<Act, 'state'> | undefined,
  nowMs: number,
): boolean {
  const word = wordNow(row, nowMs);
  if (word === 'gone') return false;
  if (TROUBLE.includes(word) || act?.state === 'unknown' || act?.state === 'refused') return true;
  const starting = word === 'loading' || word === 'creating';
  if (starting && (nowMs - row.sinceMs > STUCK_MS || cannotStart(row.statusMsg))) return true;
  const soon = (atMs: number | null, ms: number) => atMs !== null && atMs - nowMs < ms;
  return (
    soon(row.endsMs, LEASE_SOON_MS) || (word === 'running' && soon(row.contractEndsMs, CONTRACT_SOON_MS))
  );
}

/** The act that says most about a row: the latest one that isn't settled before one that is. */
export function actsByRow<A extends Act>(acts: readonly A[]): Map<string, A> {
  const byRow = new Map<string, A>();
  const weight = (act: Act) => (act.state === 'done' || act.state === 'refused' ? 0 : 1);
  for (const act of acts) {
    if (act.contractId === null) continue;
    const key = `${act.accountId}.${act.contractId}`;
    const before = byRow.get(key);
    if (!before || weight(act) > weight(before) || (weight(act) === weight(before) && act.atMs > before.atMs))
      byRow.set(key, act);
  }
  return byRow;
}

/** Where a row stands: what needs somebody first, then the dearest. A double tells amounts apart well enough. */
export interface Standing {
  urgent: boolean;
  hour: number;
  contractId: number;
}

export const standingOf = (
  row: StandingRow & { hourUsd: string | null; contractId: number },
  act: Pick<Act, 'state'> | undefined,
  nowMs: number,
): Standing => ({
  urgent: needsAttention(row, act, nowMs),
  hour: Number(row.hourUsd ?? 0),
  contractId: row.contractId,
});

/** The order in which a morning goes through a fleet. */
export const morningOrder = (a: Standing, b: Standing): number =>
  Number(b.urgent) - Number(a.urgent) || b.hour - a.hour || a.contractId - b.contractId;
