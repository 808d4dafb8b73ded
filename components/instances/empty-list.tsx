'use client';

import { Button, LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { AccountPulse } from '@/lib/queries/instances-pulse';
import type { TeamOption } from './dialogs/assign';
import { type ListState, NO_TEAM } from './view-state';

/** Shares of the width, as the real table's columns have them. */
export const LIST_COLUMNS = [4, 3, 3, 4, 1, 1, 1, 2, 2];

/** Nothing is there: said only after a complete reading. */
export function EmptyList({ accounts, mayRent }: { accounts: readonly AccountPulse[]; mayRent: boolean }) {
  const sketch = <SkeletonRows rows={9} columns={LIST_COLUMNS} />;
  if (accounts.length === 0) {
    return (
      <Empty
        title="No Vast.ai account yet"
        says="Link one, and its instances stand here with what they do and cost, also those that were made elsewhere."
        action={
          <LinkButton href="/accounts" tone="main">
            Link an account
          </LinkButton>
        }
        sketch={sketch}
      />
    );
  }
  if (accounts.some((account) => account.readMs === null && account.state === 'ok')) {
    return <SkeletonRows rows={9} columns={LIST_COLUMNS} label="The first reading of Vast.ai is under way" />;
  }
  return (
    <Empty
      title="Nothing runs"
      says="An instance is a container on somebody’s GPUs, billed by the second while it runs. Rent one, and it appears here within seconds."
      action={
        mayRent && (
          <LinkButton href="/market" tone="main">
            Find a GPU
          </LinkButton>
        )
      }
      sketch={sketch}
    />
  );
}

type NothingFitsProps = {
  state: ListState;
  teams: readonly TeamOption[];
  loading: boolean;
  onClear: () => void;
};

const NONE_IN_VIEW: Record<ListState['view'], string> = {
  all: 'Nothing fits the filter',
  attention: 'Nothing needs attention',
  running: 'Nothing runs',
  waiting: 'Nothing is waiting',
  stopped: 'Nothing is stopped',
  gone: 'Nothing is gone yet',
};

/** Which filter leaves nothing, and the way back. */
export function NothingFits({ state, teams, loading, onClear }: NothingFitsProps) {
  if (loading) return <SkeletonRows rows={9} columns={LIST_COLUMNS} />;
  const team = state.team === NO_TEAM ? 'no team' : teams.find((each) => each.id === state.team)?.name;
  const filters = [state.q && `“${state.q}”`, team, state.account && 'the chosen account'].filter(Boolean);
  return (
    <Empty
      title={filters.length > 0 ? 'Nothing fits the filter' : NONE_IN_VIEW[state.view]}
      says={filters.length > 0 && `Looked for ${filters.join(', ')}.`}
      action={<Button onClick={onClear}>Show all</Button>}
    />
  );
}
