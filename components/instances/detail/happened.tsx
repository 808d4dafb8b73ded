'use client';

import type { ReactNode } from 'react';
import { nearby } from '@/components/time/zoned';
import { Status } from '@/components/ui/status';
import { EventRow, Rows } from '@/components/ui/task-row';
import { utc } from '@/components/ui/time';
import type { Happening } from '@/lib/queries/activity';

type Props = { timeline: readonly Happening[]; nowMs: number; zone: string; max?: number };

/** What happened, who did it, and how it ended where it didn't end well. */
export function Happened({ timeline, nowMs, zone, max = Number.POSITIVE_INFINITY }: Props) {
  if (timeline.length === 0) {
    return (
      <p className="px-4 pb-3.5 text-ink-2">
        Nothing yet. What people and Vast.ai do with it is written down here.
      </p>
    );
  }
  return (
    <Rows label="What happened">
      {timeline.slice(0, max).map((event) => (
        <EventRow
          key={event.id}
          at={
            <time dateTime={new Date(event.atMs).toISOString()} title={utc(event.atMs)}>
              {nearby(event.atMs, nowMs, zone)}
            </time>
          }
        >
          <Sentence event={event} />
        </EventRow>
      ))}
    </Rows>
  );
}

function Sentence({ event }: { event: Happening }): ReactNode {
  const { who, did, result, why, vastSays } = event;
  if (result === 'done' || result === 'seen') {
    return (
      <>
        <b className="font-medium">{who}</b> {did}
      </>
    );
  }
  return (
    <>
      <b className="font-medium">{who}</b> tried: {did}{' '}
      <Status tone={result === 'refused' ? 'bad' : 'warn'}>
        {result === 'refused' ? 'refused' : 'no answer yet'}
      </Status>
      {why && <span className="block text-sm text-ink-2">{why}</span>}
      {vastSays && (
        <span className="block text-sm text-ink-3 [overflow-wrap:anywhere]">Vast.ai says: {vastSays}</span>
      )}
    </>
  );
}
