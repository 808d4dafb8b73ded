import { dayLabel } from '@/components/ui/time';
import type { CostSyncState } from '@/lib/queries/costs-sync';

/** How far an account's costs are known, in a line and the line under it. */
export function BooksWords({ books }: { books: CostSyncState | undefined }) {
  const { first, second } = words(books);
  return (
    <>
      {first}
      <span className="block text-sm text-ink-3">{second}</span>
    </>
  );
}

function words(books: CostSyncState | undefined): { first: string; second: string } {
  if (!books?.history) return { first: 'not read yet', second: 'begins within a minute' };
  const { read, of } = books.history;
  if (books.problem) return { first: `${read} of ${of} days read`, second: books.problem.say };
  if (books.syncedThrough === null || read < of) {
    return { first: `${read} of ${of} days read`, second: 'history is being read' };
  }
  const closed = books.closedThrough && dayLabel(books.closedThrough);
  return {
    first: `read through ${dayLabel(books.syncedThrough)}`,
    second: closed ? `final through ${closed}` : 'nothing is final yet',
  };
}
