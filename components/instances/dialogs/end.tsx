'use client';

import { useState } from 'react';
import { nearby } from '@/components/time/zoned';
import { useNow } from '@/components/ui/clock';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { exact, sum, times, usd } from '@/lib/money';
import type { InstanceRow } from '@/lib/queries/instances';
import { nameOf } from '../status-look';
import { namesOf, shortUsd } from './facts';
import { type DialogProps, FormDialog } from './parts';

const HOUR_MS = 3_600_000;
const HOURS = [4, 12, 24, 72, 168];
const inWords = (hours: number) => (hours < 48 ? `${hours} h` : `${hours / 24} days`);

type Choice = 'at' | 'never' | `in ${number}` | `later ${number}`;

type Props = DialogProps & {
  zone: string;
  onEnd: (end: { endsMs: (row: InstanceRow) => number | null; says: string }) => void;
};

/** When Gantry destroys it. Extending counts from each one's own end. */
export function EndDialog({ rows, zone, onClose, onEnd }: Props) {
  const nowMs = useNow(30_000) ?? 0;
  const haveEnds = rows.some((row) => row.endsMs !== null);
  const [choice, setChoice] = useState<Choice>(haveEnds ? 'later 24' : 'in 24');
  const [at, setAt] = useState('');
  const endsMs = endOf(choice, at, nowMs);
  const ends = rows.map(endsMs);
  const past = ends.some((end) => end !== null && end <= nowMs);
  const ready = !past && (choice !== 'at' || !Number.isNaN(Date.parse(at)));
  const [only] = rows.length === 1 ? rows : [];
  const latest = Math.max(...ends.map((end) => end ?? 0));
  const tooLate = rows.filter(
    (row, index) => row.contractEndsMs !== null && (ends[index] ?? 0) > row.contractEndsMs,
  );
  const says =
    choice === 'never'
      ? 'No end set: it runs until somebody destroys it.'
      : `${only ? 'Ends' : 'The last one ends'} ${nearby(latest, nowMs, zone)}.`;
  return (
    <FormDialog
      title={only ? `When ${nameOf(only)} ends` : `When ${rows.length} instances end`}
      says={only ? undefined : namesOf(rows)}
      action={choice.startsWith('later') ? 'Extend' : choice === 'never' ? 'Set no end' : 'Set the end'}
      ready={ready}
      onClose={onClose}
      onSubmit={() => onEnd({ endsMs, says })}
    >
      <Field label="End">
        {(control) => (
          <Select
            {...control}
            value={choice}
            onChange={(event) => setChoice(event.target.value as Choice)}
            options={[
              ...(haveEnds
                ? HOURS.map((h) => ({ value: `later ${h}`, label: `${inWords(h)} later than now set` }))
                : []),
              ...HOURS.map((h) => ({ value: `in ${h}`, label: `In ${inWords(h)}` })),
              { value: 'at', label: 'At a moment' },
              { value: 'never', label: 'No end' },
            ]}
          />
        )}
      </Field>
      {choice === 'at' && (
        <Field label="Moment" hint="On this machine’s clock.">
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={at}
              onChange={(event) => setAt(event.target.value)}
            />
          )}
        </Field>
      )}
      {past && <p className="text-bad">That moment is over. To end it now, destroy it.</p>}
      {ready && (
        <p className="text-ink-2">
          {says}{' '}
          {choice !== 'never' && (
            <>
              Then Gantry destroys {only ? 'it' : 'them'}, disks included. At the present price that is{' '}
              <b>{shortUsd(costUntil(rows, ends, nowMs))}</b> from now.
            </>
          )}
        </p>
      )}
      {ready && tooLate[0] && (
        <p className="rounded-sm bg-warn-bg px-2.5 py-2 text-ink">
          <b className="text-warn">The host’s contract is over sooner:</b> {nameOf(tooLate[0])} can’t run
          after {nearby(tooLate[0].contractEndsMs ?? 0, nowMs, zone)}.
        </p>
      )}
    </FormDialog>
  );
}

function endOf(choice: Choice, at: string, nowMs: number): (row: InstanceRow) => number | null {
  const [kind, hours] = choice.split(' ');
  switch (kind) {
    case 'never':
      return () => null;
    case 'at':
      return () => Date.parse(at);
    case 'later':
      // One without an end counts from now.
      return (row) => (row.endsMs ?? nowMs) + Number(hours) * HOUR_MS;
    default:
      return () => nowMs + Number(hours) * HOUR_MS;
  }
}

function costUntil(rows: readonly InstanceRow[], ends: readonly (number | null)[], nowMs: number): string {
  return exact(
    sum(
      rows.map((row, index) => {
        const hours = Math.max(0, (ends[index] ?? nowMs) - nowMs) / HOUR_MS;
        return times(usd(row.hourUsd ?? '0'), hours.toFixed(4));
      }),
    ),
  );
}
