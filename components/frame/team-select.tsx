import type { FieldControl } from '@/components/ui/field';
import { Select } from '@/components/ui/select';

type TeamSelectProps = FieldControl & {
  /** Empty for no team. */
  value: string;
  onChange: (teamId: string) => void;
  teams: readonly { id: string; name: string }[];
  /** Whether no team is a choice: not for whoever sees their teams only. */
  noTeam: boolean;
};

/** Whose something is. */
export function TeamSelect({ value, onChange, teams, noTeam, ...control }: TeamSelectProps) {
  const known = teams.some(({ id }) => id === value);
  return (
    <Select
      {...control}
      required={!noTeam}
      value={known ? value : ''}
      onChange={(event) => onChange(event.target.value)}
      placeholder={noTeam ? 'No team' : known ? undefined : 'Choose a team'}
      options={teams.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}
