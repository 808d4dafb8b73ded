import { morningOrder, type Standing, standingOf } from '@/lib/policy/attention';
import type { InstanceRow } from '@/lib/queries/instances';
import type { ColumnContext } from './columns';
import { inView, VIEWS, type View } from './status-look';
import { fits, type ListState } from './view-state';

/** Where a row belongs. */
interface Place extends Standing {
  row: InstanceRow;
  views: readonly View[];
}

/** Where rows belong by one context, worked out once per row. */
export interface Places {
  context: ColumnContext;
  known: WeakMap<InstanceRow, Place>;
}

export interface Arranged {
  /** The rows of the view on show, in their order. */
  rows: readonly InstanceRow[];
  counts: Record<View, number>;
  /** How many are there now, whatever the filters let through. */
  living: number;
}

interface Arrangement {
  known: ReadonlyMap<string, InstanceRow>;
  /** Those that are gone, where somebody looks at them; and how many there are. */
  gone: readonly InstanceRow[] | undefined;
  goneCount: number;
  state: Pick<ListState, 'q' | 'team' | 'account' | 'view'>;
  places: Places;
  /** As they stood before: sorting ten thousand again has little to do then. */
  before: readonly InstanceRow[];
}

/** Rows looked at before it may be put aside; a place costs some microseconds. */
const AT_A_TIME = 250;

/**
 * The rows that the filters let through, how many there are in each view, and the order of the one on show. Puts
 * itself aside now and then: ten thousand rows take longer than a frame.
 */
export function* arrange({
  known,
  gone,
  goneCount,
  state,
  places,
  before,
}: Arrangement): Generator<void, Arranged> {
  const { q, team, account, view } = state;
  const filtered = Boolean(q || team || account);
  const counts = Object.fromEntries(VIEWS.map((each) => [each, 0])) as Record<View, number>;
  const shown: Place[] = [];
  let living = 0;
  let looked = 0;
  for (const row of inLastOrder(known, before)) {
    if (++looked % AT_A_TIME === 0) yield;
    if (row.goneMs === null) living += 1;
    if (filtered && !fits(row, state)) continue;
    const place = placeOf(row, places);
    for (const each of place.views) counts[each] += 1;
    if (view === 'all' || place.views.includes(view)) shown.push(place);
  }
  // What went today stands in the list, and is not one of how many there are.
  counts.all -= counts.gone;
  if (!filtered) counts.gone = Math.max(goneCount, counts.gone);
  if (view === 'gone' && gone) return { rows: gone.filter((row) => fits(row, state)), counts, living };
  yield;
  shown.sort(morningOrder);
  yield;
  return { rows: shown.map(({ row }) => row), counts, living };
}

function placeOf(row: InstanceRow, { context, known }: Places): Place {
  const before = known.get(row);
  if (before) return before;
  const act = context.actOf(row);
  const place: Place = {
    row,
    views: VIEWS.filter((view) => inView(view, row, act, context.nowMs)),
    ...standingOf(row, act, context.nowMs),
  };
  known.set(row, place);
  return place;
}

/** As they stood before, what is new after them. */
function* inLastOrder(
  known: ReadonlyMap<string, InstanceRow>,
  before: readonly InstanceRow[],
): Generator<InstanceRow> {
  const passed = new Set<string>();
  for (const { key } of before) {
    const row = known.get(key);
    if (!row) continue;
    passed.add(key);
    yield row;
  }
  if (passed.size === known.size) return;
  for (const [key, row] of known) if (!passed.has(key)) yield row;
}
