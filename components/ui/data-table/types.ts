import type { ReactNode } from 'react';
import type { Work } from '../in-pieces';

/** One column of a table: what it says, how it sorts, how wide it is. Cells are plain functions, never components. */
export type Column<Row> = {
  id: string;
  /** The head as one reads it, also in the columns menu. */
  head: string;
  /** Second line of the head, small: the unit, or what the number is measured by. */
  unit?: string;
  /** Right-aligned, tabular. */
  numeric?: boolean;
  /** Pixels. Columns without one share what is left. */
  width?: number;
  /** Pixels that a column without a width needs at least. */
  minWidth?: number;
  cell: (row: Row) => ReactNode;
  /** Ascending comparison, or `true` where the rows arrive sorted; without it the column does not sort. */
  sort?: ((a: Row, b: Row) => number) | true;
  /** The first click sorts downwards: prices up, costs down. */
  descFirst?: boolean;
  /** The column that names the object: a row header, never hidden. */
  names?: boolean;
  /** What stands in a group's row under this column; puts itself aside now and then where rows are many. */
  subtotal?: (rows: readonly Row[]) => Work<ReactNode>;
  /** Hidden until someone asks for it. */
  extra?: boolean;
};

/** The columns to hide before anyone has chosen. */
export const hiddenAtFirst = (columns: readonly { id: string; extra?: boolean }[]): string[] =>
  columns.filter((column) => column.extra).map((column) => column.id);

export type Sorting = { id: string; desc: boolean };

export type Groups<Row> = {
  /** The key of the group a row belongs to. */
  of: (row: Row) => string;
  label: (key: string, rows: readonly Row[]) => ReactNode;
  /** Ascending order of the groups' keys; else as the words sort. */
  order?: (a: string, b: string) => number;
};

/** What stands in the body, one line each. */
export type Line<Row> =
  | { kind: 'group'; key: string; rows: readonly Row[] }
  | { kind: 'row'; id: string; row: Row };

export const ROW_PX = 38;
export const DENSE_ROW_PX = 30;
export const GROUP_PX = 30;
