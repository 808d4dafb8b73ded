import { ListSkeleton } from '@/components/instances/empty-list';
import { Page } from '@/components/ui/page-head';

export default function Loading() {
  return (
    <Page>
      <ListSkeleton />
    </Page>
  );
}
