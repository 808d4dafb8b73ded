'use client';

import { useMemo, useState } from 'react';
import { Swatch } from '@/components/charts/legend';
import { seriesColour } from '@/components/charts/series';
import { DataTable } from '@/components/ui/data-table/table';
import type { Column, Sorting } from '@/components/ui/data-table/types';
import { Money } from '@/components/ui/money';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Sparkline } from '@/components/ui/sparkline';
import { exact, roundParts, usd } from '@/lib/money';
import type { CostsView } from '@/lib/queries/costs-view';
import { Change, share } from './change';
import type { Stack } from './series';
import { GROUP_WORDS } from './url';

interface Row {
  key: string;
  name: string;
  total: string;
  /** Rounded so that the column adds up to the total above it. */
  shown: string;
  share: string | null;
  before: string | undefined;
  lately: number[];
  colour: string;
}

type TablePanelProps = {
  view: CostsView;
  stack: Stack;
  openKey: string | null;
  onOpen: (key: string) => void;
};

/** The chart's groups with their sums: the same query, so the parts add up to the total to the cent. */
export function TablePanel({ view, stack, openKey, onOpen }: TablePanelProps) {
  const [sorting, setSorting] = useState<Sorting | undefined>({ id: 'cost', desc: true });
  const rows = useMemo(() => rowsOf(view, stack), [view, stack]);
  const columns = useMemo(() => columnsOf(view), [view]);
  if (rows.length === 0) return null;
  return (
    <Panel className="mb-4.5 overflow-hidden">
      <PanelHead
        title={`${GROUP_WORDS[view.group] === 'GPU' ? 'GPU models' : `${GROUP_WORDS[view.group]}s`}`}
        sub={rows.length.toLocaleString('en-US')}
        className="pb-1"
        right={
          <b className="text-ink">
            <Money amount={view.costs.total} />
          </b>
        }
      />
      <DataTable
        label={`Costs by ${GROUP_WORDS[view.group].toLowerCase()}`}
        columns={columns}
        rows={rows}
        rowId={(row) => row.key || ' '}
        rowName={(row) => row.name}
        sorting={sorting}
        onSortingChange={setSorting}
        onOpen={(row) => onOpen(row.key)}
        {...(openKey === null ? {} : { openId: openKey || ' ' })}
        maxHeight="none"
        phone={(row) => ({
          title: (
            <span className="inline-flex items-center gap-2">
              <Swatch colour={row.colour} />
              <b>{row.name}</b>
            </span>
          ),
          figure: <Money amount={row.shown} />,
          says: row.share === null ? '' : `${row.share} % of all`,
          aside: <Change now={row.total} before={row.before} />,
        })}
      />
    </Panel>
  );
}

function rowsOf({ costs, before, lately }: CostsView, stack: Stack): Row[] {
  const shown = roundParts(costs.series.map(({ total }) => usd(total)));
  return costs.series.map(({ key, name, total }, index) => {
    const layer = stack.layerOf(key);
    return {
      key,
      name,
      total,
      shown: exact(shown[index] ?? usd(total)),
      share: share(total, costs.total),
      before: before ? (before.byKey[key] ?? '0') : undefined,
      lately: lately[key] ?? [],
      colour: seriesColour(layer, stack.series[layer]?.key === stack.restKey),
    };
  });
}

const byMoney = (pick: (row: Row) => string) => (a: Row, b: Row) => usd(pick(a)).comparedTo(usd(pick(b)));

function columnsOf({ group, before }: CostsView): Column<Row>[] {
  return [
    {
      id: 'name',
      head: GROUP_WORDS[group],
      minWidth: 200,
      names: true,
      sort: (a, b) => a.name.localeCompare(b.name, 'en'),
      cell: (row) => (
        <span className="inline-flex max-w-full items-center gap-[9px]">
          <Swatch colour={row.colour} />
          <b className="truncate">{row.name}</b>
        </span>
      ),
    },
    {
      id: 'cost',
      head: 'Cost',
      numeric: true,
      width: 150,
      descFirst: true,
      sort: byMoney((row) => row.total),
      cell: (row) => (
        <b>
          <Money amount={row.shown} />
        </b>
      ),
    },
    {
      id: 'share',
      head: 'Share',
      numeric: true,
      width: 110,
      descFirst: true,
      sort: byMoney((row) => row.total),
      cell: (row) =>
        row.share === null ? (
          '–'
        ) : (
          <>
            {row.share} <span className="text-ink-3">%</span>
          </>
        ),
    },
    {
      id: 'change',
      head: before ? `vs the ${before.days === 1 ? 'day' : `${before.days} days`} before` : 'vs before',
      numeric: true,
      width: 180,
      descFirst: true,
      sort: byMoney((row) => exact(usd(row.total).minus(usd(row.before ?? row.total)))),
      cell: (row) => <Change now={row.total} before={row.before} />,
    },
    {
      id: 'lately',
      head: '30 days',
      width: 150,
      cell: (row) => <Sparkline points={row.lately} width={110} height={20} />,
    },
  ];
}
