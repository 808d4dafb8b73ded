import Link from 'next/link';
import { nearby } from '@/components/time/zoned';
import { Panel, PanelHead } from '@/components/ui/panel';
import { EventRow, Rows } from '@/components/ui/task-row';
import type { Happening } from '@/lib/queries/activity';

type HappenedPanelProps = { happened: readonly Happening[]; nowMs: number; zone: string };

/** Who did what, the latest first; what Vast.ai did by itself too. */
export function HappenedPanel({ happened, nowMs, zone }: HappenedPanelProps) {
  return (
    <Panel>
      <PanelHead title="What happened" className="pb-1" />
      {happened.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-ink-3">
          Nothing yet. Every act, and what Vast.ai does, stands here.
        </p>
      ) : (
        <Rows label="What happened">
          {happened.map((event) => (
            <EventRow key={event.id} at={nearby(event.atMs, nowMs, zone)}>
              <Told event={event} />
            </EventRow>
          ))}
        </Rows>
      )}
    </Panel>
  );
}

const RESULT = { done: '', seen: '', refused: ', refused', unknown: ', outcome not known yet' } as const;

function Told({ event }: { event: Happening }) {
  const sentence = (
    <>
      {event.who} {event.did}
      {RESULT[event.result]}
    </>
  );
  return (
    <>
      {event.accountId !== null && event.contractId !== null ? (
        <Link
          href={`/instances/${event.accountId}/${event.contractId}`}
          className="[overflow-wrap:anywhere] hover:underline"
        >
          {sentence}
        </Link>
      ) : (
        <span className="[overflow-wrap:anywhere]">{sentence}</span>
      )}
      {event.why && <span className="block text-sm text-ink-3">{event.why}</span>}
    </>
  );
}
