'use client';

import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Status } from '@/components/ui/status';
import type { OperationFacts } from '@/lib/surfaces/operations/catalogue';
import { Result } from './result';
import type { Ended } from './use-run';

type OutcomeProps = {
  op: OperationFacts;
  ended: Ended | undefined;
  pending: boolean;
  zone: string;
  onAgain: () => void;
  onNext: (page: Record<string, string>) => void;
};

/** How it ended, in words, and what came back. */
export function OutcomeOf({ op, ended, pending, zone, onAgain, onNext }: OutcomeProps) {
  if (pending && !ended) {
    return (
      <Panel>
        <SkeletonRows rows={6} label={`Asking Vast.ai: ${op.title}`} />
      </Panel>
    );
  }
  if (!ended) return null;
  switch (ended.kind) {
    case 'refused':
      return (
        <Panel>
          <Failure
            what={ended.problem.say}
            why={ended.problem.vastSays && `Vast.ai says: ${ended.problem.vastSays}`}
            again={ended.problem.again === 'yes' ? true : ended.problem.again === 'no' ? false : undefined}
            action={ended.problem.again === 'yes' && <Button onClick={onAgain}>Try again</Button>}
          />
        </Panel>
      );
    case 'unknown':
      return (
        <Panel role="status" className="grid gap-1 px-4 py-3.5">
          <p className="font-medium">
            <Status tone="warn">No answer</Status> <span className="ml-1.5">{ended.problem.say}</span>
          </p>
          <p className="text-ink-2">
            It may have been done. How it ended will stand under{' '}
            <Link href="/audit" className="link">
              Audit
            </Link>{' '}
            and below; don’t run it again before.
          </p>
        </Panel>
      );
    case 'done':
      return (
        <>
          <div className="flex flex-wrap items-center gap-3">
            <p role="status">
              <Status tone="run">Done</Status>{' '}
              <span className="text-ink-3">
                {op.keptBack.length > 0 &&
                  op.effect === 'reads' &&
                  `Kept back, as secrets are: ${op.keptBack.join(', ')}.`}
              </span>
            </p>
            {ended.next && (
              <Button size="small" onClick={() => ended.next && onNext(ended.next)}>
                Next page
              </Button>
            )}
          </div>
          <Result view={ended.view} once={op.shownOnce} zone={zone} />
        </>
      );
  }
}
