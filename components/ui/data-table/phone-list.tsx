'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { PhoneRow } from '../phone-rows';
import { type LineList, linesIn } from './line-list';
import type { Groups } from './types';

/** What a row shows on a phone: two lines, the price at the right. */
export type PhoneLine = {
  title: ReactNode;
  figure: ReactNode;
  says: ReactNode;
  aside?: ReactNode;
  href?: string;
};

type PhoneListProps<Row> = {
  label: string;
  lines: LineList<Row>;
  phone: (row: Row) => PhoneLine;
  groups: Groups<Row> | undefined;
  onOpen?: (row: Row) => void;
};

// As high as PhoneRow and the group's line say they are at least.
const PHONE_ROW_PX = 59;
const PHONE_GROUP_PX = 30;
const ALL_AT_ONCE = 60;

/** The table as two-line rows; scrolls with the page, and draws only what is near the screen when it is long. */
export function PhoneList<Row>({ label, lines, phone, groups, onOpen }: PhoneListProps<Row>) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtual = useWindowVirtualizer({
    count: lines.length,
    enabled: lines.length > ALL_AT_ONCE,
    estimateSize: (index) => (lines.at(index)?.kind === 'group' ? PHONE_GROUP_PX : PHONE_ROW_PX),
    overscan: 8,
    scrollMargin: top,
    initialRect: { width: 390, height: 844 },
  });
  const items = virtual.getVirtualItems();
  const long = lines.length > ALL_AT_ONCE;
  const shown = linesIn(lines, long ? items : undefined);
  const before = long ? (items[0]?.start ?? top) - top : 0;
  const after = long ? virtual.getTotalSize() + top - (items.at(-1)?.end ?? top) : 0;
  return (
    <ul ref={list} aria-label={label} style={{ paddingTop: before, paddingBottom: Math.max(0, after) }}>
      {shown.map((line) =>
        line.kind === 'group' ? (
          <li
            key={`group ${line.key}`}
            className="min-h-[30px] border-t border-line bg-sunken px-4 py-1.5 text-sm font-medium text-ink-2 first:border-0"
          >
            {groups?.label(line.key, line.rows)}{' '}
            <span className="font-normal text-ink-3">· {line.rows.length}</span>
          </li>
        ) : (
          <PhoneRow key={line.id} {...phone(line.row)} onOpen={onOpen ? () => onOpen(line.row) : undefined} />
        ),
      )}
    </ul>
  );
}
