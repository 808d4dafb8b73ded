import type { Metadata } from 'next';
import { InstancesScreen } from '@/components/instances/instances-screen';
import { Page } from '@/components/ui/page-head';
import { currentSession, requireScope } from '@/lib/auth/scope';
import { may } from '@/lib/policy/roles';
import { db } from '@/lib/queries/db';
import { firstInstances } from '@/lib/queries/instances-first';

export const metadata: Metadata = { title: 'Instances' };

export default async function InstancesPage() {
  const scope = await requireScope('instances.read');
  const [drawn, session] = await Promise.all([firstInstances(db(), scope, new Date()), currentSession()]);
  return (
    <Page>
      <InstancesScreen
        {...drawn}
        may={{
          rent: may(scope.role, 'instances.rent'),
          operate: may(scope.role, 'instances.operate'),
          destroy: may(scope.role, 'instances.destroy'),
          assign: may(scope.role, 'instances.assign'),
          noTeam: scope.sees === 'all',
        }}
        zone={session?.workspace.timeZone ?? 'UTC'}
        me={scope.personName}
      />
    </Page>
  );
}
