'use client';

import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Status } from '@/components/ui/status';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Outcome } from '../run-acts';
import { wordsOf } from '../run-acts';
import { nameOf } from '../status-look';

type Props = { outcome: Outcome; onClose: () => void; onRetry: (rows: InstanceRow[]) => void };

const LOOK = {
  done: { tone: 'run', word: 'Done' },
  refused: { tone: 'bad', word: 'Refused' },
  unknown: { tone: 'warn', word: 'No answer' },
} as const;

/** One result a row, and one button for those that can be tried again. */
export function ResultsDialog({ outcome, onClose, onRetry }: Props) {
  const { rows, results } = outcome;
  const nameFor = (contractId: number) =>
    nameOf(rows.find((row) => row.contractId === contractId) ?? { label: null, contractId });
  // What got no answer must not be sent again; what was refused for good would be refused again.
  const again = results.filter((result) => result.kind === 'refused' && result.problem?.again !== 'no');
  const retry = rows.filter((row) =>
    again.some((r) => r.contractId === row.contractId && r.accountId === row.accountId),
  );
  const order = ['refused', 'unknown', 'done'] as const;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      wide
      title={`${results.filter((r) => r.kind === 'done').length} of ${results.length} done`}
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          {retry.length > 0 && (
            <Button
              tone="main"
              onClick={() => {
                onClose();
                onRetry(retry);
              }}
            >
              Try {retry.length} again
            </Button>
          )}
        </>
      }
    >
      <ul className="max-h-[50dvh] overflow-y-auto rounded-lg border border-line">
        {results
          .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
          .map((result) => (
            <li
              key={`${result.accountId} ${result.contractId}`}
              className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-t border-line px-3.5 py-2 first:border-0"
            >
              <span className="truncate font-medium">{nameFor(result.contractId)}</span>
              <Status tone={LOOK[result.kind].tone}>{LOOK[result.kind].word}</Status>
              {result.problem && (
                <span className="col-span-2 text-sm text-ink-2">{wordsOf(result.problem)}</span>
              )}
            </li>
          ))}
      </ul>
    </Dialog>
  );
}
