import { Page, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';
import { Figure, Strip } from '@/components/ui/strip';

/** The overview before its figures: the same places, the same heights. */
export function OverviewSkeleton() {
  return (
    <Page>
      <PageHead title="Overview" />
      <StripSkeleton labels={['Burn now', 'Today, UTC', 'This month', 'Credit']} />
      <div className="grid gap-4.5 lg:grid-cols-[minmax(0,1.72fr)_minmax(0,1fr)]">
        <Panel className="h-[394px] max-lg:order-2" />
        <Panel className="h-[394px] max-lg:order-1" />
        <Panel className="max-lg:order-3">
          <SkeletonRows rows={6} />
        </Panel>
        <Panel className="max-lg:order-4">
          <SkeletonRows rows={6} columns={[1, 5]} />
        </Panel>
      </div>
    </Page>
  );
}

export function StripSkeleton({ labels }: { labels: readonly string[] }) {
  return (
    <Strip>
      {labels.map((label) => (
        <Figure key={label} label={label} says={<Skeleton className="h-3 w-3/4" />}>
          <Skeleton className="my-1.5 h-5 w-24" />
        </Figure>
      ))}
    </Strip>
  );
}
