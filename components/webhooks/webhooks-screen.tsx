'use client';

import { Plus } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';
import type { HeardAccount, Webhook } from '@/lib/queries/webhooks';
import { HeardPanel } from './heard-panel';
import { WebhooksList, WebhooksTable } from './webhooks-table';

// Opened once in a while: not part of what the page waits for.
const WebhookDialog = dynamic(() => import('./webhook-dialog').then((m) => m.WebhookDialog), { ssr: false });

type WebhooksScreenProps = { webhooks: readonly Webhook[]; accounts: readonly HeardAccount[] };

/** Which programs are told what happens here, and how that goes. */
export function WebhooksScreen({ webhooks, accounts }: WebhooksScreenProps) {
  const [making, setMaking] = useState(false);
  const make = (
    <Button tone="main" icon={<Plus />} onClick={() => setMaking(true)}>
      New webhook
    </Button>
  );
  return (
    <>
      <PageHead
        title="Webhooks"
        sub={
          <>
            other programs are told what happens,{' '}
            <Link href="/settings" className="underline-offset-3 hover:underline">
              a part of Settings
            </Link>
          </>
        }
        actions={webhooks.length > 0 && make}
      />
      <div className="grid gap-4.5">
        <Panel className="overflow-hidden">
          {webhooks.length > 0 ? (
            <>
              <WebhooksTable webhooks={webhooks} />
              <WebhooksList webhooks={webhooks} />
            </>
          ) : (
            <Empty
              title="Nobody is told yet"
              says="A webhook posts what happens here to an address of yours, signed: an instance that was outbid, a limit that was reached, a key that stopped working."
              action={make}
            />
          )}
        </Panel>
        {accounts.length > 0 && <HeardPanel accounts={accounts} />}
      </div>
      {making && <WebhookDialog webhook={undefined} onClose={() => setMaking(false)} />}
    </>
  );
}
