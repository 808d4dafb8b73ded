'use client';

import { Filter, Plus, Rows3 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { rowKey } from '@/components/live/instances-cache';
import { usePulse } from '@/components/live/use-pulse';
import { Button, LinkButton } from '@/components/ui/button';
import { useNow } from '@/components/ui/clock';
import { ColumnsMenu } from '@/components/ui/data-table/columns-menu';
import { DataTable } from '@/components/ui/data-table/table';
import { Failure } from '@/components/ui/failure';
import { Menu } from '@/components/ui/menu';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { RowMenu } from '@/components/ui/row-menu';
import { Sheet } from '@/components/ui/sheet';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Pulse } from '@/lib/queries/instances-pulse';
import { AskedDialogs } from './asked-dialogs';
import { ChosenBar } from './chosen-bar';
import { hrefOf, instanceColumns } from './columns';
import type { TeamOption } from './dialogs/assign';
import { EmptyList, NothingFits } from './empty-list';
import { FilterFields, ViewTabs } from './filters';
import { GROUP_WORDS, groupsOf } from './grouping';
import type { DialogKind, OpenDialog } from './instance-dialogs';
import { LiveLine } from './live-line';
import { OldBars } from './old-bars';
import { phoneLine } from './phone-line';
import { type RowActs, rowMenuItems } from './row-menu-items';
import { useActs } from './run-acts';
import { nameOf } from './status-look';
import { UnsettledRents } from './unsettled';
import { type FirstInstances, useGone, useInstances } from './use-instances';
import { useArranged, useColumnContext } from './use-list';
import { useListKeys } from './use-list-keys';
import { colsOf, GROUPINGS, hiddenOf, sortingOf, sortText, useListState } from './view-state';

export interface InstancesScreenProps {
  first: FirstInstances;
  gone: number;
  pulse: Pulse;
  teams: readonly TeamOption[];
  may: RowActs['may'];
  /** The workspace's time zone. */
  zone: string;
  /** The name of who is looking. */
  me: string;
}

const NONE: ReadonlySet<string> = new Set();
const SEARCH = 'instances-search';

