'use client';

import { useRef, useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Team } from '@/lib/queries/workspace';
import { addTeam, changeTeam } from '@/lib/surfaces/actions/workspace';

/** Who costs can belong to. An archived team keeps its history and is offered no more. */
export function Teams({ teams, mayManage }: { teams: readonly Team[]; mayManage: boolean }) {
  return (
    <>
      {teams.length === 0 && (
        <p className="px-4 pb-3 text-ink-3">No teams yet: all costs are unallocated until there is one.</p>
      )}
      <ul aria-label="Teams">
        {teams.map((team) => (
          <TeamRow key={team.id} team={team} mayManage={mayManage} />
        ))}
      </ul>
      {mayManage && <AddTeam />}
    </>
  );
}

function TeamRow({ team, mayManage }: { team: Team; mayManage: boolean }) {
  const [renaming, setRenaming] = useState(false);
  const { run, pending, problem } = useAct();
  const rename = async (data: FormData) => {
    await run(() => changeTeam({ teamId: team.id, name: String(data.get('name') ?? '') }), {
      after: () => setRenaming(false),
    });
  };
  return (
    <li className="border-t border-line px-4 py-2">
      {renaming ? (
        <form action={rename} className="flex flex-wrap items-center gap-2">
          <Input
            name="name"
            aria-label={`New name of ${team.name}`}
            defaultValue={team.name}
            maxLength={60}
            required
            autoFocus
            className="max-w-64"
          />
          <Button type="submit" size="small" pending={pending}>
            Save
          </Button>
          <Button size="small" tone="quiet" onClick={() => setRenaming(false)}>
            Cancel
          </Button>
        </form>
      ) : (
        <div className="flex min-h-[26px] items-center gap-2.5">
          <span className={team.archived ? 'text-ink-3' : 'font-medium'}>{team.name}</span>
          {team.archived && <Chip>archived</Chip>}
          {mayManage && (
            <span className="ml-auto flex gap-1">
              <Button size="small" tone="quiet" onClick={() => setRenaming(true)}>
                Rename
              </Button>
              <Button
                size="small"
                tone="quiet"
                pending={pending}
                onClick={() => run(() => changeTeam({ teamId: team.id, archived: !team.archived }))}
              >
                {team.archived ? 'Bring back' : 'Archive'}
              </Button>
            </span>
          )}
        </div>
      )}
      <Refusal problem={problem} />
    </li>
  );
}

function AddTeam() {
  const { run, pending, problem } = useAct();
  const form = useRef<HTMLFormElement>(null);
  const add = async (data: FormData) => {
    const name = String(data.get('name') ?? '');
    await run(() => addTeam({ name }), { after: () => form.current?.reset() });
  };
  return (
    <form ref={form} action={add} className="grid gap-2 border-t border-line px-4 py-3">
      <Refusal problem={problem} />
      <div className="flex flex-wrap items-end gap-2">
        <div className="w-64 max-w-full">
          <Field label="New team">
            {(control) => <Input {...control} name="name" maxLength={60} required />}
          </Field>
        </div>
        <Button type="submit" pending={pending}>
          Add team
        </Button>
      </div>
    </form>
  );
}
