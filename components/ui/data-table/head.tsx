'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { MixedCheckbox } from '../checkbox';
import { cx } from '../cx';
import type { Heads } from './use-model';

type HeadProps<Row extends object> = {
  heads: Heads<Row>;
  /** undefined: rows can't be chosen. */
  choice: { all: boolean; some: boolean; total: number; onAll: (on: boolean) => void } | undefined;
};

/** The sticky head. A sorting column's head is a button; the arrow shows only where it sorts or could. */
export function Head<Row extends object>({ heads, choice }: HeadProps<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {choice && (
          <th scope="col" className="data-box">
            <MixedCheckbox
              aria-label={choice.all ? 'Choose none' : `Choose all ${choice.total}`}
              checked={choice.all && choice.total > 0}
              mixed={choice.some && !choice.all}
              disabled={choice.total === 0}
              onChange={(event) => choice.onAll(event.target.checked)}
            />
          </th>
        )}
        {heads.map(({ column, sorted, toggle }) =>
          column.head === '' ? (
            // A column of buttons has no name; an empty head would be read as one.
            <td key={column.id} />
          ) : (
            <th
              key={column.id}
              scope="col"
              className={column.numeric ? 'num' : undefined}
              aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
            >
              {toggle ? (
                <button
                  type="button"
                  onClick={toggle}
                  className={cx(
                    'group relative -mx-1 inline-flex min-h-6 max-w-[calc(100%+8px)] items-center rounded-xs px-1 font-medium',
                    column.numeric ? 'text-right' : 'text-left',
                    sorted && 'text-ink',
                  )}
                >
                  <HeadWords head={column.head} unit={column.unit} />
                  <span
                    aria-hidden="true"
                    className={cx(
                      // In the gap beside the head, so that no word gives way to it.
                      'absolute [&_svg]:size-3',
                      column.numeric ? 'right-full -mr-0.5' : 'left-full -ml-0.5',
                      !sorted && 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60',
                    )}
                  >
                    {sorted === 'desc' || (!sorted && column.descFirst) ? <ArrowDown /> : <ArrowUp />}
                  </span>
                </button>
              ) : (
                <HeadWords head={column.head} unit={column.unit} />
              )}
            </th>
          ),
        )}
      </tr>
    </thead>
  );
}

function HeadWords({ head, unit }: { head: string; unit?: string }) {
  return (
    <span className="min-w-0 truncate">
      {head}
      {unit && <small className="block truncate text-xs font-normal text-ink-3">{unit}</small>}
    </span>
  );
}
