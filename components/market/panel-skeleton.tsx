import { Skeleton } from '@/components/ui/skeleton';

/** The rent panel before its offer is known. */
export function PanelSkeleton() {
  return (
    <div role="status" aria-busy="true" aria-label="Reading the offer" className="grid gap-4">
      <Skeleton className="h-5 w-40" />
      <Skeleton className="h-3 w-56" />
      {['template', 'disk', 'name', 'team', 'receipt'].map((field) => (
        <Skeleton key={field} className="h-9 w-full" />
      ))}
    </div>
  );
}
