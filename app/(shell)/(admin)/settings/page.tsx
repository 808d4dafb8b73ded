import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { PasswordForm } from '@/components/settings/password-form';
import { Rules } from '@/components/settings/rules';
import { Sessions } from '@/components/settings/sessions';
import { SingleKeys } from '@/components/settings/single-keys';
import { WorkspaceForm } from '@/components/settings/workspace-form';
import { LinkButton } from '@/components/ui/button';
import { ClockProvider } from '@/components/ui/clock';
import { Fact, Facts } from '@/components/ui/facts';
import { FieldGroup } from '@/components/ui/field';
import { Page, PageHead } from '@/components/ui/page-head';
import { Panel, PanelHead, PanelNote } from '@/components/ui/panel';
import { themeOf } from '@/components/ui/theme';
import { ThemeSwitch } from '@/components/ui/theme-switch';
import { PASSWORD_LENGTH_MIN } from '@/lib/auth/passwords';
import { requireScope } from '@/lib/auth/scope';
import { hashOf } from '@/lib/auth/tokens';
import { config } from '@/lib/config';
import type { Scope } from '@/lib/policy/actor';
import { may, roles } from '@/lib/policy/roles';
import { accountNow } from '@/lib/queries/account-clock';
import { db } from '@/lib/queries/db';
import { type MySeat, mySeat } from '@/lib/queries/my-seat';
import { iHavePassword, mySessions } from '@/lib/queries/sessions';
import { previewRules, rules, teams, workspaceFacts } from '@/lib/queries/workspace';

import { thisSessionId } from '@/lib/surfaces/this-session';

export const metadata: Metadata = { title: 'Settings' };

const PREVIEW_MS = 29 * 86_400_000; // with today thirty days

export default async function SettingsPage() {
  const scope = await requireScope();
  const now = new Date();
  const id = await thisSessionId();
  const [workspace, allTeams, allRules, seat, sessions, theirs, hasPassword] = await Promise.all([
    workspaceFacts(db(), scope),
    teams(db(), scope),
    rules(db(), scope),
    mySeat(db(), scope),
    mySessions(db(), scope, id && hashOf(id), now),
    accountNow(db(), scope, now),
    iHavePassword(db(), scope),
  ]);
  const fromDay = new Date(theirs.getTime() - PREVIEW_MS).toISOString().slice(0, 10);
  const patterns = allRules.map((rule) => rule.labelPattern);
  const preview = await previewRules(db(), scope, patterns, fromDay);
  const mayManage = may(scope.role, 'workspace.manage');
  return (
    <Page>
      <PageHead
        title="Settings"
        sub={mayManage ? workspace.name : `${workspace.name}, which an owner can change`}
      />
      <div className="grid items-start gap-4.5 xl:grid-cols-[minmax(0,1.72fr)_minmax(0,1fr)]">
        <div className="grid gap-4.5">
          <Panel>
            <PanelHead title="Workspace" />
            {mayManage ? (
              <div className="px-4 pt-1 pb-4">
                <WorkspaceForm
                  name={workspace.name}
                  timeZone={workspace.timeZone}
                  zones={['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]}
                />
              </div>
            ) : (
              <Facts>
                <Fact name="Name">{workspace.name}</Fact>
                <Fact name="Time zone">{workspace.timeZone}</Fact>
              </Facts>
            )}
          </Panel>
          <Panel>
            <PanelHead title="Who pays" sub="for instances that nobody assigned, by label" />
            <Rules
              key={JSON.stringify(allRules)}
              rules={allRules}
              teams={allTeams}
              preview={preview}
              mayManage={mayManage}
            />
            <PanelNote>
              The first rule that fits decides. * stands for any characters; upper and lower case are the
              same. A rule applies to past days too, as soon as it is saved.
            </PanelNote>
          </Panel>
          {may(scope.role, 'webhooks.manage') && (
            <Panel>
              <PanelHead
                title="Webhooks"
                sub="tell other programs what happens"
                right={<LinkButton href="/settings/webhooks">Open webhooks</LinkButton>}
              />
            </Panel>
          )}
        </div>
        <div className="grid gap-4.5">
          <Panel>
            <PanelHead title="You" sub={inWords(scope, seat)} />
            <div className="grid gap-3.5 px-4 pt-1 pb-4">
              <FieldGroup label="Theme">
                <ThemeSwitch initial={themeOf((await cookies()).get('theme')?.value)} />
              </FieldGroup>
              <SingleKeys />
            </div>
            {seat.byGroups && (
              <PanelNote>
                Your groups give you this role and these teams, anew each time you sign in with your company’s
                provider.
              </PanelNote>
            )}
          </Panel>
          {hasPassword && config().passwordSignIn && (
            <Panel>
              <PanelHead title="Password" />
              <div className="px-4 pt-1 pb-4">
                <PasswordForm email={scope.email} lengthMin={PASSWORD_LENGTH_MIN} />
              </div>
            </Panel>
          )}
          <Panel>
            <PanelHead title="Where you are signed in" />
            {/* Sessions live on this server's clock; an account's may be another, and in the demo runs apart. */}
            <ClockProvider nowMs={now.getTime()}>
              <Sessions sessions={sessions} />
            </ClockProvider>
          </Panel>
        </div>
      </div>
    </Page>
  );
}

/** “Ada, engineer of Research and Search”. */
function inWords({ personName, role }: Scope, { teams: mine }: MySeat): string {
  const title = roles[role].title.toLowerCase();
  const ofTeams = mine.length > 0 ? ` of ${new Intl.ListFormat('en-GB').format(mine)}` : '';
  return `${personName}, ${title}${ofTeams}`;
}
