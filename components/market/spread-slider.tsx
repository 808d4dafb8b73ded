'use client';

import { useState } from 'react';
import { RangeSlider } from '@/components/ui/range-slider';
import { usd } from '@/lib/money';
import type { Spread } from '@/lib/queries/market-spread';

type SpreadSliderProps = {
  label: string;
  spread: Spread;
  /** A price has a highest, reliability a lowest. */
  ends: 'low' | 'high';
  /** Exact text; null asks nothing. */
  value: string | null;
  say: (edge: string) => string;
  onChange: (value: string | null) => void;
};

/** A slider whose stops are the edges of the bins behind it, so that what is dark is exactly what is asked for. */
export function SpreadSlider({ label, spread, ends, value, say, onChange }: SpreadSliderProps) {
  const { edges, counts } = spread;
  const [dragged, setDragged] = useState<string | null>();
  const last = edges.length - 1;
  const shown = dragged === undefined ? value : dragged;
  // The nearest edge at or below a value that somebody typed into the address.
  const place = (amount: string) =>
    Math.max(0, edges.filter((edge) => usd(edge).lessThanOrEqualTo(usd(amount))).length - 1);
  const at = value === null ? undefined : place(value);
  const edgeOf = ([low, high]: [number | undefined, number | undefined]) =>
    edges[(ends === 'low' ? low : high) ?? -1] ?? null;
  return (
    <div className="grid min-w-0 gap-[5px]">
      <p className="flex flex-wrap justify-between gap-x-2 text-sm text-ink-2">
        {label}
        <span>{shown === null ? 'any' : say(shown)}</span>
      </p>
      {last > 0 ? (
        <RangeSlider
          label={label}
          min={0}
          max={last}
          value={ends === 'low' ? [at, undefined] : [undefined, at]}
          counts={counts}
          ends={ends}
          say={(index) =>
            index <= 0 && ends === 'low'
              ? 'any'
              : index >= last && ends === 'high'
                ? 'any'
                : say(edges[index] ?? '')
          }
          onChange={(range) => setDragged(edgeOf(range))}
          onCommit={(range) => {
            setDragged(undefined);
            onChange(edgeOf(range));
          }}
        />
      ) : (
        <p className="text-sm text-ink-3">Too few offers to show how they are spread.</p>
      )}
    </div>
  );
}
