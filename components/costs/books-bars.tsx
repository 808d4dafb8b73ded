import { LinkButton } from '@/components/ui/button';
import { StaleBar } from '@/components/ui/stale-bar';
import { dayLabel } from '@/components/ui/time';
import type { CostSyncState } from '@/lib/queries/costs-sync';

/** What is missing from the figures below, and why: history still coming, or an account that can't be read. */
export function BooksBars({ books }: { books: readonly CostSyncState[] }) {
  const filling = books.filter(({ history, problem }) => problem === null && isFilling(history));
  return (
    <>
      {books
        .filter(({ problem }) => problem !== null)
        .map(({ id, name, problem, syncedThrough }) => (
          <StaleBar
            key={id}
            action={
              <LinkButton href={`/accounts#${id}`} size="small">
                See the account
              </LinkButton>
            }
          >
            {name} can’t be read: {problem?.say} Its days are{' '}
            {syncedThrough ? `complete through ${dayLabel(syncedThrough)}` : 'not complete'}.
          </StaleBar>
        ))}
      {filling.map((each) => (
        <Filling key={each.id} books={each} />
      ))}
    </>
  );
}

const isFilling = (history: CostSyncState['history']): boolean =>
  history === null || history.read < history.of;

function Filling({ books: { name, history } }: { books: CostSyncState }) {
  const { read, of } = history ?? { read: 0, of: 0 };
  return (
    <div className="mb-3.5 grid gap-1.5 rounded-lg border border-line bg-surface px-4 py-2.5">
      <p className="text-ink-2">
        {of === 0 ? (
          <>{name} was linked a moment ago; its costs are read from now on.</>
        ) : (
          <>
            <b className="text-ink">
              {read} of {of}
            </b>{' '}
            days of {name} are read. Sums below grow until all are.
          </>
        )}
      </p>
      {of > 0 && (
        <progress
          aria-label={`Days of ${name} read`}
          value={read}
          max={of}
          className="h-1 w-full appearance-none overflow-hidden rounded-xs bg-sunken [&::-moz-progress-bar]:bg-wait [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-wait"
        />
      )}
    </div>
  );
}
