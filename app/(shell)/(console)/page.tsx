import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { OverviewScreen } from '@/components/overview/overview-screen';
import { currentSession } from '@/lib/auth/scope';
import { may } from '@/lib/policy/roles';
import { db } from '@/lib/queries/db';
import { overview } from '@/lib/queries/overview';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const session = await currentSession();
  if (!session) redirect('/sign-in');
  const { scope, workspace } = session;
  return (
    <OverviewScreen
      initial={await overview(db(), scope, new Date())}
      zone={workspace.timeZone}
      rights={{
        operate: may(scope.role, 'instances.operate'),
        rent: may(scope.role, 'instances.rent'),
        assign: may(scope.role, 'instances.assign'),
      }}
      mayLink={may(scope.role, 'accounts.manage')}
    />
  );
}
