'use client';

import { nearby } from '@/components/time/zoned';
import { Changed } from '@/components/ui/changed';
import { Money } from '@/components/ui/money';
import { Figure, Strip } from '@/components/ui/strip';
import { dayLabel, fromNow } from '@/components/ui/time';
import { Unknown } from '@/components/ui/util-bar';
import { exact, times, usd } from '@/lib/money';
import { wordNow } from '@/lib/policy/attention';
import type { InstanceRow } from '@/lib/queries/instances';
import type { InstanceDetail } from '@/lib/queries/instances-detail';
import { gpusOf } from '../columns';
import { shortPlaces, shortUsd } from '../dialogs/facts';

const HOUR_MS = 3_600_000;

/** What one opens the page for: what it costs, what it has cost, whether it works, when it ends. */
export function Figures({ detail, nowMs, zone }: { detail: InstanceDetail; nowMs: number; zone: string }) {
  const { row } = detail;
  return (
    <Strip label="At a glance">
      <Figure label="You pay" unit="/h" says={payWords(detail)}>
        {row.hourUsd === null ? (
          <Unknown />
        ) : (
          <Changed value={row.hourUsd}>
            <Money amount={row.hourUsd} places={shortPlaces(row.hourUsd)} />
          </Changed>
        )}
      </Figure>
      <Figure
        label="So far"
        says={
          detail.soFarThrough === null
            ? 'No charge has been read yet'
            : `Charged by Vast.ai through ${dayLabel(detail.soFarThrough)}`
        }
      >
        {row.soFarUsd === null ? <Unknown why="not charged yet" /> : <Money amount={row.soFarUsd} />}
      </Figure>
      <UseFigure detail={detail} nowMs={nowMs} zone={zone} />
      <EndFigure detail={detail} nowMs={nowMs} zone={zone} />
    </Strip>
  );
}

const starting = ({ word }: InstanceRow): boolean => word === 'loading' || word === 'creating';

/** What it costs to its end. While it starts only the disk is billed, but soon the GPUs are. */
function restWords(row: InstanceRow, ms: number): string {
  const hourUsd = starting(row) ? (row.runningHourUsd ?? row.hourUsd) : row.hourUsd;
  const rest = exact(times(usd(hourUsd ?? '0'), (Math.max(0, ms) / HOUR_MS).toFixed(4)));
  return `${starting(row) ? 'at most ' : ''}${shortUsd(rest)} until then`;
}

function payWords({ row, gpuHourUsd }: InstanceDetail): string {
  if (row.goneMs !== null) return 'Nothing any more';
  const disk = row.diskHourUsd === null ? null : shortUsd(row.diskHourUsd);
  const running = row.word === 'running' || row.word === 'idle';
  if (starting(row)) {
    return disk === null ? 'Only the disk until it runs' : `Only the disk until it runs, ${disk}`;
  }
  if (!running) {
    const again = row.runningHourUsd === null ? '' : `, ${shortUsd(row.runningHourUsd)} while it runs`;
    return disk === null ? 'The disk alone' : `The disk alone${again}`;
  }
  const gpus = row.gpus === 1 ? 'GPU' : `${row.gpus} GPUs`;
  return [gpuHourUsd && `${gpus} ${shortUsd(gpuHourUsd)}`, disk && `disk ${disk}`].filter(Boolean).join(', ');
}

type Props = { detail: InstanceDetail; nowMs: number; zone: string };

function UseFigure({ detail: { row }, nowMs, zone }: Props) {
  const known = row.lastHour.filter((use) => use !== null);
  const mean = known.length === 0 ? null : Math.round(known.reduce((a, b) => a + b, 0) / known.length);
  const idle = wordNow(row, nowMs) === 'idle' && row.quietSinceMs !== null;
  // What its GPUs have cost since they last did anything.
  const wasted =
    idle && row.hourUsd !== null
      ? exact(
          times(usd(row.hourUsd), (Math.max(0, nowMs - (row.quietSinceMs ?? nowMs)) / HOUR_MS).toFixed(4)),
        )
      : null;
  return (
    <Figure
      label="GPU use"
      unit={row.gpuUse === null ? undefined : '%'}
      tone={idle ? 'warn' : undefined}
      says={
        wasted !== null
          ? `Idle since ${nearby(row.quietSinceMs ?? nowMs, nowMs, zone)}: ${shortUsd(wasted)} for nothing`
          : mean === null
            ? `${gpusOf(row)}, ${row.goneMs === null ? 'not running' : 'given back'}`
            : `${mean} % over the last hour`
      }
    >
      {row.gpuUse === null ? <Unknown /> : Math.round(row.gpuUse)}
    </Figure>
  );
}

function EndFigure({ detail: { row }, nowMs, zone }: Props) {
  if (row.goneMs !== null) {
    return (
      <Figure label="Ended" says="Costs and history stay, readings two days">
        {nearby(row.goneMs, nowMs, zone)}
      </Figure>
    );
  }
  if (row.endsMs === null) {
    return (
      <Figure label="Ends" tone="warn" says="Runs until somebody destroys it">
        No end set
      </Figure>
    );
  }
  return (
    <Figure
      label="Ends"
      says={`${nearby(row.endsMs, nowMs, zone)}, then destroyed; ${restWords(row, row.endsMs - nowMs)}`}
      tone={row.endsMs - nowMs < 6 * HOUR_MS ? 'warn' : undefined}
    >
      {fromNow(row.endsMs, nowMs)}
    </Figure>
  );
}
