import type { Tone } from '@/components/ui/status';
import { span } from '@/components/ui/time';
import type { InstanceRow } from '@/lib/queries/instances';

const LOOK: Record<InstanceRow['word'], { tone: Tone; word: string }> = {
  creating: { tone: 'wait', word: 'Creating' },
  loading: { tone: 'wait', word: 'Loading image' },
  running: { tone: 'run', word: 'Running' },
  idle: { tone: 'warn', word: 'Idle' },
  frozen: { tone: 'warn', word: 'Frozen' },
  stopping: { tone: 'wait', word: 'Stopping' },
  rebooting: { tone: 'wait', word: 'Rebooting' },
  recycling: { tone: 'wait', word: 'Recycling' },
  stopped: { tone: 'off', word: 'Stopped' },
  waiting: { tone: 'warn', word: 'Waiting for GPU' },
  outbid: { tone: 'warn', word: 'Outbid' },
  failed: { tone: 'bad', word: 'Failed' },
  no_contact: { tone: 'off', word: 'No contact' },
  offline: { tone: 'bad', word: 'Host offline' },
  expired: { tone: 'bad', word: 'Expired' },
  gone: { tone: 'off', word: 'Gone' },
  unknown: { tone: 'off', word: 'Unknown' },
};

export function lookOf(row: InstanceRow, nowMs: number): { tone: Tone; word: string } {
  const look = LOOK[row.word];
  if (row.word === 'idle' && row.quietSinceMs !== null) {
    const [long] = span(nowMs - row.quietSinceMs).split(/(?<= [smhd]) /);
    return { ...look, word: `Idle ${long}` };
  }
  return row.word === 'unknown' ? { ...look, word: `Vast.ai says: ${row.vastWord}` } : look;
}
