'use client';

import {
  type ColumnDef,
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Column, Sorting } from './types';

// Sorting and visible columns are TanStack's; groups, the held order and the choice of rows follow what is shown,
// so they are ours (selection.ts, use-lines.ts).
const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});
type Features = typeof features;

const NO_ROWS: never[] = [];

type Input<Row> = {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sorting: Sorting | undefined;
  onSortingChange?: (sorting: Sorting | undefined) => void;
  sortedElsewhere: boolean;
  hidden: readonly string[];
};

/** Rows in their order, the columns on show, and what a click on a head asks for. */
export function useModel<Row extends object>(input: Input<Row>) {
  const { columns, rows, rowId, sorting, onSortingChange, sortedElsewhere, hidden } = input;
  // Ten thousand row objects are made only for whoever sorts by a column.
  const sorts = sorting !== undefined && !sortedElsewhere;
  const defs = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<Features, Row> => ({
          id: column.id,
          header: column.head,
          accessorFn: (row) => row,
          enableSorting: column.sort !== undefined,
          enableHiding: !column.names,
          sortDescFirst: column.descFirst ?? false,
          sortFn: (a, b) => (typeof column.sort === 'function' ? column.sort(a.original, b.original) : 0),
        }),
      ),
    [columns],
  );
  const state = useMemo(
    () => ({
      sorting: sorting ? [sorting] : [],
      columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])),
    }),
    [sorting, hidden],
  );
  const table = useTable<Features, Row>({
    features,
    columns: defs,
    data: sorts ? (rows as Row[]) : NO_ROWS,
    getRowId: rowId,
    state,
    manualSorting: sortedElsewhere,
    enableMultiSort: false,
    enableSortingRemoval: false,
    onSortingChange: (update) => {
      const next = typeof update === 'function' ? update(state.sorting) : update;
      onSortingChange?.(next[0]);
    },
  });
  const model = table.getRowModel();
  const sorted = useMemo(() => (sorts ? model.rows.map((row) => row.original) : rows), [model, sorts, rows]);
  const visible = useMemo(() => columns.filter((column) => !hidden.includes(column.id)), [columns, hidden]);
  const heads = visible.map((column) => {
    const own = table.getColumn(column.id);
    return {
      column,
      sorted: own?.getIsSorted() ?? false,
      toggle: own?.getCanSort() ? own.getToggleSortingHandler() : undefined,
    };
  });
  return { sorted, visible, heads };
}

export type Heads<Row extends object> = ReturnType<typeof useModel<Row>>['heads'];
