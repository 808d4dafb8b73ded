import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RefreshOn } from '@/components/frame/refresh-on';
import { ClockProvider } from '@/components/ui/clock';
import { Page } from '@/components/ui/page-head';
import { WebhookScreen } from '@/components/webhooks/webhook-screen';
import { requireScope } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { type Delivery, deliveries, webhook } from '@/lib/queries/webhooks';

export const metadata: Metadata = { title: 'Webhook' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ state?: string }> };

const isState = (text: string | undefined): text is Delivery['state'] =>
  text === 'waiting' || text === 'delivered' || text === 'dead';

export default async function WebhookPage({ params, searchParams }: Props) {
  const scope = await requireScope('webhooks.manage');
  const [{ id }, { state }] = await Promise.all([params, searchParams]);
  const now = new Date();
  const found = await webhook(db(), scope, id, now);
  if (!found) notFound();
  const sent = await deliveries(db(), scope, { webhookId: found.id, state: isState(state) ? state : null });
  return (
    <ClockProvider nowMs={now.getTime()}>
      <Page>
        <RefreshOn topics={['webhooks', 'activity']} />
        <WebhookScreen webhook={found} deliveries={sent} />
      </Page>
    </ClockProvider>
  );
}
