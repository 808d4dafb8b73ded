import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { MarketScreen } from '@/components/market/market';
import { filtersOf, loadMarketParams, questionOf, ROWS_STEP, viewOf } from '@/components/market/params';
import { requireScope } from '@/lib/auth/scope';
import { may } from '@/lib/policy/roles';
import { db } from '@/lib/queries/db';
import { marketAnswer } from '@/lib/queries/market-answer';
import { rentChoices } from '@/lib/queries/market-rent';

export const metadata: Metadata = { title: 'Market' };

export default async function MarketPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const scope = await requireScope('market.read');
  const params = await loadMarketParams(searchParams);
  const [answer, choices] = await Promise.all([
    marketAnswer(db(), scope, filtersOf(params), { ...viewOf(params), limit: ROWS_STEP, now: new Date() }),
    rentChoices(db(), scope),
  ]);
  return (
    <MarketScreen
      drawn={{ question: questionOf(params), answer }}
      choices={choices}
      mayLink={may(scope.role, 'accounts.manage')}
    />
  );
}
