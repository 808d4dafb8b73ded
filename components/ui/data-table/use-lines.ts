'use client';

import { useEffect, useMemo, useRef } from 'react';
import { type LineList, lineList } from './line-list';
import { holdOrder } from './order';
import type { Groups } from './types';

/** Sorted rows to lines: held in place while pointed at, with a line above each group. */
export function useLines<Row>(
  sorted: readonly Row[],
  rowId: (row: Row) => string,
  groups: Groups<Row> | undefined,
  held: boolean,
): LineList<Row> {
  const shown = useRef<LineList<Row>>(undefined);
  const lines = useMemo(() => {
    const rows = held && shown.current ? holdOrder(sorted, rowId, shown.current.ids()) : sorted;
    return lineList(rows, rowId, groups);
  }, [sorted, rowId, groups, held]);
  useEffect(() => {
    shown.current = lines;
  }, [lines]);
  return lines;
}
