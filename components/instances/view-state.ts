import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import type { Sorting } from '@/components/ui/data-table/types';
import type { InstanceRow } from '@/lib/queries/instances';
import { nameOf, VIEWS } from './status-look';

export const GROUPINGS = ['team', 'project', 'account', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What the address says of the list: one schema, for links, reloads and the back button. */
const parsers = {
  view: parseAsStringLiteral(VIEWS).withDefault('all'),
  q: parseAsString.withDefault(''),
  team: parseAsString.withDefault(''),
  account: parseAsString.withDefault(''),
  group: parseAsStringLiteral(GROUPINGS).withDefault('team'),
  sort: parseAsString.withDefault(''),
  /** Columns that differ from the usual: shown extras and hidden others. */
  cols: parseAsArrayOf(parseAsString).withDefault([]),
};

export const useListState = () =>
  useQueryStates(parsers, { history: 'replace', clearOnDefault: true, throttleMs: 120 });
export type ListState = ReturnType<typeof useListState>[0];

/** `-hour` is the dearest first. */
export const sortingOf = (sort: string): Sorting | undefined =>
  sort === '' ? undefined : { id: sort.replace(/^-/, ''), desc: sort.startsWith('-') };
export const sortText = (sorting: Sorting | undefined): string =>
  sorting ? `${sorting.desc ? '-' : ''}${sorting.id}` : '';

/** Columns to hide: the extras, with those exchanged that the address names. */
export const hiddenOf = (
  columns: readonly { id: string; extra?: boolean }[],
  cols: readonly string[],
): string[] =>
  columns.filter((column) => (column.extra ?? false) !== cols.includes(column.id)).map((column) => column.id);
export const colsOf = (
  columns: readonly { id: string; extra?: boolean }[],
  hidden: readonly string[],
): string[] =>
  columns
    .filter((column) => (column.extra ?? false) !== hidden.includes(column.id))
    .map((column) => column.id);

/** No team is a team one can ask for: whose these are is nobody's to say yet. */
export const NO_TEAM = 'none';

export function fits(row: InstanceRow, state: Pick<ListState, 'q' | 'team' | 'account'>): boolean {
  if (state.team && (row.teamId ?? NO_TEAM) !== state.team) return false;
  if (state.account && row.accountId !== state.account) return false;
  return state.q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => textOf(row).includes(word));
}

const texts = new WeakMap<InstanceRow, string>();
/** Everything one could remember of it: its name, number, GPU, project, owner, place. */
function textOf(row: InstanceRow): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const { gpu, gpus, project, owner, place, team, account, contractId } = row;
  const text = [nameOf(row), contractId, `${gpus}x ${gpus}× ${gpu}`, project, owner, place, team, account]
    .join(' ')
    .toLowerCase();
  texts.set(row, text);
  return text;
}
