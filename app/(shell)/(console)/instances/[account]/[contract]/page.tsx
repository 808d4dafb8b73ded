import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DetailScreen } from '@/components/instances/detail/detail-screen';
import { Page } from '@/components/ui/page-head';
import { currentSession, requireScope } from '@/lib/auth/scope';
import { may } from '@/lib/policy/roles';
import { db } from '@/lib/queries/db';
import { livePosition } from '@/lib/queries/instances';
import { instanceKey } from '@/lib/queries/instances-detail';
import { teamsOf } from '@/lib/queries/instances-first';
import { instanceView } from '@/lib/queries/instances-view';

type Props = { params: Promise<{ account: string; contract: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Instance ${(await params).contract}` };
}

export default async function InstancePage({ params }: Props) {
  const scope = await requireScope('instances.read');
  const { account, contract } = await params;
  const key = instanceKey(account, contract);
  if (!key) notFound();
  const position = await livePosition(db());
  const [view, teams, session] = await Promise.all([
    instanceView(db(), scope, key, new Date()),
    teamsOf(db(), scope),
    currentSession(),
  ]);
  if (!view) notFound();
  return (
    <Page>
      <DetailScreen
        key={`${account} ${contract}`}
        view={view}
        position={position}
        teams={teams}
        may={{
          rent: may(scope.role, 'instances.rent'),
          operate: may(scope.role, 'instances.operate'),
          destroy: may(scope.role, 'instances.destroy'),
          assign: may(scope.role, 'instances.assign'),
          noTeam: scope.sees === 'all',
          costs: may(scope.role, 'costs.read'),
        }}
        zone={session?.workspace.timeZone ?? 'UTC'}
        me={scope.personName}
      />
    </Page>
  );
}
