import { X } from 'lucide-react';
import { changedFilters, type MarketParams, type SetParams } from './params';
import { filterWords, withoutFilter } from './words';

/** What is asked beyond the usual, each with the way to take it off; stands where the filters themselves are hidden. */
export function FilterChips({ params, set }: { params: MarketParams; set: SetParams }) {
  const keys = changedFilters(params);
  if (keys.length === 0) return null;
  return (
    <ul aria-label="Filters in force" className="flex flex-wrap gap-1.5">
      {keys.map((key) => {
        const says = filterWords(key, params) ?? 'unverified hosts too';
        return (
          <li key={key}>
            <button
              type="button"
              onClick={() =>
                set(filterWords(key, params) === undefined ? { [key]: null } : withoutFilter(key))
              }
              aria-label={`Take off: ${says}`}
              className="inline-flex min-h-7 items-center gap-1 rounded-[4px] bg-sunken px-2 text-sm text-ink-2 hover:text-ink pointer-coarse:min-h-9"
            >
              {says} <X aria-hidden="true" className="size-3" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
