/**
 * What state an instance is in, in one word, from the four fields that Vast.ai spreads it over. The only place
 * where Vast.ai's words become ours; a word we don't know is shown as it is.
 */
export type StatusWord =
  | 'creating'
  | 'loading'
  | 'running'
  | 'idle'
  | 'frozen'
  | 'stopping'
  | 'rebooting'
  | 'recycling'
  | 'stopped'
  | 'waiting'
  | 'outbid'
  | 'failed'
  | 'no_contact'
  | 'offline'
  | 'expired'
  | 'gone'
  | 'unknown';

export interface StatusFacts {
  actualStatus: string | null;
  intendedStatus: string | null;
  curState: string | null;
  nextState: string | null;
  statusMsg: string | null;
  isBid: boolean;
  contractEndsAt: Date | null;
  goneAt: Date | null;
}

/** `now` is the account's clock: a contract ends on Vast.ai's time, not ours. */
export function statusWord(i: StatusFacts, now: Date): StatusWord {
  if (i.goneAt) return 'gone';
  if (i.contractEndsAt && i.contractEndsAt <= now && i.actualStatus !== 'running') return 'expired';
  const wantsToRun = i.intendedStatus === 'running' || i.nextState === 'running';
  switch (i.actualStatus) {
    case null:
      return wantsToRun && i.curState === 'stopped' ? waiting(i) : 'creating';
    case 'created':
    case 'scheduling':
      return wantsToRun && i.curState === 'stopped' ? waiting(i) : 'creating';
    case 'loading':
      return 'loading';
    case 'running':
      return i.intendedStatus === 'stopped' ? 'stopping' : 'running';
    case 'frozen':
      return 'frozen';
    case 'rebooting':
      return 'rebooting';
    case 'recycling':
      return 'recycling';
    case 'stopped':
    case 'exited':
      if (!wantsToRun) return 'stopped';
      // Vast.ai pauses the loser of a bid and keeps its wish to run; a container that ended by itself keeps its GPU.
      if (i.isBid || i.curState === 'stopped') return waiting(i);
      return 'failed';
    case 'offline':
      return 'offline';
    case 'unknown':
      return 'no_contact';
    default:
      return 'unknown';
  }
}

const waiting = (i: StatusFacts): StatusWord => (i.isBid ? 'outbid' : 'waiting');

/** Below 5 % for a whole half hour is idle; one reading says nothing (a checkpoint looks the same). */
export const IDLE_BELOW_PERCENT = 5;
export const IDLE_AFTER_MS = 30 * 60_000;

/** Running, or idle: a stretch without work becomes idle by its length alone, so that every screen agrees on when. */
export const withIdle = (word: StatusWord, quietSinceMs: number | null, nowMs: number): StatusWord =>
  word === 'running' && quietSinceMs !== null && nowMs - quietSinceMs >= IDLE_AFTER_MS ? 'idle' : word;
