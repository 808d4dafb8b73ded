'use client';

import type { ReactNode } from 'react';
import { cx } from './cx';

export type SegmentedOption<V extends string> = { value: V; label: ReactNode; disabled?: boolean };

type Common<V extends string> = {
  /** Read aloud; the options are read as its choices. */
  label: string;
  name: string;
  options: readonly SegmentedOption<V>[];
  small?: boolean;
};
type One<V extends string> = Common<V> & { many?: false; value: V; onChange: (value: V) => void };
type Many<V extends string> = Common<V> & { many: true; value: readonly V[]; onChange: (value: V[]) => void };

/** A few choices side by side: native radios, or check boxes with `many` (1, 2, 4 GPUs). */
export function Segmented<V extends string>(props: One<V> | Many<V>) {
  const { label, name, options, small } = props;
  const isOn = (value: V) => (props.many ? props.value.includes(value) : props.value === value);
  const pick = (value: V, on: boolean) => {
    if (!props.many) props.onChange(value);
    // In the order of the options, so that the same choice is always the same list (and the same URL).
    else props.onChange(options.map((o) => o.value).filter((v) => (v === value ? on : isOn(v))));
  };
  return (
    <fieldset className="inline-flex max-w-full min-w-0 overflow-x-auto [scrollbar-width:none] rounded-sm border border-line-strong bg-surface has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus">
      <legend className="sr-only">{label}</legend>
      {options.map((option, index) => (
        <label
          key={option.value}
          className={cx(
            'relative whitespace-nowrap text-ink-2 transition-colors hover:text-ink has-checked:bg-ink has-checked:text-on-ink has-disabled:opacity-50',
            small ? 'px-2.5 py-[3px] text-sm' : 'px-2.5 py-1',
            index > 0 && 'border-l border-line',
          )}
        >
          <input
            type={props.many ? 'checkbox' : 'radio'}
            name={name}
            value={option.value}
            checked={isOn(option.value)}
            disabled={option.disabled}
            onChange={(event) => pick(option.value, event.target.checked)}
            className="absolute inset-0 appearance-none opacity-0"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
