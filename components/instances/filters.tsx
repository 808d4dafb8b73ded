'use client';

import { Search } from 'lucide-react';
import { cx } from '@/components/ui/cx';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import type { TeamOption } from './dialogs/assign';
import { VIEWS, type View } from './status-look';
import { type ListState, NO_TEAM } from './view-state';

const VIEW_WORDS: Record<View, string> = {
  all: 'All',
  attention: 'Attention',
  running: 'Running',
  waiting: 'Waiting',
  stopped: 'Stopped',
  gone: 'Gone',
};

type Change = (change: Partial<ListState>) => void;

/** The states with how many are in each: attention is the morning's question. */
export function ViewTabs({
  view,
  counts,
  counted,
  total,
  onChange,
}: {
  view: View;
  counts: Record<View, number>;
  /** All rows have come: before that the counts would be of the first ones only. */
  counted: boolean;
  /** No count is wider than that of all: the place is kept for it, so that nothing moves when they come. */
  total: number;
  onChange: Change;
}) {
  return (
    <Segmented
      label="Which instances"
      name="view"
      value={view}
      onChange={(next) => onChange({ view: next })}
      options={VIEWS.map((each) => ({
        value: each,
        label: (
          <>
            {VIEW_WORDS[each]}{' '}
            <span
              aria-busy={!counted}
              className={cx('pointer-events-none inline-block', counted ? 'opacity-80' : 'invisible')}
              style={{ minWidth: `${total.toLocaleString('en-US').length}ch` }}
            >
              {counts[each].toLocaleString('en-US')}
            </span>
          </>
        ),
      }))}
    />
  );
}

type FieldsProps = {
  state: ListState;
  teams: readonly TeamOption[];
  accounts: readonly { id: string; name: string }[];
  onChange: Change;
  searchId: string;
};

/** Words, team, account; in a row above the table, and on a phone in a sheet. */
export function FilterFields({ state, teams, accounts, onChange, searchId }: FieldsProps) {
  return (
    <>
      <Input
        id={searchId}
        type="search"
        aria-label="Filter by name, GPU, place, owner"
        placeholder="Name, GPU, place, owner"
        icon={<Search aria-hidden="true" />}
        className="md:w-56"
        value={state.q}
        onChange={(event) => onChange({ q: event.target.value })}
      />
      {teams.length > 0 && (
        <Select
          aria-label="Team"
          className="md:w-40"
          value={state.team}
          placeholder="Every team"
          onChange={(event) => onChange({ team: event.target.value })}
          options={[
            ...teams.map((team) => ({ value: team.id, label: team.name })),
            { value: NO_TEAM, label: 'No team' },
          ]}
        />
      )}
      {accounts.length > 1 && (
        <Select
          aria-label="Account"
          className="md:w-40"
          value={state.account}
          placeholder="Every account"
          onChange={(event) => onChange({ account: event.target.value })}
          options={accounts.map((account) => ({ value: account.id, label: account.name }))}
        />
      )}
    </>
  );
}
