'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
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
  const router = useRouter();
  const go = (select: HTMLSelectElement) => {
    if (select.value === workspace.id) return;
    if (select.value !== NEW || !newHref) return select.form?.requestSubmit();
    select.value = workspace.id;
    router.push(newHref);
  };
  const select = useRef<HTMLSelectElement>(null);
  const begun = useRef(workspace.id);
  useEffect(() => {
    // Chosen before there were scripts to hear it.
    if (select.current && select.current.value !== begun.current)
      select.current.dispatchEvent(new Event('change', { bubbles: true }));
  }, []);
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
    <form action={action}>
      <Select
        ref={select}
        aria-label="Workspace"
        name="workspace"
        className="border-line font-[550]"
        defaultValue={workspace.id}
        // A browser that puts a form’s last values back would choose for the person.
        autoComplete="off"
        onChange={({ currentTarget }) => go(currentTarget)}
        options={[
          ...workspaces.map((each) => ({ value: each.id, label: name(each) })),
          ...(newHref ? [{ value: NEW, label: 'New workspace…' }] : []),
        ]}
      />
    </form>
  );
}
