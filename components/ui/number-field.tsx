'use client';

import { NumberField as Base } from '@base-ui/react/number-field';
import type { ReactNode } from 'react';
import { cx } from './cx';
import type { FieldControl } from './field';
import { inputBare, inputFrame } from './input';

type NumberFieldProps = FieldControl & {
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  unit?: ReactNode;
  name?: string;
  placeholder?: string;
  disabled?: boolean;
  /** How many decimals may stand. Never for money: amounts are text. */
  decimals?: number;
};

/** A quantity (GB, hours, GPUs): arrows step it, shift steps by ten, and it is kept within its bounds. */
export function NumberField(props: NumberFieldProps) {
  const { id, value, onChange, min, max, step = 1, unit, name, placeholder, disabled, decimals = 0 } = props;
  return (
    <Base.Root
      id={id}
      name={name}
      value={value}
      onValueChange={onChange}
      min={min}
      max={max}
      step={step}
      largeStep={step * 10}
      disabled={disabled}
      format={{ maximumFractionDigits: decimals, useGrouping: false }}
      locale="en-US"
      className="min-w-0"
    >
      <Base.Group className={inputFrame}>
        <Base.Input
          className={inputBare}
          placeholder={placeholder}
          aria-describedby={props['aria-describedby']}
          aria-invalid={props['aria-invalid']}
        />
        {unit && <span className="shrink-0 text-ink-3">{unit}</span>}
        <span className={cx('-mr-1.5 flex shrink-0 flex-col pointer-coarse:hidden', disabled && 'hidden')}>
          <Base.Increment
            tabIndex={-1}
            aria-label="More"
            className="grid h-2.5 w-4 place-items-center text-ink-3 hover:text-ink"
          >
            <Tip d="m3 6 3-3 3 3" />
          </Base.Increment>
          <Base.Decrement
            tabIndex={-1}
            aria-label="Less"
            className="grid h-2.5 w-4 place-items-center text-ink-3 hover:text-ink"
          >
            <Tip d="m3 3 3 3 3-3" />
          </Base.Decrement>
        </span>
      </Base.Group>
    </Base.Root>
  );
}

const Tip = ({ d }: { d: string }) => (
  <svg
    viewBox="0 0 12 9"
    className="w-2.5"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    aria-hidden="true"
  >
    <path d={d} />
  </svg>
);
