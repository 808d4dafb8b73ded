import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { Frame } from '@/components/frame/frame';
import { ApprovalCount, InstanceCount, LiveMeter } from '@/components/frame/live-meter';
import { WaitingDestroys } from '@/components/frame/waiting-destroys';
import { mainNav } from '@/components/shell/nav';
import { Shell } from '@/components/shell/shell';
import { signOut } from '@/lib/auth/actions';
import { currentSession } from '@/lib/auth/scope';
import { memberships } from '@/lib/auth/workspaces';
import { roles } from '@/lib/policy/roles';
import { sightKey } from '@/lib/policy/sight';
import { db } from '@/lib/queries/db';
import { instancesPulse } from '@/lib/queries/instances-pulse';
import { mayMakeWorkspaces } from '@/lib/queries/members';
import { meter } from '@/lib/queries/meter';
import { chooseWorkspace } from '@/lib/surfaces/actions/session';

export default async function ShellLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) redirect('/sign-in');
  const { scope, workspace } = session;
  const now = new Date();
  const [figures, pulse, mine, mayMake] = await Promise.all([
    meter(db(), scope, now),
    instancesPulse(db(), scope, now),
    memberships(db(), scope.personId),
    mayMakeWorkspaces(db(), scope),
  ]);
  return (
    <Frame key={`${workspace.id} ${sightKey(scope.sees)}`} workspaceId={workspace.id} meter={figures}>
      <Shell
        nav={mainNav({
          '/instances': <InstanceCount initial={figures} />,
          '/agents': <ApprovalCount initial={figures} />,
        })}
        person={{ name: scope.personName, role: roles[scope.role].title }}
        workspace={{ id: workspace.id, name: workspace.name, demo: workspace.kind === 'demo' }}
        workspaces={mine.map((each) => ({
          id: each.workspaceId,
          name: each.name,
          demo: each.kind === 'demo',
        }))}
        switchWorkspace={chooseWorkspace}
        newWorkspaceHref={mayMake ? '/workspaces/new' : undefined}
        teamless={scope.sees !== 'all' && scope.sees.length === 0}
        signOut={signOut}
        findUrl="/api/find"
        meter={<LiveMeter initial={figures} />}
        demo={workspace.kind === 'demo'}
      >
        {children}
        <WaitingDestroys me={scope.personName} first={pulse} />
      </Shell>
    </Frame>
  );
}
