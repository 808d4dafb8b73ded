/** What differs between what was planned and what would be done now, in words for whoever planned it. */
export interface Difference {
  what: string;
  planned: string;
  now: string;
}

/** What was weighed: exact amounts as text, everything else as it is. */
export type Facts = Readonly<Record<string, string | number | null>>;

const said = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? 'nothing' : String(value);

/** Every fact that has another value, or is on one side only. */
export const driftBetween = (planned: Facts, now: Facts): Difference[] =>
  [...new Set([...Object.keys(planned), ...Object.keys(now)])].flatMap((what) =>
    said(planned[what]) === said(now[what])
      ? []
      : [{ what, planned: said(planned[what]), now: said(now[what]) }],
  );

export const driftSentence = (differences: readonly Difference[]): string =>
  differences.map(({ what, planned, now }) => `${what} was ${planned} and is ${now} now`).join('; ');
