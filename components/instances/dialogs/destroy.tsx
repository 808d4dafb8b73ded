'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { destroyPhrase } from '@/lib/policy/destroy-phrase';
import { destroyInstances } from '@/lib/surfaces/actions/instances';
import { act } from '@/lib/surfaces/actions/result';
import type { Problem } from '@/lib/vast/problem';
import { wordsOf } from '../run-acts';
import { diskDayOf, hourOf, namesOf, shortUsd, titleOf, writtenGb } from './facts';
import { BusyWarning, type DialogProps } from './parts';

type Props = DialogProps & {
  /** Their take-back time has begun. */
  onDestroying: (ids: string[]) => void;
  /** The softer way: stop now, destroy in a day. */
  onLater: () => void;
};

/** What is lost, which dollars stop, and a name typed out: Vast.ai has no undelete. */
export function DestroyDialog({ rows, onClose, onDestroying, onLater }: Props) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const many = rows.length > 1;
  const phrase = destroyPhrase(rows);
  const written = writtenGb(rows);
  const canWait = rows.every((row) => row.word !== 'stopped');
  const destroy = async () => {
    setPending(true);
    const targets = rows.map(({ accountId, contractId }) => ({ accountId, contractId }));
    const answer = await act(() => destroyInstances({ targets, typed: phrase }));
    setPending(false);
    if (!answer.ok) return setProblem(answer.problem);
    onDestroying(answer.value.ids);
    onClose();
  };
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && onClose()}
      title={titleOf('Destroy', rows)}
      action={many ? `Destroy ${rows.length}` : 'Destroy'}
      tone="danger-main"
      typed={phrase}
      pending={pending}
      error={problem && wordsOf(problem)}
      onConfirm={() => void destroy()}
      second={
        canWait && (
          <Button
            disabled={pending}
            onClick={() => {
              onClose();
              onLater();
            }}
          >
            Stop now, destroy in 24 h
          </Button>
        )
      }
    >
      {many && <p>{namesOf(rows)}.</p>}
      <BusyWarning rows={rows} />
      <p>
        <b>Lost for good:</b>{' '}
        {written === null
          ? 'everything on the disk'
          : `${written.toLocaleString('en-US')} GB on the ${many ? 'disks' : 'disk'}`}
        , and the place on {many ? 'their machines' : 'its machine'}. Vast.ai has no undelete.
      </p>
      <p>
        {shortUsd(hourOf(rows))} an hour ends. After the button there are ten seconds to take it back.
        {canWait &&
          ` Waiting a day instead costs ${shortUsd(diskDayOf(rows))} for the ${many ? 'disks' : 'disk'}.`}
      </p>
    </Confirm>
  );
}
