'use client';

import { Slider as Base } from '@base-ui/react/slider';
import { useEffect, useState } from 'react';
import { Histogram } from '../charts/histogram';
import { cx } from './cx';

type RangeSliderProps = {
  /** "Price per GPU-hour"; the thumbs are read as "lowest" and "highest". */
  label: string;
  min: number;
  max: number;
  step?: number;
  /** undefined at an end: no bound there. */
  value: readonly [number | undefined, number | undefined];
  /** While dragging: for the words beside the label. */
  onChange?: (value: [number | undefined, number | undefined]) => void;
  /** When let go: for the URL and the query. */
  onCommit: (value: [number | undefined, number | undefined]) => void;
  /** How the market is spread between min and max. */
  counts?: readonly number[];
  /** Which ends can be moved: a price has a highest, reliability a lowest. */
  ends?: 'both' | 'low' | 'high';
  /** A value as words, for screen readers. */
  say?: (value: number) => string;
};

/** A range over the spread of what it cuts. The ends mean "no bound". */
export function RangeSlider(props: RangeSliderProps) {
  const { label, min, max, step = 1, counts, ends = 'both', say } = props;
  const [low, high] = [props.value[0] ?? min, props.value[1] ?? max];
  const [value, setValue] = useState<number[]>([low, high]);
  useEffect(() => setValue([low, high]), [low, high]);
  const shown = ends === 'both' ? value : ends === 'low' ? [value[0] ?? min] : [value[1] ?? max];
  const bounds = (next: readonly number[]): [number | undefined, number | undefined] => {
    const from = ends === 'high' ? min : (next[0] ?? min);
    const to = ends === 'low' ? max : (next.at(-1) ?? max);
    return [from <= min ? undefined : from, to >= max ? undefined : to];
  };
  const bin = (at: number) => ((at - min) / Math.max(1e-9, max - min)) * (counts?.length ?? 0);
  const asList = (next: number | readonly number[]) => (typeof next === 'number' ? [next] : [...next]);
  return (
    <div className="w-full">
      {counts && (
        <div className="px-[7px]">
          <Histogram
            counts={counts}
            inside={[Math.floor(bin(value[0] ?? min)), Math.ceil(bin(value[1] ?? max)) - 1]}
          />
        </div>
      )}
      <Base.Root
        aria-label={label}
        min={min}
        max={max}
        step={step}
        value={shown}
        // Without the inline script that places the thumb before the page is alive: the page's policy refuses it.
        thumbAlignment="edge-client-only"
        onValueChange={(next) => {
          const list = asList(next);
          const both =
            ends === 'both' ? list : ends === 'low' ? [list[0] ?? min, max] : [min, list[0] ?? max];
          setValue(both);
          props.onChange?.(bounds(both));
        }}
        onValueCommitted={(next) => {
          const list = asList(next);
          props.onCommit(
            bounds(ends === 'high' ? [min, list[0] ?? max] : ends === 'low' ? [list[0] ?? min, max] : list),
          );
        }}
      >
        <Base.Control className={cx('flex h-5 touch-none items-center', counts && '-mt-[9px]')}>
          <Base.Track className="h-[3px] w-full rounded-full bg-line-strong">
            {ends === 'both' && <Base.Indicator className="rounded-full bg-ink-2" />}
            {shown.map((_, index) => {
              const which =
                ends === 'both'
                  ? index === 0
                    ? 'lowest'
                    : 'highest'
                  : ends === 'low'
                    ? 'lowest'
                    : 'highest';
              return (
                <Base.Thumb
                  key={which}
                  index={index}
                  aria-label={`${label}, ${which}`}
                  getAriaValueText={say ? (_formatted, at) => say(at) : undefined}
                  className="size-3.5 rounded-full border-[1.5px] border-ink bg-surface transition-shadow before:absolute before:-inset-[7px] hover:shadow-[0_0_0_4px_color-mix(in_oklab,var(--ink)_10%,transparent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus"
                />
              );
            })}
          </Base.Track>
        </Base.Control>
      </Base.Root>
    </div>
  );
}
