'use client';

import { DayTip } from '@/components/charts/day-tip';
import { Histogram } from '@/components/charts/histogram';
import { Legend, Swatch } from '@/components/charts/legend';
import { MetricLine } from '@/components/charts/metric-line';
import { SERIES_MAX, type StackedDay, seriesColour } from '@/components/charts/series';
import { StackedDays } from '@/components/charts/stacked-days';
import { StackedDaysTable } from '@/components/charts/stacked-days-table';
import { type Example, example, NOW_MS, nothing } from './example';

const NAMES = ['NLP', 'Vision', 'Research', 'Search', 'Speech', 'Platform', 'Robotics', 'Everything else'];
const SERIES = NAMES.slice(0, SERIES_MAX).map((label) => ({ key: label, label }));
const REST = 'Everything else';
const DAYS: readonly StackedDay[] = Array.from({ length: 14 }, (_, day) => ({
  day: `2026-11-${11 + day}`,
  open: day > 11,
  amounts: Object.fromEntries(SERIES.map(({ key }, at) => [key, String(((day * 7 + at * 5) % 11) + 2)])),
}));
const MINUTE = 60_000;
const LINE = Array.from({ length: 60 }, (_, minute) => ({
  atMs: NOW_MS - (60 - minute) * MINUTE,
  value: minute > 20 && minute < 27 ? null : 50 + ((minute * 13) % 40),
}));

export const charts: readonly Example[] = [
  example('charts/stacked-days', {
    'eight series, open days': (theme) => (
      <div className="w-full">
        <StackedDays
          label={`Cost per day, ${theme}`}
          days={DAYS}
          series={SERIES}
          restKey={REST}
          height={220}
        />
      </div>
    ),
    'one series, days to press': (theme) => (
      <div className="w-full">
        <StackedDays
          label={`Cost of NLP per day, ${theme}`}
          days={DAYS.slice(0, 5)}
          series={SERIES.slice(0, 1)}
          height={160}
          onDay={nothing}
        />
      </div>
    ),
  }),
  example('charts/stacked-days-table', {
    usual: (theme) => (
      <div className="w-full">
        <StackedDaysTable
          label={`Cost per day as a table, ${theme}`}
          days={DAYS}
          series={SERIES.slice(0, 3)}
          maxHeight={200}
        />
      </div>
    ),
  }),
  example('charts/day-tip', {
    'a day that may change': () => (
      <DayTip day={DAYS[13] ?? { day: '', amounts: {} }} series={SERIES} restKey={REST} />
    ),
  }),
  example('charts/legend', {
    'every colour': () => <Legend series={SERIES} restKey={REST} />,
    'a swatch': () => <Swatch colour={seriesColour(0)} />,
  }),
  example('charts/histogram', {
    'all, and a part': () => (
      <div className="grid w-full max-w-72 gap-3">
        <Histogram counts={[1, 3, 8, 14, 21, 17, 0, 6, 1]} label="Prices" />
        <Histogram counts={[1, 3, 8, 14, 21, 17, 0, 6, 1]} inside={[2, 5]} label="Prices, a part of them" />
      </div>
    ),
  }),
  example('charts/metric-line', {
    'with a gap and a mark': () => (
      <div className="w-full">
        <MetricLine
          title="GPU use"
          says="80 % now"
          label="GPU use over an hour, with a gap of six minutes"
          points={LINE}
          fromMs={NOW_MS - 60 * MINUTE}
          toMs={NOW_MS}
          top={100}
          topLabel="100 %"
          marks={[{ atMs: NOW_MS - 50 * MINUTE, label: 'image ready' }]}
        />
      </div>
    ),
    'no readings': () => (
      <div className="w-full">
        <MetricLine
          title="Disk"
          says="not known"
          label="No readings of the disk"
          points={[]}
          fromMs={NOW_MS - 60 * MINUTE}
          toMs={NOW_MS}
          top={100}
          topLabel="100 %"
        />
      </div>
    ),
  }),
];
