'use client';

import { useMemo, useState } from 'react';
import { CopyButton } from '@/components/ui/copy-text';
import { ColumnsMenu } from '@/components/ui/data-table/columns-menu';
import { DataTable } from '@/components/ui/data-table/table';
import { type Column, hiddenAtFirst, type Sorting } from '@/components/ui/data-table/types';
import { Empty } from '@/components/ui/empty';
import { Fact, Facts } from '@/components/ui/facts';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Textarea } from '@/components/ui/textarea';
import type { ResultTable, ResultView } from '@/lib/surfaces/operations/result';
import { cellText, compareCells } from './cell';

type Row = ResultTable['rows'][number];

/** More than these stand behind the columns' menu. */
const COLUMNS_AT_FIRST = 7;

/** What Vast.ai answered: tables and fields, and on demand all of it as it came. */
export function Result({ view, once, zone }: { view: ResultView; once: readonly string[]; zone: string }) {
  const secrets = view.fields.filter(({ id }) => once.includes(id.split('.').at(-1) ?? id));
  const fields = view.fields.filter((field) => !secrets.includes(field));
  return (
    <>
      {secrets.length > 0 && (
        <Panel>
          <PanelHead title="Shown once" sub="Copy it now: it is kept nowhere and can’t be shown again" />
          <div className="grid gap-2.5 px-4 pb-4">
            {secrets.map(({ id, name, value }) => (
              <div key={id} className="flex flex-wrap items-center gap-3">
                <span className="text-ink-3">{name}</span>
                <code className="min-w-0 flex-1 rounded-sm bg-sunken px-[9px] py-[5px] font-mono text-sm [overflow-wrap:anywhere] select-all">
                  {String(value)}
                </code>
                <CopyButton text={String(value)} label={`Copy ${name.toLowerCase()}`} />
              </div>
            ))}
          </div>
        </Panel>
      )}
      {view.tables.map((table) => (
        <Panel key={table.title}>
          <Records table={table} zone={zone} />
        </Panel>
      ))}
      {fields.length > 0 && (
        <Panel>
          <PanelHead title={view.tables.length > 0 ? 'Beside that' : 'Answer'} />
          <Facts>
            {fields.map(({ id, name, value }) => (
              <Fact key={id} name={name}>
                {typeof value === 'string' && value.includes('\n') ? (
                  <Textarea mono readOnly rows={12} aria-label={name} value={value} />
                ) : (
                  cellText(value, zone)
                )}
              </Fact>
            ))}
          </Facts>
        </Panel>
      )}
      <details className="text-ink-2">
        <summary className="cursor-pointer text-sm text-ink-3 hover:text-ink">All of it as JSON</summary>
        <Textarea
          mono
          readOnly
          rows={16}
          aria-label="The answer as JSON"
          className="mt-2"
          value={view.json}
        />
      </details>
    </>
  );
}

function Records({ table, zone }: { table: ResultTable; zone: string }) {
  const columns = useMemo(() => columnsOf(table, zone), [table, zone]);
  const [sorting, setSorting] = useState<Sorting>();
  const [hidden, setHidden] = useState<readonly string[]>(() => hiddenAtFirst(columns));
  const [naming] = table.columns;
  const nameOf = (row: Row) => String(row.cells[naming?.id ?? ''] ?? row.id);
  return (
    <>
      <PanelHead
        title={table.title}
        sub={table.rows.length}
        right={
          columns.length > COLUMNS_AT_FIRST && (
            <ColumnsMenu columns={columns} hidden={hidden} onHiddenChange={setHidden} />
          )
        }
      />
      <DataTable
        label={table.title}
        columns={columns}
        rows={table.rows}
        rowId={(row) => row.id}
        rowName={nameOf}
        sorting={sorting}
        onSortingChange={setSorting}
        hidden={hidden}
        dense
        keys={false}
        maxHeight="560px"
        empty={<Empty title="None" says="Vast.ai has nothing of this." />}
      />
    </>
  );
}

const columnsOf = (table: ResultTable, zone: string): Column<Row>[] =>
  table.columns.map(({ id, head, numeric }, index) => ({
    id,
    head,
    numeric,
    minWidth: 130,
    names: index === 0,
    extra: index >= COLUMNS_AT_FIRST,
    sort: (a, b) => compareCells(a.cells[id], b.cells[id]),
    cell: (row) => cellText(row.cells[id], zone),
  }));
