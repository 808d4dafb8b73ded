'use client';

import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import type { Webhook } from '@/lib/queries/webhooks';
import { pauseWebhook, resumeWebhook, testWebhook } from '@/lib/surfaces/actions/webhooks';
import type { WebhookAct } from './webhook-questions';

// Opened once in a while: not part of what the page waits for.
const WebhookQuestion = dynamic(() => import('./webhook-questions').then((m) => m.WebhookQuestion), {
  ssr: false,
});

/** What can be done with a webhook; a test first, since that is what one comes for. */
export function WebhookActs({ webhook }: { webhook: Webhook }) {
  const [asked, setAsked] = useState<WebhookAct>();
  const { run, pending, problem } = useAct();
  const { id: webhookId, pausedWhy, dead } = webhook;
  const isPaused = pausedWhy !== null;
  return (
    <div className="grid gap-2 max-md:w-full">
      <div className="flex flex-wrap gap-2 md:justify-end">
        <Button
          pending={pending}
          onClick={() => run(() => testWebhook({ webhookId }), { say: 'A test is on its way' })}
        >
          Send a test
        </Button>
        <Button
          tone={isPaused ? 'main' : 'plain'}
          pending={pending}
          onClick={() =>
            isPaused
              ? run(() => resumeWebhook({ webhookId }), { say: 'Resumed' })
              : run(() => pauseWebhook({ webhookId }), { say: 'Paused' })
          }
        >
          {isPaused ? 'Resume' : 'Pause'}
        </Button>
        <Menu
          label={`More of ${webhook.name}`}
          items={[
            { label: 'Change', says: 'Name, address, events', onSelect: () => setAsked('change') },
            { label: 'Rotate the secret', says: 'Both sign for a day', onSelect: () => setAsked('rotate') },
            {
              label: 'Send again',
              says: dead > 0 ? `${dead} given up, or everything since a moment` : 'Everything since a moment',
              onSelect: () => setAsked('replay'),
            },
            'rule',
            { label: 'Delete', tone: 'danger', onSelect: () => setAsked('delete') },
          ]}
        >
          More <ChevronDown aria-hidden="true" />
        </Menu>
      </div>
      <Refusal problem={problem} />
      {asked && <WebhookQuestion act={asked} webhook={webhook} onClose={() => setAsked(undefined)} />}
    </div>
  );
}
