import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { RefreshOn } from '@/components/frame/refresh-on';
import { DemoPeople } from '@/components/team/demo-people';
import { InvitationsPanel } from '@/components/team/invitations-panel';
import { InviteButton } from '@/components/team/invite-button';
import { MembersPanel } from '@/components/team/members-panel';
import { RolesPanel } from '@/components/team/roles-panel';
import { Teams } from '@/components/team/teams';
import { ClockProvider } from '@/components/ui/clock';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel, PanelHead } from '@/components/ui/panel';
import { currentSession, requireScope } from '@/lib/auth/scope';
import { hashOf } from '@/lib/auth/tokens';
import { memberships } from '@/lib/auth/workspaces';
import { config } from '@/lib/config';
import { may } from '@/lib/policy/roles';
import { db } from '@/lib/queries/db';
import { invitations, members } from '@/lib/queries/members';
import { teams } from '@/lib/queries/workspace';
import { chooseWorkspace } from '@/lib/surfaces/actions/session';
import { thisSessionId } from '@/lib/surfaces/this-session';

export const metadata: Metadata = { title: 'Team' };

export default async function TeamPage() {
  const scope = await requireScope('members.read');
  const session = await currentSession();
  if (!session) redirect('/sign-in');
  const now = new Date();
  const id = await thisSessionId();
  const [people, invited, everyTeam, mine] = await Promise.all([
    members(db(), scope, id && hashOf(id), now),
    invitations(db(), scope, now),
    teams(db(), scope),
    memberships(db(), scope.personId),
  ]);
  const isDemo = session.workspace.kind === 'demo';
  const mayManage = may(scope.role, 'members.manage') && !isDemo;
  const choices = everyTeam.filter(({ archived }) => !archived);
  const mayMakeOwners = scope.role === 'owner';
  const open = invited.filter(({ state }) => state === 'open').length;
  const counted = [
    `${people.length} ${people.length === 1 ? 'member' : 'members'}`,
    ...(open > 0 ? [`${open} invited`] : []),
  ];
  return (
    // People come and go on this server's clock; an account's may be another, and in the demo runs apart.
    <ClockProvider nowMs={now.getTime()}>
      <Page>
        <RefreshOn topics={['people']} />
        <PageHead
          title="Team"
          sub={counted.join(', ')}
          actions={mayManage && <InviteButton teams={choices} mayMakeOwners={mayMakeOwners} />}
        />
        {isDemo && <DemoPeople homes={mine.filter(({ kind }) => kind === 'real')} choose={chooseWorkspace} />}
        <div className="grid items-start gap-4.5 xl:grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)]">
          <div className="grid gap-4.5">
            <MembersPanel
              members={people}
              teams={choices}
              mayManage={mayManage}
              myRole={scope.role}
              mayLeave={!isDemo}
              passwords={config().passwordSignIn}
              zone={session.workspace.timeZone}
            />
            {mayManage && invited.length > 0 && <InvitationsPanel invitations={invited} />}
          </div>
          <Panel>
            <PanelHead title="Teams" sub="whom instances and costs belong to" />
            <Teams teams={everyTeam} mayManage={may(scope.role, 'workspace.manage')} />
          </Panel>
        </div>
        <div className="mt-4.5">
          <RolesPanel mine={scope.role} />
        </div>
      </Page>
    </ClockProvider>
  );
}
