import { Page } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

/** Stands while a screen without a skeleton of its own is read. */
export default function Loading() {
  return (
    <Page>
      <Skeleton className="mb-4.5 h-[25px] w-40" />
      <Panel>
        <SkeletonRows rows={10} />
      </Panel>
    </Page>
  );
}
