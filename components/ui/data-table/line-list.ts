import type { Groups, Line } from './types';

/** What stands in the body. A line is made when it is looked at: of ten thousand, a screenful is. */
export interface LineList<Row> {
  readonly length: number;
  at(index: number): Line<Row> | undefined;
  /** The rows' ids in the order shown, without the groups' lines. */
  ids(): readonly string[];
  indexOf(id: string): number;
}

/** The lines that a virtual window shows; all of them where there is none. */
export function linesIn<Row>(
  lines: LineList<Row>,
  window: readonly { index: number }[] | undefined,
): Line<Row>[] {
  const indexes =
    window?.map(({ index }) => index) ?? Array.from({ length: lines.length }, (_, index) => index);
  return indexes.flatMap((index) => lines.at(index) ?? []);
}

interface Block<Row> {
  /** No group's line stands above rows that aren't grouped. */
  key: string | undefined;
  rows: readonly Row[];
}

/** Rows to lines, with one above each group. */
export function lineList<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
  groups: Groups<Row> | undefined,
): LineList<Row> {
  const blocks = groups ? byGroup(rows, groups) : [{ key: undefined, rows }];
  const heads = groups ? 1 : 0;
  let ids: readonly string[] | undefined;
  const list: LineList<Row> = {
    length: rows.length + (groups ? blocks.length : 0),
    at(index) {
      let from = index;
      for (const block of blocks) {
        if (from < heads && block.key !== undefined)
          return { kind: 'group', key: block.key, rows: block.rows };
        const row = block.rows[from - heads];
        if (row !== undefined) return { kind: 'row', id: rowId(row), row };
        from -= block.rows.length + heads;
      }
      return undefined;
    },
    ids() {
      ids ??= blocks.flatMap((block) => block.rows.map(rowId));
      return ids;
    },
    indexOf(id) {
      let from = 0;
      for (const block of blocks) {
        const index = block.rows.findIndex((row) => rowId(row) === id);
        if (index >= 0) return from + heads + index;
        from += block.rows.length + heads;
      }
      return -1;
    },
  };
  return list;
}

function byGroup<Row>(rows: readonly Row[], groups: Groups<Row>): Block<Row>[] {
  const members = new Map<string, Row[]>();
  for (const row of rows) {
    const key = groups.of(row);
    const list = members.get(key);
    if (list) list.push(row);
    else members.set(key, [row]);
  }
  const order = groups.order ?? ((a: string, b: string) => a.localeCompare(b));
  return [...members].sort(([a], [b]) => order(a, b)).map(([key, list]) => ({ key, rows: list }));
}