/** Every instance, live: what needs somebody first, then the dearest. */
export function InstancesScreen({
  first,
  gone,
  pulse: drawnPulse,
  teams,
  may,
  zone,
  me,
}: InstancesScreenProps) {
  const router = useRouter();
  const [state, setState] = useListState();
  const nowMs = useNow(30_000) ?? drawnPulse.nowMs;
  const instances = useInstances(first);
  const pulse = usePulse(drawnPulse);
  const goneRows = useGone(state.view === 'gone');
  const acts = useActs();
  const [dialog, setDialog] = useState<OpenDialog>();
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(NONE);
  const [menu, setMenu] = useState<{ row: InstanceRow; anchor: Element }>();
  const [filtering, setFiltering] = useState(false);

  const context = useColumnContext(pulse, nowMs, zone);
  const { rows, counts, living } = useArranged(instances.byKey, goneRows.data, gone, state, context);
  const columns = useMemo(() => instanceColumns(context), [context]);
  const hidden = useMemo(() => hiddenOf(columns, state.cols), [columns, state.cols]);
  const groups = useMemo(() => groupsOf(state.group, teams), [state.group, teams]);
  const sorting = useMemo(() => sortingOf(state.sort), [state.sort]);
  const { byKey } = instances;
  const chosen = useMemo(
    () => (chosenIds.size === 0 ? [] : rows.filter((row) => chosenIds.has(row.key))),
    [rows, chosenIds],
  );

  const ask = (kind: DialogKind, about: InstanceRow[]) => setDialog({ kind, rows: about });
  const start = (about: InstanceRow[]) => void acts.run({ kind: 'start' }, about);
  const clear = () => setChosenIds(NONE);
  useListKeys({ rowOf: (id) => byKey.get(id), chosen, nowMs, may, searchId: SEARCH, ask, start, clear });

  const total = instances.loaded < 1 ? first.total : living;
  const filters = { state, teams, accounts: pulse.accounts, onChange: setState };
  const filtered = state.q !== '' || state.team !== '' || state.account !== '';
  return (
    <>
      <PageHead
        title="Instances"
        sub={
          pulse.accounts.length > 0 && (
            <LiveLine count={total.toLocaleString('en-US')} readMs={oldestRead(pulse)} />
          )
        }
        actions={
          <>
            <Button
              className="md:hidden"
              icon={<Filter aria-hidden="true" />}
              onClick={() => setFiltering(true)}
            >
              Filter
            </Button>
            <Menu
              className="max-md:hidden"
              items={GROUPINGS.map((group) => ({
                label: GROUP_WORDS[group],
                onSelect: () => void setState({ group }),
              }))}
            >
              <Rows3 aria-hidden="true" /> {GROUP_WORDS[state.group]}
            </Menu>
            <ColumnsMenu
              className="max-md:hidden"
              columns={columns}
              hidden={hidden}
              onHiddenChange={(next) => void setState({ cols: colsOf(columns, next) })}
            />
            {may.rent && (
              <LinkButton href="/market" tone="main" icon={<Plus aria-hidden="true" />}>
                Rent
              </LinkButton>
            )}
          </>
        }
      />
      <OldBars accounts={pulse.accounts} nowMs={nowMs} zone={zone} />
      <UnsettledRents acts={pulse.acts} nowMs={nowMs} zone={zone} />
      {(byKey.size > 0 || gone > 0) && (
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <ViewTabs
            view={state.view}
            counts={counts}
            counted={instances.loaded === 1}
            total={total}
            onChange={setState}
          />
          <div className="ml-auto flex items-center gap-2 max-md:hidden">
            <FilterFields {...filters} searchId={SEARCH} />
          </div>
        </div>
      )}
      <Panel className="overflow-hidden">
        {instances.failed && (
          <Failure
            what={`Only ${byKey.size.toLocaleString('en-US')} of ${first.total.toLocaleString('en-US')} instances could be read.`}
            again
            action={<Button onClick={instances.retry}>Read the rest</Button>}
          />
        )}
        <DataTable
          label="Instances"
          columns={columns}
          rows={rows}
          rowId={rowKey}
          rowName={nameOf}
          sorting={sorting}
          onSortingChange={(next) => void setState({ sort: sortText(next) })}
          hidden={hidden}
          groups={groups}
          chosen={chosenIds}
          onChosenChange={setChosenIds}
          onOpen={(row) => router.push(hrefOf(row))}
          onMenu={(row, anchor) => setMenu({ row, anchor })}
          isGone={(row) => row.goneMs !== null}
          holdOrder
          maxHeight="calc(100dvh - 14rem)"
          phone={(row) => phoneLine(row, context)}
          empty={
            filtered || state.view !== 'all' ? (
              <NothingFits
                state={state}
                teams={teams}
                loading={instances.loaded < 1 || goneRows.isFetching}
                onClear={() => void setState({ q: '', team: '', account: '', view: 'all' })}
              />
            ) : (
              <EmptyList accounts={pulse.accounts} mayRent={may.rent} />
            )
          }
        />
      </Panel>
      <RowMenu
        anchor={menu?.anchor}
        onClose={() => setMenu(undefined)}
        items={
          menu
            ? rowMenuItems(byKey.get(menu.row.key) ?? menu.row, nowMs, {
                may,
                ask: (kind) => ask(kind, [menu.row]),
                start: () => start([menu.row]),
              })
            : []
        }
      />
      {chosen.length > 0 && (
        <ChosenBar rows={chosen} nowMs={nowMs} may={may} onClear={clear} onAsk={ask} onStart={start} />
      )}
      <Sheet open={filtering} onOpenChange={setFiltering} title="Filter">
        <div className="grid gap-3.5">
          <FilterFields {...filters} searchId={`${SEARCH}-sheet`} />
        </div>
      </Sheet>
      <AskedDialogs
        open={dialog}
        onClose={() => setDialog(undefined)}
        acts={acts}
        teams={teams}
        noTeam={may.noTeam}
        zone={zone}
        me={me}
      />
    </>
  );
}

/** What is on the screen is as old as its oldest part. */
const oldestRead = ({ accounts }: Pulse): number | null =>
  accounts.reduce<number | null>(
    (oldest, { readMs }) => (readMs === null ? oldest : Math.min(oldest ?? readMs, readMs)),
    null,
  );
