'use client';

import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { cx } from '../cx';
import { Body } from './body';
import { Head } from './head';
import { type PhoneLine, PhoneList } from './phone-list';
import { choose, chooseAll } from './selection';
import type { Column, Groups, Sorting } from './types';
import { useHold } from './use-hold';
import { useLines } from './use-lines';
import { useModel } from './use-model';
import { usePhone } from './use-phone';
import type { RowEvents } from './use-row-events';
import { useRowKeys } from './use-row-keys';

export type DataTableProps<Row extends object> = {
  /** What the table lists, read aloud: "Instances". */
  label: string;
  /** Stable between renders: at module level or memoised. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** The object's name, for "Choose llama-ft-12". */
  rowName: (row: Row) => string;
  sorting?: Sorting;
  onSortingChange?: (sorting: Sorting | undefined) => void;
  /** The rows arrive sorted (by the server); heads only ask. */
  sortedElsewhere?: boolean;
  hidden?: readonly string[];
  groups?: Groups<Row>;
  chosen?: ReadonlySet<string>;
  onChosenChange?: (chosen: Set<string>) => void;
  /** A click on the row or Enter. The name's cell should hold the link or button as well. */
  onOpen?: (row: Row) => void;
  openId?: string;
  /** A press on `<RowMenuButton>` or the full stop: open one shared menu at `anchor`. */
  onMenu?: (row: Row, anchor: Element) => void;
  isGone?: (row: Row) => boolean;
  /** Keep rows where they are while the mouse is over them. */
  holdOrder?: boolean;
  dense?: boolean;
  keys?: boolean;
  /** CSS height the rows may take before they scroll. */
  maxHeight?: string;
  /** Two lines per row below 700 px; without it the table scrolls sideways there. */
  phone?: (row: Row) => PhoneLine;
  /** What stands in place of rows: nothing yet, or nothing that fits. */
  empty?: ReactNode;
};

const NOTHING: readonly string[] = [];

/** A real table for ten or ten thousand live rows. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, rowName, groups, chosen, onChosenChange, onOpen, onMenu, phone } = props;
  const { held, handlers } = useHold(props.holdOrder ?? false);
  const model = useModel({
    columns,
    rows,
    rowId,
    sorting: props.sorting,
    onSortingChange: props.onSortingChange,
    sortedElsewhere: props.sortedElsewhere ?? false,
    hidden: props.hidden ?? NOTHING,
  });
  const lines = useLines(model.sorted, rowId, groups, held);
  const isPhone = usePhone();
  const frame = useRef<HTMLDivElement>(null);
  const anchor = useRef<string | undefined>(undefined);
  const [cursor, setCursor] = useState<string>();

  const latest = useRef({ chosen, lines, onChosenChange });
  useEffect(() => {
    latest.current = { chosen, lines, onChosenChange };
  });
  const onChoose = useCallback((id: string, on: boolean, range: boolean) => {
    const now = latest.current;
    const before = { chosen: now.chosen ?? new Set<string>(), anchor: anchor.current };
    const next = choose(before, now.lines.ids(), id, on, range);
    anchor.current = next.anchor;
    now.onChosenChange?.(new Set(next.chosen));
  }, []);

  const rowOf = (id: string) => {
    const line = lines.at(lines.indexOf(id));
    return line?.kind === 'row' ? line.row : undefined;
  };
  const act = (id: string, then: ((row: Row) => void) | undefined) => {
    const row = rowOf(id);
    if (row) then?.(row);
  };
  const menuAt = (id: string) => {
    const button = frame.current?.querySelector(`tr[data-id="${CSS.escape(id)}"] [data-row-menu]`);
    if (button) act(id, (row) => onMenu?.(row, button));
  };
  const toggle = chosen && ((id: string, range: boolean) => onChoose(id, range || !chosen.has(id), range));
  useRowKeys({
    enabled: (props.keys ?? true) && isPhone !== true,
    lines,
    cursor,
    move: setCursor,
    choose: toggle,
    open: onOpen && ((id) => act(id, onOpen)),
    menu: onMenu && menuAt,
  });

  const events: RowEvents = {
    onRow: (id, target) => {
      const menu = target.closest('[data-row-menu]');
      if (menu) act(id, (row) => onMenu?.(row, menu));
      else if (!target.closest('a, button, input, label, select')) act(id, onOpen);
    },
    onFocus: setCursor,
    // The same without the single keys, for those who have switched them off.
    onKey: (id, { key, shiftKey }) => {
      const ids = lines.ids();
      const next = ids[ids.indexOf(id) + (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : Number.NaN)];
      if (next !== undefined) setCursor(next);
      else if (key === ' ' && toggle) toggle(id, shiftKey);
      else if (key === 'Enter' && onOpen) act(id, onOpen);
      else if ((key === 'ContextMenu' || (key === 'F10' && shiftKey)) && onMenu) menuAt(id);
      else return false;
      return true;
    },
  };

  const chosenHere = chosen?.size ? lines.ids().filter((id) => chosen.has(id)).length : 0;
  const choice = chosen && {
    total: rows.length,
    all: chosenHere === rows.length,
    some: chosenHere > 0,
    onAll: (on: boolean) => onChosenChange?.(chooseAll(chosen, lines.ids(), on)),
  };
  const widths = model.visible.map((column) => column.width);
  const least = model.visible.reduce(
    (sum, column) => sum + (column.width ?? column.minWidth ?? 120),
    chosen ? 40 : 0,
  );

  if (rows.length === 0 && props.empty) return props.empty;
  return (
    <>
      {phone && isPhone !== false && (
        <div className="md:hidden">
          <PhoneList label={props.label} lines={lines} phone={phone} groups={groups} onOpen={onOpen} />
        </div>
      )}
      {(!phone || isPhone !== true) && (
        <section
          ref={frame}
          aria-label={props.label}
          className={cx('data-frame', phone && 'max-md:hidden')}
          style={{ maxHeight: props.maxHeight ?? 'calc(100dvh - 10.5rem)' }}
        >
          <table
            className="data"
            data-dense={props.dense || undefined}
            data-opens={onOpen ? true : undefined}
            aria-rowcount={lines.length + 1}
            style={{ minWidth: least }}
          >
            <caption className="sr-only">{props.label}</caption>
            <colgroup>
              {chosen && <col style={{ width: 40 }} />}
              {model.visible.map((column, index) => (
                <col key={column.id} style={{ width: widths[index] }} />
              ))}
            </colgroup>
            <Head heads={model.heads} choice={choice} />
            <Body
              frame={frame}
              lines={lines}
              columns={model.visible}
              groups={groups}
              chosen={chosen}
              cursor={cursor}
              openId={props.openId}
              rowName={rowName}
              isGone={props.isGone}
              dense={props.dense ?? false}
              onChoose={onChoose}
              events={events}
              hold={handlers}
            />
          </table>
        </section>
      )}
    </>
  );
}
