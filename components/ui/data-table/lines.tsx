'use client';

import { memo, type ReactNode, useCallback } from 'react';
import { checkboxLook } from '../checkbox';
import { useInPieces } from '../in-pieces';
import type { Column, Groups } from './types';

type RowProps<Row> = {
  id: string;
  row: Row;
  columns: readonly Column<Row>[];
  index: number;
  chosen: boolean | undefined;
  open: boolean;
  atCursor: boolean;
  /** "gone" fades; a row never disappears under the pointer. */
  gone: boolean;
  name: string;
  onChoose: (id: string, on: boolean, range: boolean) => void;
};

function RowLine<Row>({
  id,
  row,
  columns,
  index,
  chosen,
  open,
  atCursor,
  gone,
  name,
  onChoose,
}: RowProps<Row>) {
  return (
    <tr
      data-id={id}
      data-on={chosen || open || undefined}
      data-gone={gone || undefined}
      aria-rowindex={index}
      aria-current={open || undefined}
      tabIndex={atCursor ? 0 : -1}
    >
      {chosen !== undefined && (
        <td className="data-box">
          <input
            type="checkbox"
            className={checkboxLook}
            aria-label={`Choose ${name}`}
            checked={chosen}
            tabIndex={atCursor ? 0 : -1}
            onChange={(event) =>
              onChoose(
                id,
                event.target.checked,
                event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey,
              )
            }
          />
        </td>
      )}
      {columns.map((column) =>
        column.names ? (
          <th key={column.id} scope="row" className={column.numeric ? 'num' : undefined}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} className={column.numeric ? 'num' : undefined}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}
/** A row redraws when its own object, its choice or its place changes, not when its neighbours do. */
export const MemoRow = memo(RowLine) as typeof RowLine;

type GroupProps<Row> = {
  groupKey: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  groups: Groups<Row>;
  index: number;
  choosable: boolean;
};

/** A group's row: its name and count, and its subtotals under the columns they add up. */
function GroupHead<Row>({ groupKey, rows, columns, groups, index, choosable }: GroupProps<Row>) {
  const firstTotal = columns.findIndex((column) => column.subtotal);
  const span = (firstTotal < 0 ? columns.length : Math.max(1, firstTotal)) + (choosable ? 1 : 0);
  return (
    <tr data-group aria-rowindex={index}>
      <th scope="rowgroup" colSpan={span}>
        {groups.label(groupKey, rows)} <span className="font-normal text-ink-3">· {rows.length}</span>
      </th>
      {firstTotal >= 0 &&
        columns
          .slice(Math.max(1, firstTotal))
          .map((column) =>
            column.subtotal ? (
              <Subtotal key={column.id} of={column.subtotal} numeric={column.numeric} rows={rows} />
            ) : (
              <td key={column.id} />
            ),
          )}
    </tr>
  );
}

export const GroupLine = memo(GroupHead) as typeof GroupHead;

type SubtotalProps<Row> = {
  of: NonNullable<Column<Row>['subtotal']>;
  numeric: boolean | undefined;
  rows: readonly Row[];
};

/** Exact amounts of thousands take their time to add up. */
const ADDED_AT_ONCE = 500;

const Subtotal = memo(function Subtotal<Row>({ of, numeric, rows }: SubtotalProps<Row>) {
  const add = useCallback(() => of(rows), [of, rows]);
  return <td className={numeric ? 'num' : undefined}>{useInPieces(add, rows.length <= ADDED_AT_ONCE)}</td>;
}) as <Row>(props: SubtotalProps<Row>) => ReactNode;

/** Stands for the rows above or below the window. */
export function Spacer({ height, columns }: { height: number; columns: number }): ReactNode {
  return height > 0 ? (
    <tr data-spacer>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  ) : null;
}
