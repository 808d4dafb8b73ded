'use client';

import { Columns3 } from 'lucide-react';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { DataTable } from '@/components/ui/data-table/table';
import { hiddenAtFirst } from '@/components/ui/data-table/types';
import { recoverFocus } from '@/components/ui/lost-focus';
import { offerColumns, offerName, phoneOffer } from './columns';
import { NoMatch } from './no-offers';
import { OnDemand } from './on-demand';
import { isSortKey, type MarketParams, ROWS_STEP, type SetParams } from './params';
import type { Market } from './use-market';
import { offerKey, type ShownOffer } from './with-gone';
import { grouped } from './words';

type OffersTableProps = {
  market: Market;
  params: MarketParams;
  set: SetParams;
  limit: number;
  onMore: (limit: number) => void;
  /** True while a mouse is over the rows: then nothing leaves from under it. */
  pointedAt: RefObject<boolean>;
  /** These rows answer the last question; the new ones are on their way. */
  waiting: boolean;
};

const ROWS_MAX = 2_000;
const columnsMenu = () => import('@/components/ui/data-table/columns-menu').then((file) => file.ColumnsMenu);

export function OffersTable(props: OffersTableProps) {
  const { market, params, set, limit, onMore, pointedAt, waiting } = props;
  const { page, rows } = market;
  const columns = useMemo(() => offerColumns(params.disk), [params.disk]);
  const [hidden, setHidden] = useState(() => hiddenAtFirst(offerColumns(0)));
  const chosen = rows.find(({ id }) => id === params.offer);
  const here = useRef<HTMLDivElement>(null);
  // Put aside, its panel is gone: back to its row, or where it stood.
  useEffect(() => {
    if (params.offer === null) recoverFocus(here.current?.querySelector<HTMLElement>('tr[tabindex="0"]'));
  }, [params.offer]);
  return (
    <div
      ref={here}
      aria-busy={waiting}
      className="min-w-0 bg-surface max-md:rounded-lg max-md:border max-md:border-line"
      onPointerEnter={(event) => {
        pointedAt.current = event.pointerType === 'mouse';
      }}
      onPointerLeave={() => {
        pointedAt.current = false;
      }}
    >
      <div className={cx('transition-opacity', waiting && 'opacity-60')}>
        <DataTable<ShownOffer>
          label="Offers"
          columns={columns}
          rows={rows}
          rowId={offerKey}
          rowName={offerName}
          sorting={{ id: params.sort.by, desc: params.sort.desc }}
          onSortingChange={(sorting) =>
            set({ sort: sorting && isSortKey(sorting.id) ? { by: sorting.id, desc: sorting.desc } : null })
          }
          sortedElsewhere
          hidden={hidden}
          onOpen={(row) => set({ offer: row.id })}
          {...(chosen && { openId: offerKey(chosen) })}
          isGone={(row) => row.gone ?? false}
          holdOrder
          maxHeight="calc(var(--room) - 41px)"
          phone={phoneOffer}
          empty={<NoMatch page={page} params={params} set={set} />}
        />
      </div>
      <div
        hidden={rows.length === 0}
        className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line px-4 py-1 text-sm text-ink-3"
      >
        <span>
          {page.next === null
            ? `All ${grouped(page.total)} shown`
            : `${grouped(page.rows.length)} of ${grouped(page.total)} shown`}
        </span>
        {page.next !== null && limit < ROWS_MAX && (
          <Button size="small" onClick={() => onMore(Math.min(ROWS_MAX, limit + ROWS_STEP))}>
            Show more
          </Button>
        )}
        {page.next !== null && limit >= ROWS_MAX && <span>Narrow the filters to see the others.</span>}
        <span className="ml-auto max-md:hidden">
          <OnDemand load={columnsMenu} props={{ columns, hidden, onHiddenChange: setHidden }}>
            {(handlers) => (
              <Button
                aria-haspopup="menu"
                aria-expanded={false}
                {...handlers}
                icon={<Columns3 aria-hidden="true" />}
              >
                Columns
              </Button>
            )}
          </OnDemand>
        </span>
      </div>
    </div>
  );
}
