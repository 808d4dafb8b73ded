import type { Metadata } from 'next';
import { RefreshOn } from '@/components/frame/refresh-on';
import { ClockProvider } from '@/components/ui/clock';
import { Page } from '@/components/ui/page-head';
import { WebhooksScreen } from '@/components/webhooks/webhooks-screen';
import { requireScope } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { heardAccounts, webhooks } from '@/lib/queries/webhooks';

export const metadata: Metadata = { title: 'Webhooks' };

export default async function WebhooksPage() {
  const scope = await requireScope('webhooks.manage');
  const now = new Date();
  const [list, accounts] = await Promise.all([webhooks(db(), scope, now), heardAccounts(db(), scope)]);
  return (
    // Deliveries live on this server's clock; an account's may be another.
    <ClockProvider nowMs={now.getTime()}>
      <Page>
        <RefreshOn topics={['webhooks', 'activity']} />
        <WebhooksScreen webhooks={list} accounts={accounts} />
      </Page>
    </ClockProvider>
  );
}
