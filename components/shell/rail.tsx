import { BrandMark } from '../ui/brand';
import type { NavItem } from './nav';
import { NavLinks } from './nav-links';
import { PersonFoot } from './person-foot';
import type { FormAction, Person, Workspace } from './types';
import { WorkspaceSwitch } from './workspace-switch';

export type RailProps = {
  nav: readonly NavItem[];
  person: Person;
  workspace: Workspace;
  workspaces: readonly Workspace[];
  switchWorkspace?: FormAction;
  newWorkspaceHref?: string;
  signOut?: FormAction;
};

/** Where one can go, whose workspace this is, and who one is. */
export function Rail({
  nav,
  person,
  workspace,
  workspaces,
  switchWorkspace,
  newWorkspaceHref,
  signOut,
}: RailProps) {
  return (
    <div className="border-r border-line max-md:hidden">
      <nav aria-label="Main" className="sticky top-0 flex h-dvh flex-col gap-px overflow-y-auto px-2.5 py-3">
        <div className="flex items-center gap-[9px] px-2 pt-1 pb-3 text-[0.9375rem] font-[650] tracking-[-0.01em] max-lg:justify-center max-lg:px-0">
          <BrandMark /> <span className="max-lg:sr-only">Gantry</span>
        </div>
        <div className="mb-2.5 max-lg:hidden">
          <WorkspaceSwitch
            workspace={workspace}
            workspaces={workspaces}
            action={switchWorkspace}
            newHref={newWorkspaceHref}
          />
        </div>
        <NavLinks nav={nav} />
        <div className="mt-auto pt-2">
          <PersonFoot shrinks person={person} signOut={signOut} />
        </div>
      </nav>
    </div>
  );
}
