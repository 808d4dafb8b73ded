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
  signOut?: FormAction;
};

/** Where one can go, whose workspace this is, and who one is. */
export function Rail({ nav, person, workspace, workspaces, switchWorkspace, signOut }: RailProps) {
  return (
    <div className="sticky top-0 flex h-dvh flex-col gap-px overflow-y-auto border-r border-line px-2.5 py-3 max-md:hidden">
      <div className="flex items-center gap-[9px] px-2 pt-1 pb-3 text-[0.9375rem] font-[650] tracking-[-0.01em] max-lg:justify-center max-lg:px-0">
        <BrandMark /> <span className="max-lg:sr-only">Gantry</span>
      </div>
      <div className="mb-2.5 max-lg:hidden">
        <WorkspaceSwitch workspace={workspace} workspaces={workspaces} action={switchWorkspace} />
      </div>
      <nav aria-label="Main" className="flex flex-col gap-px">
        <NavLinks nav={nav} />
      </nav>
      <div className="mt-auto pt-2">
        <PersonFoot person={person} signOut={signOut} />
      </div>
    </div>
  );
}
