'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { MetricLine, type MetricPoint } from '@/components/charts/metric-line';
import { getJson, referenceOf } from '@/components/frame/get-json';
import { clock, nearby } from '@/components/time/zoned';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Segmented } from '@/components/ui/segmented';
import { Skeleton } from '@/components/ui/skeleton';
import { span } from '@/components/ui/time';
import type { Happening } from '@/lib/queries/activity';
import type { InstanceDetail } from '@/lib/queries/instances-detail';
import type { InstanceSamples } from '@/lib/queries/instances-samples';
import { addressOf } from './use-instance';

const RANGES = ['1h', '6h', '24h', '48h'] as const;
const RANGE_WORDS = { '1h': '1 h', '6h': '6 h', '24h': '24 h', '48h': '2 d' } as const;
/** Readings come once a minute. */
const RENEW_MS = 60_000;

type Props = { detail: InstanceDetail; timeline: readonly Happening[]; zone: string };

/** What it did over time, on one axis: use, memory, heat, disk. A gap in the readings stays a gap. */
export function Metrics({ detail, timeline, zone }: Props) {
  const [range, setRange] = useQueryState('range', parseAsStringLiteral(RANGES).withDefault('24h'));
  const { row } = detail;
  const { data, error, isError, refetch } = useQuery({
    queryKey: ['samples', row.accountId, row.contractId, range],
    queryFn: ({ signal }) => getJson<InstanceSamples>(`${addressOf(row)}/samples?range=${range}`, signal),
    refetchInterval: row.goneMs === null ? RENEW_MS : false,
  });
  return (
    <>
      <h2 className="sr-only">Readings</h2>
      <div className="flex flex-wrap items-center gap-2.5 px-4 py-2.5 text-ink-3">
        <Segmented
          label="How far back"
          name="range"
          small
          value={range}
          onChange={(next) => void setRange(next)}
          options={RANGES.map((value) => ({ value, label: RANGE_WORDS[value] }))}
        />
        {data && data.coverage !== null && (
          <span className="ml-auto">
            {nearby(data.fromMs, data.toMs, zone)} to {clock(data.toMs, zone)}, every {span(data.stepMs)}
          </span>
        )}
      </div>
      {isError && !data ? (
        <Failure
          what="The readings could not be read."
          again
          reference={referenceOf(error)}
          action={<Button onClick={() => void refetch()}>Try again</Button>}
        />
      ) : data ? (
        <Lines samples={data} detail={detail} marks={marksOf(timeline, data)} />
      ) : (
        <LinesSkeleton />
      )}
    </>
  );
}

function Lines({
  samples,
  detail,
  marks,
}: {
  samples: InstanceSamples;
  detail: InstanceDetail;
  marks: Mark[];
}) {
  const { gauges } = detail;
  if (samples.coverage === null) {
    return (
      <p className="px-4 pt-2 pb-10 text-center text-ink-2">
        No readings in this time. They come once a minute while it runs, and are kept for two days.
      </p>
    );
  }
  const axis = { fromMs: samples.fromMs, toMs: samples.toMs, marks };
  const memoryTop = gauges.gpuMemoryOfGb ?? Math.max(1, ...known(samples.gpuMemoryGb));
  const diskTop = gauges.diskOfGb ?? Math.max(1, ...known(samples.diskGb));
  const use = meanOf(samples.gpuUse);
  const memory = lastOf(samples.gpuMemoryGb);
  const hottest = Math.round(Math.max(0, ...known(samples.temperature)));
  const disk = lastOf(samples.diskGb);
  return (
    <>
      <div className="border-t border-line">
        <MetricLine
          {...axis}
          title="GPU use"
          says={
            use === null ? (
              'not known'
            ) : (
              <>
                mean <b>{use} %</b>
              </>
            )
          }
          label={`GPU use, on average ${use ?? 'unknown'} percent`}
          points={pointsOf(samples, samples.gpuUse)}
          top={100}
          topLabel="100%"
        />
        <MetricLine
          {...axis}
          title="GPU memory"
          colour="var(--s1)"
          says={
            memory === null ? (
              'not known'
            ) : (
              <>
                <b>{Math.round((memory / memoryTop) * 100)} %</b> of {Math.round(memoryTop)} GB
              </>
            )
          }
          label={`GPU memory, now ${memory ?? 'unknown'} of ${Math.round(memoryTop)} gigabytes`}
          points={pointsOf(samples, samples.gpuMemoryGb)}
          top={memoryTop}
          topLabel={String(Math.round(memoryTop))}
        />
        <MetricLine
          {...axis}
          title="Temperature"
          colour="var(--s4)"
          says={
            hottest === 0 ? (
              'not known'
            ) : (
              <>
                hottest <b>{hottest} °C</b>
              </>
            )
          }
          label={`Temperature, at most ${hottest} degrees`}
          points={pointsOf(samples, samples.temperature)}
          top={Math.max(90, hottest)}
          topLabel={`${Math.max(90, hottest)}°`}
        />
        <MetricLine
          {...axis}
          title="Disk"
          colour="var(--s8)"
          says={
            disk === null ? (
              'not known'
            ) : (
              <>
                <b>{Math.round(disk)} GB</b> of {Math.round(diskTop)} used
              </>
            )
          }
          label={`Disk, now ${disk ?? 'unknown'} of ${Math.round(diskTop)} gigabytes`}
          points={pointsOf(samples, samples.diskGb)}
          top={diskTop}
          topLabel={String(Math.round(diskTop))}
        />
      </div>
      <p className="px-4 pt-1.5 pb-3 text-sm text-ink-3">
        Readings cover {Math.round(samples.coverage * 1000) / 10} % of the time. Vast.ai gives one value for
        all GPUs of an instance.
      </p>
    </>
  );
}

interface Mark {
  atMs: number;
  label: string;
}

const MARKED: Record<string, string> = {
  outbid: 'outbid',
  resumed: 'resumed',
  started: 'started',
  stopped: 'stopped',
  rebooted: 'rebooted',
  recycled: 'recycled',
};
/** More of them would write over each other. */
const MARKS_MAX = 4;

/** What happened within the range, as words on the axis. */
function marksOf(timeline: readonly Happening[], { fromMs, toMs }: InstanceSamples): Mark[] {
  return timeline
    .filter(({ atMs, result }) => atMs > fromMs && atMs < toMs && (result === 'done' || result === 'seen'))
    .flatMap(({ atMs, did }) => {
      const label = Object.entries(MARKED).find(([word]) => did.includes(word))?.[1];
      return label ? [{ atMs, label }] : [];
    })
    .slice(0, MARKS_MAX);
}

const pointsOf = (samples: InstanceSamples, values: readonly (number | null)[]): MetricPoint[] =>
  values.map((value, index) => ({ atMs: samples.fromMs + index * samples.stepMs, value }));
const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
const lastOf = (values: readonly (number | null)[]): number | null => known(values).at(-1) ?? null;
function meanOf(values: readonly (number | null)[]): number | null {
  const all = known(values);
  return all.length === 0 ? null : Math.round(all.reduce((a, b) => a + b, 0) / all.length);
}

function LinesSkeleton() {
  return (
    <div role="status" aria-busy="true" aria-label="Loading the readings">
      {['use', 'memory', 'heat', 'disk'].map((line) => (
        <div key={line} className="border-t border-line px-4 pt-3 pb-3">
          <Skeleton className="h-3 w-28" />
          <Skeleton className="mt-4 ml-9 h-[62px]" />
        </div>
      ))}
    </div>
  );
}
