'use client';

import { useEffect, useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { MarketFacets } from '@/lib/queries/market';
import { changedFilters, filterParsers, type MarketParams, type SetParams } from './params';
import { PickSeveral } from './pick-several';
import { placeOptions } from './words';

const FIELDS = [
  { key: 'pay', label: 'You pay at most', unit: '$/h' },
  { key: 'vramTotal', label: 'Memory in all at least', unit: 'GB' },
  { key: 'up', label: 'Upload at least', unit: 'Mbit/s' },
  { key: 'diskSpeed', label: 'Disk at least', unit: 'MB/s' },
  { key: 'days', label: 'For at least', unit: 'days' },
  { key: 'vcpu', label: 'vCPUs at least', unit: undefined },
  { key: 'ram', label: 'RAM of the machine', unit: 'GB' },
  { key: 'capability', label: 'Compute capability', unit: undefined },
  { key: 'driver', label: 'Driver at least', unit: undefined },
  { key: 'ports', label: 'Open ports at least', unit: undefined },
  { key: 'pcie', label: 'PCIe at least', unit: 'GB/s' },
] as const;
const HERE = new Set<string>([...FIELDS.map(({ key }) => key), 'nvlink', 'notPlace']);

type MoreFiltersProps = { params: MarketParams; set: SetParams; facets: MarketFacets };

/** What is asked for seldom; open when the address asks for any of it. */
export function MoreFilters({ params, set, facets }: MoreFiltersProps) {
  const asked = changedFilters(params).filter((key) => HERE.has(key)).length;
  return (
    <details open={asked > 0 || undefined} className="group">
      <summary className="flex min-h-6 list-none items-center gap-1.5 text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <span aria-hidden="true" className="transition-transform group-open:rotate-90">
          ›
        </span>
        More filters {asked > 0 && <span className="text-ink-3">{asked} on</span>}
      </summary>
      <div className="mt-2.5 grid gap-3">
        {FIELDS.map(({ key, label, unit }) => (
          <TypedFilter
            key={key}
            label={label}
            unit={unit}
            value={params[key] === null ? '' : String(params[key])}
            read={(typed) => filterParsers[key].parse(typed)}
            onChange={(value) => set({ [key]: value })}
          />
        ))}
        <Field label="Not in">
          {(control) => (
            <PickSeveral
              {...control}
              options={placeOptions(facets)}
              value={params.notPlace}
              onChange={(notPlace) => set({ notPlace })}
              placeholder="No country left out"
              searchPlaceholder="Type a country"
            />
          )}
        </Field>
        <Checkbox
          label="NVLink between GPUs"
          checked={params.nvlink}
          onChange={(event) => set({ nvlink: event.target.checked })}
        />
      </div>
    </details>
  );
}

type TypedFilterProps = {
  label: string;
  unit: string | undefined;
  value: string;
  /** Null for what the address could not hold either. */
  read: (typed: string) => string | number | null;
  onChange: (value: string | number | null) => void;
};

/** Takes effect on Enter or when left, so that half a number never empties the table. */
function TypedFilter({ label, unit, value, read, onChange }: TypedFilterProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const bad = typed !== '' && read(typed) === null;
  const commit = () => {
    if (!bad && typed !== value) onChange(typed === '' ? null : read(typed));
  };
  return (
    <Field label={label} error={bad && 'A number, such as 12 or 0.5.'}>
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          placeholder="Any"
          unit={unit}
          value={typed}
          onChange={(event) => setTyped(event.target.value.trim())}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
          }}
        />
      )}
    </Field>
  );
}
