import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ApprovalCard } from '@/components/agents/approval-card';
import { StoppedBar } from '@/components/agents/stop-agents';
import { RefreshOn } from '@/components/frame/refresh-on';
import { LinkButton } from '@/components/ui/button';
import { ClockProvider } from '@/components/ui/clock';
import { Page, PageHead } from '@/components/ui/page-head';
import { requireScope } from '@/lib/auth/scope';
import { may } from '@/lib/policy/roles';
import { agentsStopped, countWaiting } from '@/lib/queries/agent-plans';
import { db } from '@/lib/queries/db';
import { workspaceFacts } from '@/lib/queries/workspace';
import { approvalFor } from '@/lib/surfaces/approvals';

export const metadata: Metadata = { title: 'Approval' };

type Props = { params: Promise<{ id: string }> };

/** Where an agent sends its person: one question, and nothing beside it. */
export default async function ApprovalPage({ params }: Props) {
  const scope = await requireScope();
  const now = new Date();
  const approval = await approvalFor(scope, (await params).id, now);
  if (!approval) notFound();
  const [stopped, waiting, { timeZone }] = await Promise.all([
    agentsStopped(db(), scope),
    countWaiting(db(), scope, now),
    workspaceFacts(db(), scope),
  ]);
  const others = waiting - (approval.standing === 'waiting' ? 1 : 0);
  return (
    <ClockProvider nowMs={now.getTime()}>
      <Page>
        <RefreshOn topics={['agents', 'activity']} />
        <PageHead
          title="Approval"
          sub={others > 0 ? `${others} more ${others === 1 ? 'waits' : 'wait'}` : undefined}
          actions={<LinkButton href="/agents">All of Agents</LinkButton>}
        />
        {stopped && <StoppedBar {...stopped} mayLet={may(scope.role, 'tokens.manage')} />}
        <div className="max-w-4xl">
          <ApprovalCard approval={approval} zone={timeZone} />
        </div>
      </Page>
    </ClockProvider>
  );
}
