'use client';

import { longDate, placeOf } from '@/components/time/zoned';
import { Ago } from '@/components/ui/ago';
import { LinkButton } from '@/components/ui/button';
import { useNow } from '@/components/ui/clock';
import { Empty } from '@/components/ui/empty';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel, PanelHead } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StaleBar } from '@/components/ui/stale-bar';
import type { Overview } from '@/lib/queries/overview';
import { Figures } from './figures';
import { type DemoDoor, FirstStep } from './first-step';
import { HappenedPanel } from './happened-panel';
import { InstancesPanel } from './instances-panel';
import type { Rights } from './need-button';
import { NeedsPanel } from './needs-panel';
import { SpendPanel } from './spend-panel';
import { useOverview } from './use-overview';

type OverviewScreenProps = {
  initial: Overview;
  zone: string;
  rights: Rights;
  mayLink: boolean;
  /** The way to the demo's workspace, for who has one. */
  demo?: DemoDoor | undefined;
};

/** Decisions before charts on a phone, beside them on a desk; everything renews itself where it stands. */
export function OverviewScreen({ initial, zone, rights, mayLink, demo }: OverviewScreenProps) {
  const { data = initial, isError, dataUpdatedAt, refetch } = useOverview(initial);
  const nowMs = useNow(10_000) ?? Date.parse(data.meter.now);
  const parts = { nowMs, zone };
  return (
    <Page>
      <PageHead title="Overview" sub={`${longDate(nowMs, zone)} ${placeOf(zone)}`} />
      {isError && (
        <StaleBar
          action={
            <button type="button" className="link" onClick={() => refetch()}>
              Ask again
            </button>
          }
        >
          Gantry doesn’t answer; this is from <Ago atMs={dataUpdatedAt} plain />.
        </StaleBar>
      )}
      {data.meter.accounts === 0 ? (
        <FirstStep mayLink={mayLink} demo={demo} />
      ) : (
        <>
          <Figures overview={data} {...parts} />
          <div className="grid gap-4.5 lg:grid-cols-[minmax(0,1.72fr)_minmax(0,1fr)]">
            <div className="grid min-w-0 max-lg:order-2">
              <SpendPanel month={data.month} today={data.today.day} />
            </div>
            <div className="grid min-w-0 max-lg:order-1">
              <NeedsPanel needs={data.needs} rights={rights} {...parts} />
            </div>
            <div className="grid min-w-0 max-lg:order-3">
              {data.instances.length > 0 ? (
                <InstancesPanel
                  instances={data.instances}
                  acts={data.acts}
                  total={data.meter.instances}
                  nowMs={nowMs}
                />
              ) : (
                <NoInstances unread={data.meter.readAt === null} />
              )}
            </div>
            <div className="grid min-w-0 max-lg:order-4">
              <HappenedPanel happened={data.happened} {...parts} />
            </div>
          </div>
        </>
      )}
    </Page>
  );
}

/** "None" is said only after a complete reading. */
const NoInstances = ({ unread }: { unread: boolean }) => (
  <Panel>
    {unread ? (
      <>
        <PanelHead title="Instances" sub="being read for the first time" />
        <SkeletonRows rows={6} label="Reading instances" />
      </>
    ) : (
      <Empty
        title="No instances"
        says="Nothing is rented on the linked accounts. What you rent here or at Vast.ai appears within seconds."
        action={
          <LinkButton href="/market" tone="main">
            Find a GPU
          </LinkButton>
        }
      />
    )}
  </Panel>
);
