import type { Metadata } from 'next';
import { ActivityPanel } from '@/components/agents/activity-panel';
import { ApprovalsBoard } from '@/components/agents/approvals-board';
import { StopAgents, StoppedBar } from '@/components/agents/stop-agents';
import { TABS } from '@/components/agents/tab-links';
import { TokensPanel } from '@/components/agents/tokens-panel';
import { RefreshOn } from '@/components/frame/refresh-on';
import { ClockProvider } from '@/components/ui/clock';
import { Page, PageHead } from '@/components/ui/page-head';
import { requireScope } from '@/lib/auth/scope';
import { config } from '@/lib/config';
import type { Scope } from '@/lib/policy/actor';
import { may } from '@/lib/policy/roles';
import { TOOLSETS } from '@/lib/policy/toolsets';
import { linkedAccounts } from '@/lib/queries/accounts';
import { agentsStopped, countWaiting, pastApprovals } from '@/lib/queries/agent-plans';
import { agentActivity, agentActivityQuery } from '@/lib/queries/agents-activity';
import { apiTokens } from '@/lib/queries/api-tokens';
import { db } from '@/lib/queries/db';
import { teams, workspaceFacts } from '@/lib/queries/workspace';
import { approvalsFor } from '@/lib/surfaces/approvals';

export const metadata: Metadata = { title: 'Agents' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const PAST = 8;

export default async function AgentsPage({ searchParams }: Props) {
  const scope = await requireScope();
  const { tab } = await searchParams;
  const here = TABS.find((each) => each === tab) ?? 'approvals';
  const now = new Date();
  const [waiting, stopped, tokens, { timeZone: zone }] = await Promise.all([
    countWaiting(db(), scope, now),
    agentsStopped(db(), scope),
    apiTokens(db(), scope, now),
    workspaceFacts(db(), scope),
  ]);
  const used = tokens.filter(
    ({ lastUsedAt }) => lastUsedAt && now.getTime() - Date.parse(lastUsedAt) < 3_600_000,
  );
  return (
    // Plans and tokens are made and expire on this server's clock; an account's may be another.
    <ClockProvider nowMs={now.getTime()}>
      <Page>
        <RefreshOn topics={['agents', 'activity']} />
        <PageHead
          title="Agents"
          sub={
            tokens.length === 0
              ? 'what programs and agents may do, and what they ask'
              : `${tokens.length} ${tokens.length === 1 ? 'token' : 'tokens'}, ${used.length} used within the hour`
          }
          actions={!stopped && may(scope.role, 'instances.operate') && <StopAgents />}
        />
        {stopped && <StoppedBar {...stopped} mayLet={may(scope.role, 'tokens.manage')} />}
        {here === 'approvals' && (
          <ApprovalsBoard
            waiting={await approvalsFor(scope, now)}
            past={await pastApprovals(db(), scope, now, PAST)}
            zone={zone}
            anyToken={tokens.length > 0}
          />
        )}
        {here === 'activity' && (
          <ActivityPanel
            query={agentActivityQuery}
            first={await agentActivity(db(), scope)}
            zone={zone}
            waiting={waiting}
            mayAudit={may(scope.role, 'audit.read')}
          />
        )}
        {here === 'tokens' && (
          <TokensPanel
            tokens={tokens}
            choices={await choicesFor(scope)}
            waiting={waiting}
            origin={config().url}
            mayManage={may(scope.role, 'tokens.manage')}
          />
        )}
      </Page>
    </ClockProvider>
  );
}

async function choicesFor(scope: Scope) {
  const [accounts, everyTeam] = await Promise.all([linkedAccounts(db(), scope), teams(db(), scope)]);
  return {
    toolsets: [...TOOLSETS],
    accounts: accounts.map(({ id, name }) => ({ id, name })),
    teams: everyTeam.filter(({ archived }) => !archived).map(({ id, name }) => ({ id, name })),
    services: may(scope.role, 'tokens.manage') ? { mayMakeOwners: scope.role === 'owner' } : null,
  };
}
