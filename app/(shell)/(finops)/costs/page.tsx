import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { CostsScreen } from '@/components/costs/costs-screen';
import { NoAccounts } from '@/components/costs/no-accounts';
import { loadCostsUrl } from '@/components/costs/url';
import { requireScope } from '@/lib/auth/scope';
import { may } from '@/lib/policy/roles';
import { costsView } from '@/lib/queries/costs-view';
import { db } from '@/lib/queries/db';

export const metadata: Metadata = { title: 'Costs' };

export default async function CostsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const scope = await requireScope('costs.read');
  const { from, to, group, account } = await loadCostsUrl(searchParams);
  const view = await costsView(db(), scope, { from, to, group, accountIds: account }, new Date());
  if (view.books.length === 0) return <NoAccounts mayLink={may(scope.role, 'accounts.manage')} />;
  return <CostsScreen view={view} />;
}
