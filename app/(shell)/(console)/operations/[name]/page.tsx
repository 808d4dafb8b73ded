import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OperationScreen } from '@/components/operations/operation-screen';
import { requireScope } from '@/lib/auth/scope';
import { linkedAccounts } from '@/lib/queries/accounts';
import { db } from '@/lib/queries/db';
import { operationRuns } from '@/lib/queries/operation-runs';
import { workspaceFacts } from '@/lib/queries/workspace';
import { operationFacts } from '@/lib/surfaces/operations/catalogue';

type Props = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const facts = operationFacts(await requireScope(), (await params).name);
  return { title: facts?.title ?? 'Operation' };
}

export default async function OperationPage({ params }: Props) {
  const scope = await requireScope();
  const facts = operationFacts(scope, (await params).name);
  if (!facts) notFound();
  const [accounts, runs, { timeZone }] = await Promise.all([
    linkedAccounts(db(), scope),
    operationRuns(db(), scope, facts.name),
    workspaceFacts(db(), scope),
  ]);
  return (
    <OperationScreen
      key={facts.name}
      op={facts}
      accounts={accounts.map(({ id, name }) => ({ id, name }))}
      runs={runs}
      zone={timeZone}
    />
  );
}
