'use client';

import { useState } from 'react';
import { notify } from '@/components/ui/notice';
import type { InstanceRow } from '@/lib/queries/instances';
import {
  type ActResult,
  actOnInstances,
  assignInstances,
  setInstanceEnds,
} from '@/lib/surfaces/actions/instances';
import { act } from '@/lib/surfaces/actions/result';
import type { Problem, Result } from '@/lib/vast/problem';
import { nameOf } from './status-look';

export type Asked =
  | { kind: 'start' | 'stop' | 'reboot' | 'recycle' }
  | { kind: 'label'; label: string }
  | { kind: 'bid'; hourUsd: string }
  /** `at`: one end for all; `by`: so much later than each ends now. */
  | { kind: 'end'; endsMs: (row: InstanceRow) => number | null; says: string }
  | { kind: 'assign'; teamId: string | null; project: string | null; says: string };

const DOING = {
  start: 'Starting',
  stop: 'Stopping',
  reboot: 'Rebooting',
  recycle: 'Recycling',
  label: 'Labelling',
  bid: 'Changing the bid of',
  end: 'Setting the end of',
  assign: 'Assigning',
} as const;
const DONE = {
  start: 'Asked to start',
  stop: 'Asked to stop',
  reboot: 'Rebooting',
  recycle: 'Recycling',
  label: 'Labelled',
  bid: 'Bid changed for',
  end: 'End set for',
  assign: 'Assigned',
} as const;

export interface Outcome {
  asked: Asked;
  rows: InstanceRow[];
  results: ActResult[];
}

/** Runs an act on some instances, says how it goes, and keeps what failed to be tried again. */
export function useActs() {
  const [failed, setFailed] = useState<Outcome>();
  const run = async (asked: Asked, rows: readonly InstanceRow[]): Promise<void> => {
    if (rows.length === 0) return;
    const id = `${asked.kind} ${rows.map((row) => row.contractId).join(' ')}`;
    const what = rows.length === 1 && rows[0] ? nameOf(rows[0]) : `${rows.length} instances`;
    notify({ id, tone: 'wait', title: `${DOING[asked.kind]} ${what}`, seconds: 120 });
    const answer = await send(asked, rows);
    if (!answer.ok) {
      notify({ id, tone: 'bad', title: `Not done for ${what}`, says: wordsOf(answer.problem) });
      return;
    }
    const bad = answer.value.filter((result) => result.kind === 'refused');
    const lost = answer.value.filter((result) => result.kind === 'unknown');
    if (bad.length + lost.length === 0) {
      notify({ id, tone: 'run', title: `${DONE[asked.kind]} ${what}`, says: saysOf(asked) });
      return;
    }
    const [only] = [...bad, ...lost];
    if (rows.length === 1 && only) {
      const { problem } = only;
      notify({
        id,
        tone: only.kind === 'unknown' ? 'warn' : 'bad',
        title: only.kind === 'unknown' ? `No answer for ${what}` : `Not done for ${what}`,
        says: problem ? wordsOf(problem) : undefined,
        seconds: 0,
        ...(problem?.again === 'yes'
          ? { undo: { label: 'Try again', run: () => void run(asked, rows) } }
          : {}),
      });
      return;
    }
    notify({
      id,
      tone: bad.length > 0 ? 'bad' : 'warn',
      title: `${rows.length - bad.length - lost.length} of ${rows.length} done`,
      says: `${bad.length} refused${lost.length > 0 ? `, ${lost.length} without an answer` : ''}`,
    });
    setFailed({ asked, rows: [...rows], results: answer.value });
  };
  return { run, failed, close: () => setFailed(undefined) };
}

const keysOf = (rows: readonly InstanceRow[]) =>
  rows.map(({ accountId, contractId }) => ({ accountId, contractId }));

function send(asked: Asked, rows: readonly InstanceRow[]): Promise<Result<ActResult[]>> {
  const targets = keysOf(rows);
  switch (asked.kind) {
    case 'end':
      return act(() =>
        setInstanceEnds({
          ends: rows.map((row) => {
            const endsMs = asked.endsMs(row);
            const { accountId, contractId } = row;
            return { accountId, contractId, endsAt: endsMs === null ? null : new Date(endsMs).toISOString() };
          }),
        }),
      );
    case 'assign':
      return act(() => assignInstances({ targets, teamId: asked.teamId, project: asked.project }));
    default:
      return act(() => actOnInstances({ targets, act: asked }));
  }
}

function saysOf(asked: Asked): string | undefined {
  switch (asked.kind) {
    case 'start':
      return 'Vast.ai starts it when its GPU is free.';
    case 'end':
    case 'assign':
      return asked.says;
    default:
      return undefined;
  }
}

export const wordsOf = (problem: Problem): string =>
  problem.vastSays ? `${problem.say} Vast.ai says: ${problem.vastSays}` : problem.say;
