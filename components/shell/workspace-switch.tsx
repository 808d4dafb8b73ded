'use client';

import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { Select } from '../ui/select';
import type { FormAction, Workspace } from './types';

type WorkspaceSwitchProps = {
  workspace: Workspace;
  workspaces: readonly Workspace[];
  action?: FormAction;
  /** Where another one is made, for who may. */
  newHref?: string;
};

/** No workspace has this id. */
const NEW = 'new';

/** Which workspace one looks at. Demo dollars and real ones never share one. */
export function WorkspaceSwitch({ workspace, workspaces, action, newHref }: WorkspaceSwitchProps) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const name = (each: Workspace) => (each.demo ? `${each.name} (demo)` : each.name);
  if ((workspaces.length < 2 && !newHref) || !action) {
    return (
      <p
        className="truncate rounded-sm border border-line bg-surface px-[9px] py-1.5 font-[550]"
        title={name(workspace)}
      >
        {name(workspace)}
      </p>
    );
  }
  return (
    <form ref={form} action={action}>
      <Select
        aria-label="Workspace"
        name="workspace"
        className="border-line font-[550]"
        defaultValue={workspace.id}
        onChange={({ currentTarget }) => {
          if (currentTarget.value !== NEW || !newHref) return form.current?.requestSubmit();
          currentTarget.value = workspace.id;
          router.push(newHref);
        }}
        options={[
          ...workspaces.map((each) => ({ value: each.id, label: name(each) })),
          ...(newHref ? [{ value: NEW, label: 'New workspace…' }] : []),
        ]}
      />
    </form>
  );
}
