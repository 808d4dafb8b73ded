import Link from 'next/link';
import { Ago } from '@/components/ui/ago';
import { Fact, Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Status } from '@/components/ui/status';
import type { Delivery, Webhook } from '@/lib/queries/webhooks';
import { Deliveries } from './deliveries';
import { WebhookActs } from './webhook-acts';
import { PAUSED, stateOf } from './words';

/** One webhook: how it is, what it was sent, and what can be done. */
export function WebhookScreen({
  webhook,
  deliveries,
}: {
  webhook: Webhook;
  deliveries: readonly Delivery[];
}) {
  const { name, url, events, pausedWhy, failingSinceMs, overlapEndsMs, lastArrivedMs } = webhook;
  const { tone, word } = stateOf(webhook);
  return (
    <>
      <PageHead
        title={name}
        beside={<Status tone={tone}>{word}</Status>}
        sub={
          <Link href="/settings/webhooks" className="underline-offset-3 hover:underline">
            all webhooks
          </Link>
        }
        actions={<WebhookActs webhook={webhook} />}
      />
      {pausedWhy !== null && (
        <p role="status" className="mb-4.5 rounded-sm bg-warn-bg px-3 py-2.5 text-ink">
          {PAUSED[pausedWhy]}
        </p>
      )}
      <div className="grid items-start gap-4.5 xl:grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)]">
        <Deliveries webhookId={webhook.id} deliveries={deliveries} />
        <Panel>
          <PanelHead title="Webhook" />
          <Facts>
            <Fact name="Address">
              <span className="font-mono text-sm">{url}</span>
            </Fact>
            <Fact name="Events">{events === null ? 'all' : events.join(', ')}</Fact>
            <Fact name="Last arrived">{lastArrivedMs === null ? 'never' : <Ago atMs={lastArrivedMs} />}</Fact>
            {failingSinceMs !== null && (
              <Fact name="Failing since">
                <Ago atMs={failingSinceMs} />
              </Fact>
            )}
            <Fact name="Waiting">{webhook.waiting}</Fact>
            <Fact name="Given up">{webhook.dead}</Fact>
            {overlapEndsMs !== null && (
              <Fact name="Old secret signs until">
                <Ago atMs={overlapEndsMs} />
              </Fact>
            )}
          </Facts>
        </Panel>
      </div>
    </>
  );
}
