'use client';

import { useState } from 'react';
import { TeamSelect } from '@/components/frame/team-select';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { namesOf } from './facts';
import { type DialogProps, FormDialog } from './parts';

export interface TeamOption {
  id: string;
  name: string;
}

type Props = DialogProps & {
  teams: readonly TeamOption[];
  noTeam: boolean;
  onAssign: (assigned: { teamId: string | null; project: string | null; says: string }) => void;
};

/** Whose it is: adopts what was made outside Gantry, or moves it. */
export function AssignDialog({ rows, teams, noTeam, onClose, onAssign }: Props) {
  const [only] = rows.length === 1 ? rows : [];
  const [teamId, setTeamId] = useState(only?.teamId ?? '');
  const [project, setProject] = useState(only?.project ?? '');
  const team = teams.find((each) => each.id === teamId);
  const byRule = only !== undefined && !only.assigned && only.teamId !== null;
  const adopts = rows.every((row) => row.origin === 'outside' && row.teamId === null);
  return (
    <FormDialog
      title={`${adopts ? 'Adopt' : 'Assign'} ${only ? (only.label ?? only.contractId) : `${rows.length} instances`}`}
      says={only ? undefined : namesOf(rows)}
      action={adopts ? 'Adopt' : 'Assign'}
      onClose={onClose}
      onSubmit={() =>
        onAssign({
          teamId: teamId || null,
          project: project.trim() || null,
          says: `${team?.name ?? 'No team'}${project.trim() ? `, project ${project.trim()}` : ''}. Past costs moved along.`,
        })
      }
    >
      <Field
        label="Team"
        value={byRule && 'by rule, from its label'}
        hint="What is chosen here goes before every rule. Its costs move with it, those of past days too."
      >
        {(control) => (
          <TeamSelect {...control} value={teamId} onChange={setTeamId} teams={teams} noTeam={noTeam} />
        )}
      </Field>
      <Field label="Project">
        {(control) => (
          <Input
            {...control}
            value={project}
            maxLength={80}
            autoComplete="off"
            onChange={(event) => setProject(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
