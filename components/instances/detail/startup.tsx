import { ProgressSteps, type Step } from '@/components/ui/progress-steps';
import { span, utc } from '@/components/ui/time';
import { cannotStart, wordNow } from '@/lib/policy/attention';
import type { InstanceRow } from '@/lib/queries/instances';

/** Whether its page shows how the start goes rather than readings. */
export const isStarting = (row: InstanceRow, nowMs: number): boolean => {
  const word = wordNow(row, nowMs);
  return word === 'creating' || word === 'loading';
};

/** How a start goes: which step, for how long, and Vast.ai's own words. */
export function Startup({ row, nowMs }: { row: InstanceRow; nowMs: number }) {
  const failed = cannotStart(row.statusMsg);
  const pulling =
    wordNow(row, nowMs) === 'loading' && /download|extract|pull|manifest|image/i.test(row.statusMsg ?? '');
  const at = wordNow(row, nowMs) === 'creating' ? 0 : pulling ? 1 : 2;
  const here = span(nowMs - row.sinceMs);
  const steps: Step[] = [
    { label: 'Created', at: 0 },
    { label: 'Pulling the image', at: 1 },
    { label: 'Starting the container', at: 2 },
    { label: 'Running', at: 3 },
  ].map(({ label, at: place }) => ({
    label,
    state: place < at ? 'done' : place > at ? 'later' : failed ? 'failed' : 'now',
    says: place === at ? here : undefined,
  }));
  return (
    <div className="grid gap-3 px-4 py-3.5">
      <p className="text-ink-2">
        Asked for {row.startedMs === null ? '' : `at ${utc(row.startedMs)}, `}
        {row.startedMs === null ? '' : `${span(nowMs - row.startedMs)} ago`}. The GPU is billed once it runs;
        the disk is already.
      </p>
      <ProgressSteps steps={steps} label="How the start goes" />
      {row.statusMsg && (
        <div>
          <p className="mb-1 text-sm text-ink-3">Vast.ai says</p>
          <pre className="overflow-x-auto rounded-sm bg-sunken px-2.5 py-2 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
            {row.statusMsg}
          </pre>
        </div>
      )}
      {failed && (
        <p className="text-ink-2">
          This doesn’t heal by waiting: destroy it and rent again with an image that can be pulled.
        </p>
      )}
    </div>
  );
}
