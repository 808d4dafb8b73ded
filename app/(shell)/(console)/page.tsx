import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { OverviewScreen } from '@/components/overview/overview-screen';
import { currentSession } from '@/lib/auth/scope';
import { memberships } from '@/lib/auth/workspaces';
import { may } from '@/lib/policy/roles';
import { db } from '@/lib/queries/db';
import { overview } from '@/lib/queries/overview';
import { chooseWorkspace } from '@/lib/surfaces/actions/session';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const session = await currentSession();
  if (!session) redirect('/sign-in');
  const { scope, workspace } = session;
  const [initial, mine] = await Promise.all([
    overview(db(), scope, new Date()),
    memberships(db(), scope.personId),
  ]);
  const demo = mine.find(({ kind }) => kind === 'demo');
  return (
    <OverviewScreen
      initial={initial}
      zone={workspace.timeZone}
      rights={{
        operate: may(scope.role, 'instances.operate'),
        rent: may(scope.role, 'instances.rent'),
        assign: may(scope.role, 'instances.assign'),
      }}
      mayLink={may(scope.role, 'accounts.manage')}
      demo={demo && { workspaceId: demo.workspaceId, choose: chooseWorkspace }}
    />
  );
}
