'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { Button, LinkButton } from '@/components/ui/button';
import { recoverFocus } from '@/components/ui/lost-focus';
import { ProgressSteps, type Step } from '@/components/ui/progress-steps';
import { Spinner } from '@/components/ui/spinner';
import type { RentProgress } from '@/lib/queries/market-rent';
import type { Problem } from '@/lib/vast/problem';
import { useRentProgress } from './use-rent';

type Props = {
  rentKey: string;
  /** Back to the form: it is known that nothing was rented. */
  onAgain: (problem?: Problem) => void;
  onDone: () => void;
};

/** A request that no trace is found of for this long never arrived: Gantry's own deadline for it is 40 s. */
const NO_TRACE_MS = 60_000;

/** What becomes of a rent, from "sent" to a link to the running instance. */
export function RentProgressPanel({ rentKey, onAgain, onDone }: Props) {
  const { data: progress, isError } = useRentProgress(rentKey);
  const lostForGood = useElapsed(NO_TRACE_MS);
  const head = useRef<HTMLHeadingElement>(null);
  // The button that sent it went with the form.
  useEffect(() => recoverFocus(head.current), []);
  const { title, body } = said();
  return (
    // One section throughout: each new state is read aloud, and keeps the focus where it is.
    <section aria-live="polite" aria-label="What became of the rent" className="grid gap-3.5">
      <h2 ref={head} tabIndex={-1} className="text-xl font-[620] tracking-[-0.01em]">
        {title}
      </h2>
      {body}
    </section>
  );

  function said(): { title: string; body: ReactNode } {
    if (progress === null && lostForGood) {
      return {
        title: 'Nothing was rented',
        body: (
          <>
            <p>Gantry never got the request, so Vast.ai never heard of it.</p>
            <Button onClick={() => onAgain()}>Back to the offer</Button>
          </>
        ),
      };
    }
    switch (progress?.state) {
      case undefined:
        return {
          title: 'Renting',
          body: (
            <p className="flex gap-2">
              <Spinner />
              {isError
                ? 'Gantry doesn’t answer at the moment. What became of the rent is asked until it does.'
                : 'Looking up what became of the rent. Nothing is sent twice.'}
            </p>
          ),
        };
      case 'open':
      case 'unknown':
        return { title: 'Being looked up', body: <LookedUp sent={progress.state === 'unknown'} /> };
      case 'refused':
        return {
          title: 'Nothing was rented',
          body: (
            <>
              <Refusal problem={progress.problem ?? undefined} />
              <Button onClick={() => onAgain(progress.problem ?? undefined)}>Back to the offer</Button>
            </>
          ),
        };
      case 'done':
        return {
          title: runs(progress) ? 'It runs' : 'Rented',
          body: <Rented progress={progress} onDone={onDone} />,
        };
    }
  }
}

function LookedUp({ sent }: { sent: boolean }) {
  return (
    <>
      <p className="flex gap-2">
        <Spinner />
        {sent
          ? 'The connection broke before Vast.ai answered. It is being looked up whether the rent arrived; nothing will be sent twice.'
          : 'The rent is on its way to Vast.ai.'}
      </p>
      <p className="text-sm text-ink-3">
        Up to two minutes. You can leave this page: the answer will stand under Instances and on the overview.
      </p>
    </>
  );
}

const runs = ({ word }: Pick<RentProgress, 'word'>) => word === 'running' || word === 'idle';

function Rented({ progress, onDone }: { progress: RentProgress; onDone: () => void }) {
  const up = runs(progress);
  return (
    <>
      <ProgressSteps label="From the rent to a running instance" steps={stepsOf(progress)} />
      {progress.statusMsg && !up && (
        <p className="font-mono text-sm text-ink-3 [overflow-wrap:anywhere]">{progress.statusMsg}</p>
      )}
      <KeyMissing ssh={progress.ssh} />
      {!up && <p className="text-sm text-ink-3">You can leave: it goes on, and stands under Instances.</p>}
      <div className="flex flex-wrap gap-2">
        <LinkButton
          tone={up ? 'main' : 'plain'}
          href={`/instances/${progress.accountId}/${progress.contractId}`}
        >
          Open the instance
        </LinkButton>
        <Button tone="quiet" onClick={onDone}>
          Rent another
        </Button>
      </div>
    </>
  );
}

/** The rent stands without the key; whoever waits for it must know before they try to log in. */
function KeyMissing({ ssh }: { ssh: RentProgress['ssh'] }) {
  if (ssh === null || ssh.on) return null;
  return (
    <div className="rounded-sm bg-warn-bg px-2.5 py-2 text-ink">
      <p>The rent stands, but your SSH key wasn’t put on the machine. {ssh.problem.say}</p>
      {ssh.problem.vastSays && (
        <p className="mt-0.5 text-sm text-ink-2">Vast.ai says: {ssh.problem.vastSays}</p>
      )}
      <p className="mt-0.5 text-sm text-ink-2">Put it there on the instance’s page.</p>
    </div>
  );
}

/** Rented, creating, loading, running; where it went elsewhere, the last step says so. */
export function stepsOf({ word, contractId }: Pick<RentProgress, 'word' | 'contractId'>): Step[] {
  const order = ['creating', 'loading', 'running'] as const;
  const up = runs({ word });
  const at = word === null ? 0 : order.indexOf(word === 'idle' ? 'running' : (word as 'creating'));
  const strange = at < 0;
  const step = (index: number, label: string): Step => ({
    label,
    state: up || index < at ? 'done' : strange ? 'later' : index === at ? 'now' : 'later',
  });
  return [
    { label: 'Rented', state: 'done', says: contractId === null ? undefined : `#${contractId}` },
    step(0, 'Creating the container'),
    step(1, 'Loading the image'),
    strange ? { label: `It is ${STRANGE[word ?? ''] ?? word}`, state: 'failed' } : step(2, 'Running'),
  ];
}

const STRANGE: Record<string, string> = {
  outbid: 'outbid: it waits until your bid wins',
  waiting: 'waiting for its GPU',
  failed: 'failed: the instance’s page has its log',
  stopped: 'stopped',
  no_contact: 'out of contact: its host doesn’t answer',
  offline: 'offline with its host',
  gone: 'gone already',
};

/** True once this long has passed since it was first drawn. */
function useElapsed(ms: number): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return over;
}
