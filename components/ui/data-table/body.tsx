'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { type LineList, linesIn } from './line-list';
import { GroupLine, MemoRow, Spacer } from './lines';
import { type Column, DENSE_ROW_PX, GROUP_PX, type Groups, ROW_PX } from './types';
import { type RowEvents, useRowEvents } from './use-row-events';

type BodyProps<Row> = {
  frame: RefObject<HTMLElement | null>;
  lines: LineList<Row>;
  columns: readonly Column<Row>[];
  groups: Groups<Row> | undefined;
  chosen: ReadonlySet<string> | undefined;
  cursor: string | undefined;
  openId: string | undefined;
  rowName: (row: Row) => string;
  isGone: ((row: Row) => boolean) | undefined;
  dense: boolean;
  onChoose: (id: string, on: boolean, range: boolean) => void;
  events: RowEvents;
  hold: { onPointerEnter?: (event: PointerEvent) => void; onPointerLeave?: () => void };
};

// Drawing a hundred rows costs less than a virtual window does; beyond that the window wins by far.
const ALL_AT_ONCE = 100;
const HEAD_PX = 48;

/** The rows near the screen; the rest is two empty rows as high as what they stand for. */
export function Body<Row>(props: BodyProps<Row>) {
  const { frame, lines, columns, groups, chosen, cursor, hold } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const long = lines.length > ALL_AT_ONCE;
  const rowPx = props.dense ? DENSE_ROW_PX : ROW_PX;
  const virtual = useVirtualizer({
    count: lines.length,
    enabled: long,
    getScrollElement: () => frame.current,
    estimateSize: (index) => (lines.at(index)?.kind === 'group' ? GROUP_PX : rowPx),
    overscan: 12,
    scrollPaddingStart: HEAD_PX,
    // What the server draws, and the first frame here: a screenful.
    initialRect: { width: 1200, height: 900 },
  });

  // The cursor's row takes the focus, so that a screen reader says it and Tab goes on from there.
  const lastCursor = useRef(cursor);
  useEffect(() => {
    if (cursor === undefined || cursor === lastCursor.current) return;
    const find = () => body.current?.querySelector<HTMLElement>(`tr[data-id="${CSS.escape(cursor)}"]`);
    if (long) virtual.scrollToIndex(lines.indexOf(cursor));
    else find()?.scrollIntoView({ block: 'nearest' });
    const frameId = requestAnimationFrame(() => {
      // Not before: rows that change within the frame begin it anew.
      lastCursor.current = cursor;
      const row = find();
      const active = document.activeElement;
      // Not out of a dialog that has opened meanwhile, and not off something inside the row.
      const held = active?.closest('[role=dialog], [role=alertdialog], [role=menu]');
      if (row && !held && !row.contains(active)) row.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frameId);
  }, [cursor, long, lines, virtual]);

  useRowEvents(body, props.events);

  const items = long ? virtual.getVirtualItems() : undefined;
  const from = items ? (items[0]?.index ?? 0) : 0;
  const shown = linesIn(lines, items);
  const span = columns.length + (chosen ? 1 : 0);
  // One row is always to be reached by Tab, also when the cursor's has gone or is scrolled away.
  const rowIds = shown.flatMap((line) => (line.kind === 'row' ? [line.id] : []));
  const tabStop = cursor !== undefined && rowIds.includes(cursor) ? cursor : rowIds[0];
  return (
    <tbody ref={body} {...hold}>
      {items && <Spacer height={items[0]?.start ?? 0} columns={span} />}
      {shown.map((line, offset) => {
        const index = from + offset + 2; // the head is row 1
        return line.kind === 'group' ? (
          groups && (
            <GroupLine
              key={`group ${line.key}`}
              groupKey={line.key}
              rows={line.rows}
              columns={columns}
              groups={groups}
              index={index}
              choosable={chosen !== undefined}
            />
          )
        ) : (
          <MemoRow
            key={line.id}
            id={line.id}
            row={line.row}
            columns={columns}
            index={index}
            chosen={chosen?.has(line.id)}
            open={props.openId === line.id}
            atCursor={tabStop === line.id}
            gone={props.isGone?.(line.row) ?? false}
            name={props.rowName(line.row)}
            onChoose={props.onChoose}
          />
        );
      })}
      {items && <Spacer height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} columns={span} />}
    </tbody>
  );
}
