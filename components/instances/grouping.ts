import type { Groups } from '@/components/ui/data-table/types';
import type { InstanceRow } from '@/lib/queries/instances';
import type { TeamOption } from './dialogs/assign';
import type { Grouping } from './view-state';

const NOBODY = '\uffff';

/** Rows under their team, project or account; those of nobody last. */
export function groupsOf(group: Grouping, teams: readonly TeamOption[]): Groups<InstanceRow> | undefined {
  switch (group) {
    case 'none':
      return undefined;
    case 'team': {
      const place = new Map(teams.map((team, index) => [team.id, index]));
      const placeOf = (key: string) => place.get(key) ?? Number.POSITIVE_INFINITY;
      return {
        of: (row) => row.teamId ?? NOBODY,
        label: (key, rows) => (key === NOBODY ? 'No team' : rows[0]?.team),
        order: (a, b) => placeOf(a) - placeOf(b) || a.localeCompare(b),
      };
    }
    case 'project':
      return {
        of: (row) => row.project ?? NOBODY,
        label: (key) => (key === NOBODY ? 'No project' : key),
      };
    case 'account':
      return { of: (row) => row.accountId, label: (_, rows) => rows[0]?.account ?? '' };
  }
}

export const GROUP_WORDS: Record<Grouping, string> = {
  team: 'By team',
  project: 'By project',
  account: 'By account',
  none: 'Not grouped',
};
