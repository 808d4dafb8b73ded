'use client';

import { useRef, useState } from 'react';
import { runOperation } from '@/lib/surfaces/actions/operations';
import { act } from '@/lib/surfaces/actions/result';
import type { Issue } from '@/lib/surfaces/operations/issues';
import type { RunOutcome } from '@/lib/surfaces/operations/run';

export type Ended = Exclude<RunOutcome, { kind: 'invalid' | 'plan' }>;
export type Planned = Extract<RunOutcome, { kind: 'plan' }>;

interface Running {
  accountId: string;
  input: Record<string, unknown>;
  /** One act, one key: a press that comes twice is sent once. */
  key: string;
}

const same = (a: Running, b: Omit<Running, 'key'>): boolean =>
  a.accountId === b.accountId && JSON.stringify(a.input) === JSON.stringify(b.input);

/** Asks for an operation: what changes something comes back as a plan, and runs once that was agreed to. */
export function useRun(name: string) {
  const [pending, setPending] = useState(false);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [planned, setPlanned] = useState<{ plan: Planned; running: Running }>();
  const [ended, setEnded] = useState<Ended>();
  /** What Gantry never answered: it may have arrived, so that asking again is the same act under the same key. */
  const unheard = useRef<Running>(undefined);

  const send = async (running: Running, confirmation?: string) => {
    setPending(true);
    const { accountId, input, key } = running;
    const answer = await act(() =>
      runOperation({ name, accountId, input, confirmation, idempotencyKey: key }),
    );
    setPending(false);
    unheard.current = answer.ok ? undefined : running;
    const outcome: RunOutcome = answer.ok ? answer.value : { kind: 'refused', problem: answer.problem };
    setIssues(outcome.kind === 'invalid' ? outcome.issues : []);
    setPlanned(outcome.kind === 'plan' ? { plan: outcome, running } : undefined);
    if (outcome.kind !== 'invalid' && outcome.kind !== 'plan') setEnded(outcome);
  };

  return {
    pending,
    issues,
    plan: planned?.plan,
    ended,
    start: (accountId: string, input: Record<string, unknown>) => {
      setEnded(undefined);
      const asked = { accountId, input };
      const earlier = unheard.current && same(unheard.current, asked) ? unheard.current : undefined;
      return send(earlier ?? { ...asked, key: crypto.randomUUID() });
    },
    agree: () => (planned ? send(planned.running, planned.plan.plan.phrase) : undefined),
    cancel: () => setPlanned(undefined),
  };
}
