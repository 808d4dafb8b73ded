'use client';

import { useCallback, useId, useMemo } from 'react';
import { Bar, BarChart, type BarShapeProps, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { dayLabel } from '../ui/time';
import { axisSteps, dayTicks, dollarsShort } from './axis';
import { DayTip } from './day-tip';
import { seriesColour } from './series';
import type { StackedDaysProps } from './stacked-days';

const TEXT = { fill: 'var(--ink-3)', fontSize: 11 };

/** The bars themselves; loaded only where they are drawn. Pixels are doubles here, the amounts beside them are not. */
export default function StackedDaysChart({ days, series, restKey, label, height, onDay }: StackedDaysProps) {
  // Its colour is the theme's where it stands, so two charts in a page have one each.
  const hatch = `open-day-${useId().replaceAll(/\W/g, '')}`;
  const shape = useCallback((block: BarShapeProps) => <Block {...block} hatch={hatch} />, [hatch]);
  const data = useMemo(
    () =>
      days.map(({ day, open, amounts }) => ({
        day,
        open: open === true,
        ...Object.fromEntries(series.map(({ key }) => [`s:${key}`, Math.max(0, Number(amounts[key] ?? 0))])),
      })),
    [days, series],
  );
  const steps = useMemo(
    () =>
      axisSteps(
        Math.max(
          ...days.map((day) =>
            series.reduce((sum, { key }) => sum + Math.max(0, Number(day.amounts[key] ?? 0)), 0),
          ),
        ),
      ),
    [days, series],
  );
  const ticks = useMemo(() => dayTicks(days.map(({ day }) => day)), [days]);
  const byDay = useMemo(() => new Map(days.map((day) => [day.day, day])), [days]);
  return (
    <BarChart
      responsive
      style={{ width: '100%', height }}
      data={data}
      margin={{ top: 10, right: 16, bottom: 0, left: 0 }}
      barCategoryGap={days.length > 120 ? 0 : days.length > 45 ? 1 : '6%'}
      title={label}
      onClick={(state) => {
        if (onDay && typeof state.activeLabel === 'string') onDay(state.activeLabel);
      }}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
          <path d="M0 0V5" stroke="var(--surface)" strokeWidth="3.2" opacity=".62" />
        </pattern>
      </defs>
      <CartesianGrid vertical={false} stroke="var(--line)" strokeDasharray="2 3" />
      <XAxis
        dataKey="day"
        ticks={ticks}
        interval={0}
        tickFormatter={dayLabel}
        tick={TEXT}
        tickLine={false}
        tickMargin={6}
        height={26}
        axisLine={{ stroke: 'var(--line-strong)' }}
      />
      <YAxis
        width={46}
        domain={[0, steps.at(-1) ?? 1]}
        ticks={steps}
        tickFormatter={dollarsShort}
        tick={TEXT}
        tickLine={false}
        axisLine={false}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--ink)', fillOpacity: 0.06 }}
        content={({ active, label: at }) => {
          const day = active && typeof at === 'string' ? byDay.get(at) : undefined;
          return day && <DayTip day={day} series={series} restKey={restKey} />;
        }}
      />
      {series.map(({ key }, index) => (
        <Bar
          key={key}
          dataKey={`s:${key}`}
          stackId="day"
          fill={seriesColour(index, key === restKey)}
          isAnimationActive={false}
          shape={shape}
        />
      ))}
    </BarChart>
  );
}

/** One block of a day: a hair of surface between blocks keeps neighbours apart in greyscale, hatching says "open". */
function Block({ x, y, width, height, fill, payload, hatch }: BarShapeProps & { hatch: string }) {
  if (!(width > 0) || !(height > 0)) return null;
  const gap = height > 3 ? 1 : 0;
  const box = { x, y, width, height: Math.max(0.5, height - gap), rx: width > 6 ? 1 : 0 };
  return (
    <g>
      <rect {...box} fill={fill} />
      {payload?.open && <rect {...box} fill={`url(#${hatch})`} />}
    </g>
  );
}
