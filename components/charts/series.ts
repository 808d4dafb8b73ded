/** One layer of a stack. The last of eight is always "everything else". */
export type Series = { key: string; label: string };

export type StackedDay = {
  /** UTC day, `2026-11-23`. */
  day: string;
  /** Vast.ai may still change it: drawn hatched. */
  open?: boolean;
  /** Exact amounts by series key; a missing key is zero. */
  amounts: Readonly<Record<string, string>>;
};

export const SERIES_MAX = 8;

/** The colour of the n-th series; `rest` is grey wherever it stands. */
export const seriesColour = (index: number, isRest = false): string =>
  isRest ? 'var(--s8)' : `var(--s${(index % (SERIES_MAX - 1)) + 1})`;
