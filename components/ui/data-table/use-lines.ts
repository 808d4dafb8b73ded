'use client';

import { useEffect, useMemo, useRef } from 'react';
import { holdOrder } from './order';
import type { Groups, Line } from './types';

/** Sorted rows to lines: held in place while pointed at, with a line above each group. */
export function useLines<Row>(
  sorted: readonly Row[],
  rowId: (row: Row) => string,
  groups: Groups<Row> | undefined,
  held: boolean,
): { lines: Line<Row>[]; ids: string[] } {
  const shown = useRef<readonly string[]>([]);
  const result = useMemo(() => {
    const rows = held ? holdOrder(sorted, rowId, shown.current) : sorted;
    const lines = groups ? byGroup(rows, rowId, groups) : rows.map((row) => asLine(row, rowId));
    return { lines, ids: lines.flatMap((line) => (line.kind === 'row' ? [line.id] : [])) };
  }, [sorted, rowId, groups, held]);
  useEffect(() => {
    shown.current = result.ids;
  }, [result]);
  return result;
}

const asLine = <Row>(row: Row, rowId: (row: Row) => string): Line<Row> => ({
  kind: 'row',
  id: rowId(row),
  row,
});

function byGroup<Row>(rows: readonly Row[], rowId: (row: Row) => string, groups: Groups<Row>): Line<Row>[] {
  const members = new Map<string, Row[]>();
  for (const row of rows) {
    const key = groups.of(row);
    const list = members.get(key);
    if (list) list.push(row);
    else members.set(key, [row]);
  }
  const order = groups.order ?? ((a: string, b: string) => a.localeCompare(b));
  return [...members]
    .sort(([a], [b]) => order(a, b))
    .flatMap(([key, list]): Line<Row>[] => [
      { kind: 'group', key, rows: list },
      ...list.map((row) => asLine(row, rowId)),
    ]);
}
