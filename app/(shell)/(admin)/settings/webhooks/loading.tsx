import { Page } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

/** The page's places before anything is known. */
export default function Loading() {
  return (
    <Page>
      <Skeleton className="mb-4.5 h-[25px] w-40" />
      <Panel className="overflow-hidden">
        <SkeletonRows rows={4} columns={[2, 3, 1, 1, 1]} label="Loading webhooks" />
      </Panel>
    </Page>
  );
}
