'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Field, FieldGroup } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { isRole, type Role, roles } from '@/lib/policy/roles';
import type { MemberTeam } from '@/lib/queries/members';
import { roleSays } from './words';

export interface RoleChoice {
  role: Role;
  teamIds: string[];
}

type RoleFieldsProps = {
  value: RoleChoice;
  onChange: (value: RoleChoice) => void;
  teams: readonly MemberTeam[];
  /** Only an owner hands out the owner's role. */
  mayMakeOwners: boolean;
};

/** What somebody is in a workspace: their role, and the teams they belong to. */
export function RoleFields({ value, onChange, teams, mayMakeOwners }: RoleFieldsProps) {
  const { role, teamIds } = value;
  const seesTeams = roles[role].sees === 'teams';
  return (
    <>
      <Field label="Role" hint={roleSays[role]}>
        {(control) => (
          <Select
            {...control}
            value={role}
            onChange={({ target }) => isRole(target.value) && onChange({ ...value, role: target.value })}
            options={Object.entries(roles).map(([name, { title }]) => ({
              value: name,
              label: title,
              disabled: name === 'owner' && !mayMakeOwners && role !== 'owner',
            }))}
          />
        )}
      </Field>
      {teams.length > 0 && (
        <FieldGroup label="Teams" value={seesTeams ? 'what they see' : 'for reading; they see everything'}>
          <div className="grid w-full grid-cols-2 gap-x-3 gap-y-1.5">
            {teams.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={<span className="[overflow-wrap:anywhere]">{name}</span>}
                checked={teamIds.includes(id)}
                onChange={({ target }) =>
                  onChange({
                    ...value,
                    teamIds: target.checked ? [...teamIds, id] : teamIds.filter((each) => each !== id),
                  })
                }
              />
            ))}
          </div>
        </FieldGroup>
      )}
      {seesTeams && teamIds.length === 0 && (
        <p className="rounded-sm bg-warn-bg px-2.5 py-2 text-ink">
          <b className="text-warn">Without a team they see nothing:</b>{' '}
          {teams.length > 0
            ? 'no instance, and no cost. Choose at least one.'
            : 'there are no teams here yet. Add one under Teams, or choose a role that sees everything.'}
        </p>
      )}
    </>
  );
}
