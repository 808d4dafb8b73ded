'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Field, FieldGroup } from '@/components/ui/field';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import type { MarketFacets, MarketPage } from '@/lib/queries/market';
import { MoreFilters } from './more-filters';
import { changedFilters, filterParsers, GPU_COUNTS, type MarketParams, type SetParams } from './params';
import { PickSeveral } from './pick-several';
import { SpreadSlider } from './spread-slider';
import { grouped, placeOptions, plural } from './words';

type FiltersProps = { params: MarketParams; set: SetParams; page: MarketPage };

const CUDA = ['11.8', '12.0', '12.2', '12.4', '12.6', '12.8', '13.0'];
const BOXES = [
  { key: 'verified', label: 'Verified hosts' },
  { key: 'datacenter', label: 'Datacenters only' },
  { key: 'staticIp', label: 'Static address' },
] as const;
const CLEARED = Object.fromEntries(Object.keys(filterParsers).map((key) => [key, null]));

/** What offers must be; behind each slider stands how the market is spread. */
export function Filters({ params, set, page }: FiltersProps) {
  const { facets, spreads } = page;
  const changed = changedFilters(params).length;
  return (
    <div className="grid gap-4">
      <Field label="GPU" value={params.gpu.length > 1 ? plural(params.gpu.length, 'model') : undefined}>
        {(control) => (
          <PickSeveral
            {...control}
            options={modelOptions(facets)}
            value={params.gpu}
            onChange={(gpu) => set({ gpu })}
            placeholder="Any GPU"
            searchPlaceholder="Type a model"
          />
        )}
      </Field>
      <FieldGroup label="GPUs in one machine" value={params.count.length === 0 ? 'any' : undefined}>
        <Segmented
          many
          small
          label="GPUs in one machine"
          name="count"
          value={params.count.map(String)}
          onChange={(count) => set({ count: count.map(Number) })}
          options={GPU_COUNTS.map((n) => ({ value: String(n), label: n }))}
        />
      </FieldGroup>
      <SpreadSlider
        label="$ per GPU-hour"
        spread={spreads.price}
        ends="high"
        value={params.price}
        say={(edge) => `up to $${edge}`}
        onChange={(price) => set({ price })}
      />
      <SpreadSlider
        label="Reliability"
        spread={spreads.reliability}
        ends="low"
        value={text(params.reliability)}
        say={(edge) => `at least ${edge} %`}
        onChange={(edge) => set({ reliability: number(edge) })}
      />
      <SpreadSlider
        label="Memory per GPU"
        spread={spreads.vram}
        ends="low"
        value={text(params.vram)}
        say={(edge) => `at least ${edge} GB`}
        onChange={(edge) => set({ vram: number(edge) })}
      />
      <SpreadSlider
        label="Download"
        spread={spreads.down}
        ends="low"
        value={text(params.down)}
        say={(edge) => `at least ${grouped(Number(edge))} Mb/s`}
        onChange={(edge) => set({ down: number(edge) })}
      />
      <Field label="CUDA at least">
        {(control) => (
          <Select
            {...control}
            placeholder="Any"
            value={params.cuda === null ? '' : params.cuda.toFixed(1)}
            onChange={(event) => set({ cuda: number(event.target.value || null) })}
            options={versions(params.cuda).map((value) => ({ value, label: value }))}
          />
        )}
      </Field>
      <Field
        label="Where"
        value={params.place.length > 1 ? plural(params.place.length, 'country', 'countries') : undefined}
      >
        {(control) => (
          <PickSeveral
            {...control}
            options={placeOptions(facets)}
            value={params.place}
            onChange={(place) => set({ place })}
            placeholder="Anywhere"
            searchPlaceholder="Type a country"
          />
        )}
      </Field>
      <div className="grid gap-1">
        {BOXES.map(({ key, label }) => (
          <Checkbox
            key={key}
            label={
              <>
                {label} <span className="text-ink-3">{grouped(facets[key])}</span>
              </>
            }
            checked={params[key]}
            onChange={(event) => set({ [key]: event.target.checked })}
          />
        ))}
      </div>
      <MoreFilters params={params} set={set} facets={facets} />
      {changed > 0 && (
        <button
          type="button"
          className="link min-h-6 justify-self-start text-sm text-ink-2"
          onClick={() => set(CLEARED)}
        >
          Clear {plural(changed, 'filter')}
        </button>
      )}
      <p className="text-sm text-ink-3">
        Only what can be rented now, and not what Vast.ai lists of other platforms.
      </p>
    </div>
  );
}

const text = (value: number | null): string | null => (value === null ? null : String(value));
const number = (value: string | null): number | null => (value === null ? null : Number(value));

/** One entry per model, whatever its memory; the number says how many would fit. */
function modelOptions({ models }: MarketFacets) {
  const offers = new Map<string, number>();
  for (const { gpu, offers: some } of models) offers.set(gpu, (offers.get(gpu) ?? 0) + some);
  return [...offers]
    .sort(([, a], [, b]) => b - a)
    .map(([gpu, count]) => ({ value: gpu, label: gpu, count: grouped(count) }));
}

/** The usual ones, and whatever an address asks for. */
function versions(asked: number | null): string[] {
  const own = asked?.toFixed(1);
  return own === undefined || CUDA.includes(own)
    ? CUDA
    : [...CUDA, own].sort((a, b) => Number(a) - Number(b));
}
