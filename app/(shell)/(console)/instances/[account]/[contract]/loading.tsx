import { Page } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';

/** The page's places before anything is known. */
export default function Loading() {
  return (
    <Page>
      <div role="status" aria-busy="true" aria-label="Loading the instance">
        <Skeleton className="mt-[22px] mb-4.5 h-[25px] w-64" />
        <Panel className="mb-4.5 h-[98px]" />
        <div className="grid gap-4.5 lg:grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)]">
          <Panel className="h-[520px]" />
          <div className="grid content-start gap-4.5">
            <Panel className="h-40" />
            <Panel className="h-64" />
          </div>
        </div>
      </div>
    </Page>
  );
}
