import type { Metadata } from 'next';
import { RefreshOn } from '@/components/frame/refresh-on';
import { LimitsScreen } from '@/components/limits/limits-screen';
import { ClockProvider } from '@/components/ui/clock';
import { Page } from '@/components/ui/page-head';
import { requireScope } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { limitChoices, spendingLimits } from '@/lib/queries/limits';

export const metadata: Metadata = { title: 'Limits' };

export default async function LimitsPage() {
  const scope = await requireScope();
  const now = new Date();
  const [limits, choices] = await Promise.all([spendingLimits(db(), scope, now), limitChoices(db(), scope)]);
  return (
    // People change limits on this server's clock; an account's may be another.
    <ClockProvider nowMs={now.getTime()}>
      <Page>
        <RefreshOn topics={['activity', 'meter']} />
        <LimitsScreen limits={limits} choices={choices} seesAll={scope.sees === 'all'} />
      </Page>
    </ClockProvider>
  );
}
