'use client';

import { Download } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { RefreshOn } from '@/components/frame/refresh-on';
import { buttonLook } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Page, PageHead } from '@/components/ui/page-head';
import type { CostsView } from '@/lib/queries/costs-view';
import { AccountFilter } from './account-filter';
import { BooksBars } from './books-bars';
import { ChangedPanel } from './changed-panel';
import { ChartPanel } from './chart-panel';
import { MovementsPanel } from './movements-panel';
import { RangePicker } from './range-picker';
import { addDay, type Days } from './range-words';
import { stackOf } from './series';
import { CostsStrip } from './strip';
import { TablePanel } from './table-panel';
import { useCostsUrl } from './use-costs-url';

const GroupSheet = dynamic(() => import('./group-sheet').then((m) => m.GroupSheet), { ssr: false });

/** Looking into a group reads only that group, not the screen again. */
const IN_PAGE = { shallow: true };

/** What it cost, by what, and what each figure is made of. */
export function CostsScreen({ view }: { view: CostsView }) {
  const { url, setUrl, reading } = useCostsUrl();
  const stack = useMemo(() => stackOf(view.costs, view.today), [view.costs, view.today]);
  const setRange = ({ from, to }: Days) => setUrl({ from, to, open: null });
  const opened = view.costs.series.find(({ key }) => key === url.open);
  const several = view.books.length > 1;
  return (
    <Page>
      <RefreshOn topics={['costs']} />
      <PageHead
        title="Costs"
        sub={`${accountsWords(view)}, USD, UTC days`}
        actions={
          <>
            <RangePicker range={view.range} today={view.today} presets={view.presets} onChange={setRange} />
            {several && (
              <AccountFilter
                accounts={view.books}
                chosen={view.accountIds}
                onChange={(account) => setUrl({ account, open: null })}
              />
            )}
            <a href={exportUrl(view)} download className={buttonLook({ tone: 'main' })}>
              <Download aria-hidden="true" />
              Export CSV
            </a>
          </>
        }
      />
      <BooksBars books={view.books} />
      <div aria-busy={reading} className={cx('transition-opacity', reading && 'opacity-60')}>
        <CostsStrip view={view} />
        <div
          className={cx('mb-4.5 grid gap-4.5', view.before && 'xl:grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)]')}
        >
          <ChartPanel
            view={view}
            stack={stack}
            onGroup={(group) => setUrl({ group, open: null })}
            onDay={(day) => setRange({ from: day, to: addDay(day, 1) })}
          />
          <ChangedPanel view={view} />
        </div>
        <TablePanel
          view={view}
          stack={stack}
          openKey={url.open}
          onOpen={(open) => setUrl({ open }, IN_PAGE)}
        />
        <MovementsPanel movements={view.movements} several={several} />
      </div>
      {opened && <GroupSheet view={view} group={opened} onClose={() => setUrl({ open: null }, IN_PAGE)} />}
    </Page>
  );
}

function accountsWords({ books, accountIds }: CostsView): string {
  const [only] = books;
  if (accountIds.length > 0) {
    return books
      .filter(({ id }) => accountIds.includes(id))
      .map(({ name }) => name)
      .join(', ');
  }
  return books.length === 1 && only ? only.name : 'All accounts';
}

/** A person's spreadsheet: the same range, grouping and accounts, and the same total to the last digit. */
function exportUrl({ range, group, accountIds }: CostsView): string {
  const params = new URLSearchParams({ from: range.from, to: range.to, group, spreadsheet: '1' });
  for (const id of accountIds) params.append('account', id);
  return `/api/export/costs.csv?${params}`;
}
