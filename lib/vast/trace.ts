/** How a lost answer is found out: in a list that shows what was done, by what the call carried. */
import type { Operation, Output, Stored, Trace } from './operation';

interface Traced<L extends Operation, Row> {
  /** What the list is asked with. */
  given?: (input: Stored) => unknown;
  rows: (reply: Output<L>) => readonly Row[];
  key: (row: Row) => string | number;
  /** The row shows what the call carried. By fields that come back as they were sent, and by no others. */
  is: (row: Row, input: Stored, tag: string) => boolean;
  output: (row: Row) => unknown;
  /** There are never two rows like it: that one is there says it all. Else only one that is new says so. */
  alone?: true;
  /** The call changes a row: the one that stood there before it. */
  changes?: (row: Row, input: Stored) => boolean;
}

export function traceIn<L extends Operation, Row>(list: L, how: Traced<L, Row>): Trace {
  const { rows, is, output, alone, changes, given = () => ({}) } = how;
  const key = (row: Row) => String(how.key(row));
  const all = (reply: unknown) => rows(reply as Output<L>);
  return {
    in: list,
    given,
    standing: alone
      ? null
      : (reply, input) =>
          all(reply)
            .filter((row) => (changes ? changes(row, input) : is(row, input, '')))
            .map(key),
    signs: (reply, input, { tag, before }) =>
      all(reply)
        .filter((row) => is(row, input, tag))
        .filter((row) => alone || before.includes(key(row)) === (changes !== undefined))
        .map((row) => ({ key: key(row), output: output(row) })),
  };
}

/** What wasn't said can't be missing. */
export const same = (said: unknown, shown: unknown): boolean =>
  said === undefined || said === null || said === shown;
