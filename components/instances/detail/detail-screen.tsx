'use client';

import { useRouter } from 'next/navigation';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { usePulse } from '@/components/live/use-pulse';
import { useShortcuts } from '@/components/shell/shortcuts';
import { useNow } from '@/components/ui/clock';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Tabs } from '@/components/ui/tabs';
import { actsByRow } from '@/lib/policy/attention';
import type { InstanceView } from '@/lib/queries/instances-view';
import { AskedDialogs } from '../asked-dialogs';
import type { TeamOption } from '../dialogs/assign';
import type { DialogKind, OpenDialog } from '../instance-dialogs';
import { OldBars } from '../old-bars';
import type { RowActs } from '../row-menu-items';
import { useActs } from '../run-acts';
import { copySsh } from '../ssh-button';
import { nameOf, possible } from '../status-look';
import { ConnectCard } from './connect-card';
import { CostTab } from './cost-tab';
import { DetailHead } from './detail-head';
import { Figures } from './figures';
import { Happened } from './happened';
import { LogPanel } from './log-panel';
import { MachineCard } from './machine-card';
import { Metrics } from './metrics';
import { SpecTab } from './spec-tab';
import { isStarting, Startup } from './startup';
import { useInstance } from './use-instance';

export interface DetailScreenProps {
  view: InstanceView;
  position: string;
  teams: readonly TeamOption[];
  may: RowActs['may'] & { costs: boolean };
  zone: string;
  /** The name of who is looking. */
  me: string;
}

const TABS = ['metrics', 'logs', 'timeline', 'cost', 'spec'] as const;
/** Beside the charts; all of it is a tab away. */
const HAPPENED_SHOWN = 6;

/** One instance: get in, see whether it works, stop it; in that order. */
export function DetailScreen({ view: drawn, position, teams, may, zone, me }: DetailScreenProps) {
  const router = useRouter();
  const view = useInstance(drawn, position);
  const pulse = usePulse(view.pulse);
  const nowMs = useNow(15_000) ?? drawn.nowMs;
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(TABS).withDefault('metrics'));
  const [dialog, setDialog] = useState<OpenDialog>();
  const acts = useActs();
  const { detail, timeline } = view;
  const { row } = detail;
  const can = possible(row, nowMs);
  const here = pulse.acts.filter(
    (act) => act.accountId === row.accountId && act.contractId === row.contractId,
  );
  const ask = (kind: DialogKind) => setDialog({ kind, rows: [row] });
  const start = () => void acts.run({ kind: 'start' }, [row]);
  const group = 'Instance';
  useShortcuts([
    ...(may.operate && can.destroy ? [{ keys: 'e', label: 'Label', group, run: () => ask('label') }] : []),
    ...(may.operate && can.stop ? [{ keys: 's', label: 'Stop', group, run: () => ask('stop') }] : []),
    ...(may.rent && can.start ? [{ keys: 's', label: 'Start', group, run: start }] : []),
    ...(row.ssh === null
      ? []
      : [
          {
            keys: 'c',
            label: 'Copy the SSH line',
            group,
            run: () => void copySsh(row.ssh ?? '', nameOf(row)),
          },
        ]),
    { keys: 'l', label: 'Logs', group, run: () => void setTab('logs') },
    ...(may.destroy && can.destroy
      ? [{ keys: 'delete', label: 'Destroy', group, run: () => ask('destroy') }]
      : []),
    { keys: 'escape', label: 'Back to the list', group, run: () => router.push('/instances') },
  ]);
  const starting = isStarting(row, nowMs);
  return (
    <>
      <DetailHead
        row={row}
        act={actsByRow(here).values().next().value}
        nowMs={nowMs}
        zone={zone}
        acts={{ may, ask, start }}
      />
      <OldBars
        accounts={pulse.accounts.filter((account) => account.id === row.accountId)}
        nowMs={nowMs}
        zone={zone}
      />
      <Figures detail={detail} nowMs={nowMs} zone={zone} />
      <div className="grid gap-4.5 lg:grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 content-start gap-4.5">
          <Panel>
            <Tabs
              label="About this instance"
              value={tab}
              onChange={(next) => void setTab(TABS.find((each) => each === next) ?? 'metrics')}
              tabs={[
                {
                  value: 'metrics',
                  label: starting ? 'Start' : 'Metrics',
                  panel: starting ? (
                    <Startup row={row} nowMs={nowMs} />
                  ) : (
                    <Metrics detail={detail} timeline={timeline} zone={zone} />
                  ),
                },
                { value: 'logs', label: 'Logs', panel: <LogPanel key="tab" row={row} /> },
                {
                  value: 'timeline',
                  label: 'Timeline',
                  panel: <Happened timeline={timeline} nowMs={nowMs} zone={zone} />,
                },
                ...(may.costs ? [{ value: 'cost', label: 'Cost', panel: <CostTab row={row} /> }] : []),
                { value: 'spec', label: 'Spec', panel: <SpecTab detail={detail} /> },
              ]}
            />
          </Panel>
          {tab === 'metrics' && row.goneMs === null && (
            <Panel className="overflow-hidden">
              <PanelHead title="Log" className="pb-1" />
              <LogPanel row={row} />
            </Panel>
          )}
        </div>
        <div className="grid min-w-0 content-start gap-4.5">
          {row.goneMs === null && <ConnectCard detail={detail} />}
          <Panel>
            <PanelHead title="What happened" />
            <Happened timeline={timeline} nowMs={nowMs} zone={zone} max={HAPPENED_SHOWN} />
          </Panel>
          <MachineCard detail={detail} nowMs={nowMs} zone={zone} />
        </div>
      </div>
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
