import { StripSkeleton } from '@/components/overview/overview-skeleton';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';

export default function CostsLoading() {
  return (
    <Page>
      <PageHead title="Costs" />
      <StripSkeleton labels={['Total', 'GPU time', 'A day, on average', 'Books']} />
      <Panel className="mb-4.5 h-[428px]" />
      <Panel>
        <SkeletonRows rows={5} columns={[4, 1, 1, 1, 1]} />
      </Panel>
    </Page>
  );
}
