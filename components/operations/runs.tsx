import { RESULT } from '@/components/audit/words';
import { clock, longDate } from '@/components/time/zoned';
import { Chip } from '@/components/ui/chip';
import { Panel, PanelHead } from '@/components/ui/panel';
import type { AuditRow } from '@/lib/queries/audit';

/** How it went the last times. */
export function Runs({ runs, zone, reads }: { runs: readonly AuditRow[]; zone: string; reads: boolean }) {
  return (
    <Panel>
      <PanelHead title="Last runs" sub={runs.length > 0 ? 'newest first' : undefined} />
      {runs.length === 0 ? (
        <p className="px-4 pb-3.5 text-ink-3">
          {reads
            ? 'What only reads is not written down unless it was refused.'
            : 'Nobody you can see has run it yet.'}
        </p>
      ) : (
        <ul>
          {runs.map((run) => {
            const { word, tone } = RESULT[run.result];
            return (
              <li
                key={run.id}
                className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 border-t border-line px-4 py-2.5"
              >
                <p className="min-w-0 [overflow-wrap:anywhere]">
                  <b className="font-medium">{run.who}</b> {run.did}
                </p>
                <Chip tone={tone}>{word}</Chip>
                <p className="col-span-2 text-sm text-ink-3">
                  <time dateTime={new Date(run.atMs).toISOString()} title={clock(run.atMs, zone)}>
                    {longDate(run.atMs, zone)}
                  </time>
                  {run.why && ` · ${run.why}`}
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
