import { PageHead } from '@/components/ui/page-head';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';

const FIELDS = ['gpu', 'count', 'price', 'reliability', 'memory', 'download', 'cuda', 'place'];

/** The market's three columns before anything is known. */
export default function Loading() {
  return (
    <div className="min-w-0 pb-24 md:pb-0">
      <div className="px-4 pt-4 md:px-6 md:pt-[22px]">
        <PageHead title="Market" sub={<Skeleton className="h-3 w-64" />} />
      </div>
      <div className="border-line max-md:px-4 md:grid md:border-t lg:grid-cols-[212px_minmax(0,1fr)] min-[87.5rem]:grid-cols-[212px_minmax(0,1fr)_308px]">
        <div className="hidden gap-4 border-r border-line py-4 pr-4 pl-6 lg:grid">
          {FIELDS.map((field) => (
            <div key={field} className="grid gap-2">
              <Skeleton className="h-2.5 w-24" />
              <Skeleton className="h-8 w-full" />
            </div>
          ))}
        </div>
        <div className="min-w-0 bg-surface max-md:rounded-lg max-md:border max-md:border-line">
          <SkeletonRows rows={16} columns={[3, 2, 1, 1, 2, 2, 1]} label="Reading the market" />
        </div>
        <div className="hidden border-l border-line py-4 pr-6 pl-5 min-[87.5rem]:block">
          <Skeleton className="mb-3 h-5 w-40" />
          <Skeleton className="h-3 w-56" />
        </div>
      </div>
    </div>
  );
}
