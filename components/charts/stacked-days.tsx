'use client';

import dynamic from 'next/dynamic';
import { useId, useMemo, useState } from 'react';
import { Button } from '../ui/button';
import { Legend } from './legend';
import type { Series, StackedDay } from './series';
import { StackedDaysTable } from './stacked-days-table';

export type StackedDaysProps = {
  /** What is summed, by what, when: "Cost per day by team, November, UTC days". Read aloud. */
  label: string;
  days: readonly StackedDay[];
  /** From the bottom up; at most eight. */
  series: readonly Series[];
  /** The key of "everything else", drawn grey. */
  restKey?: string;
  height?: number;
  /** A click on a day; by keyboard, its name in the table. */
  onDay?: (day: string) => void;
};

// Recharts is a third of the page's script: only a screen with a chart loads it, after everything else.
const Chart = dynamic(() => import('./stacked-days-chart'), { ssr: false, loading: Ghost });

/** Money per UTC day in stacked bars, and the same numbers as a table one key away. */
export function StackedDays(props: StackedDaysProps) {
  const { label, days, series, restKey, height = 292 } = props;
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const openDays = useMemo(() => days.filter((day) => day.open).length, [days]);
  return (
    <figure aria-label={label} className="min-w-0">
      <div className="flex items-start justify-between gap-x-4 px-4 pb-1.5">
        <Legend series={series} restKey={restKey} />
        <Button
          size="small"
          tone="quiet"
          className="-mt-[3px] -mr-2 text-ink-3"
          aria-expanded={asTable}
          aria-controls={id}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </div>
      <div id={id}>
        {asTable ? (
          <StackedDaysTable
            label={label}
            days={days}
            series={series}
            maxHeight={height}
            onDay={props.onDay}
          />
        ) : (
          <div style={{ height }} className="px-2">
            <Chart {...props} height={height} />
          </div>
        )}
      </div>
      {openDays > 0 && !asTable && (
        <figcaption className="px-4 pt-1 pb-3 text-sm text-ink-3">
          Hatched: {openDays === 1 ? 'this day' : `these ${openDays} days`} may still change at Vast.ai.
        </figcaption>
      )}
    </figure>
  );
}

/** The grid without its bars: what stands there until they come. */
function Ghost() {
  return (
    <div aria-hidden="true" className="flex h-full flex-col justify-between pt-2.5 pr-4 pb-[26px] pl-[46px]">
      {['4', '3', '2', '1', '0'].map((step) => (
        <i key={step} className="border-t border-dashed border-line" />
      ))}
    </div>
  );
}
