'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import { Check, ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import { cx } from './cx';
import type { FieldControl } from './field';
import { floatLook, grows, itemLook } from './float';
import { inputFrame } from './input';

export type ComboboxOption = {
  value: string;
  label: string;
  /** Grey, at the right: how many there are. */
  count?: string | number;
};

type ComboboxProps = FieldControl & {
  options: readonly ComboboxOption[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** What an empty choice means: "Any GPU". */
  placeholder: string;
  /** "3 models" for what is chosen; by default the labels, or their count. */
  summary?: (chosen: readonly ComboboxOption[]) => string;
  searchPlaceholder?: string;
};

/** Several of many, found by typing: GPU models, countries. Closed, it says in a line what is chosen. */
export function Combobox({
  id,
  options,
  value,
  onChange,
  placeholder,
  summary,
  searchPlaceholder = 'Type to find',
  ...aria
}: ComboboxProps) {
  const byValue = useMemo(() => new Map(options.map((option) => [option.value, option])), [options]);
  // What was chosen before and is no longer on offer stays visible, so that it can be taken off.
  const chosen = value.map((each) => byValue.get(each) ?? { value: each, label: each });
  const says =
    chosen.length === 0
      ? undefined
      : (summary?.(chosen) ??
        (chosen.length <= 2 ? chosen.map((c) => c.label).join(', ') : `${chosen.length} chosen`));
  return (
    <Base.Root
      multiple
      items={options}
      value={chosen}
      onValueChange={(next) => onChange(next.map((option) => option.value))}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(option) => option.label}
    >
      <Base.Trigger id={id} {...aria} className={cx(inputFrame, 'cursor-pointer text-left')}>
        <span className={cx('min-w-0 flex-1 truncate', !says && 'text-ink-3')}>{says ?? placeholder}</span>
        <ChevronDown aria-hidden="true" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" collisionPadding={8} className="z-50">
          <Base.Popup
            className={cx(floatLook, grows, 'w-[max(var(--anchor-width),15rem)]')}
            aria-label={placeholder}
          >
            <div className="border-b border-line px-3 py-2">
              <Base.Input
                aria-label={searchPlaceholder}
                placeholder={searchPlaceholder}
                className="w-full bg-transparent outline-none pointer-coarse:text-[16px]"
              />
            </div>
            <Base.Empty className="px-3 py-2 text-ink-3 empty:hidden">Nothing by that name.</Base.Empty>
            <Base.List className="max-h-[min(320px,var(--available-height))] overflow-y-auto overscroll-contain p-1 empty:hidden">
              {(option: ComboboxOption) => (
                <Base.Item key={option.value} value={option} className={itemLook}>
                  <span className="grid size-3.5 place-items-center">
                    <Base.ItemIndicator>
                      <Check aria-hidden="true" />
                    </Base.ItemIndicator>
                  </span>
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                  {option.count !== undefined && <span className="text-ink-3">{option.count}</span>}
                </Base.Item>
              )}
            </Base.List>
            {value.length > 0 && (
              <button
                type="button"
                onClick={({ currentTarget }) => {
                  // This button goes with what was chosen.
                  currentTarget.parentElement?.querySelector('input')?.focus();
                  onChange([]);
                }}
                className="w-full border-t border-line px-3 py-2 text-left text-sm text-ink-2 hover:bg-sunken hover:text-ink"
              >
                Take all off
              </button>
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
