'use client';

import { type FormEvent, useId, useRef, useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { EVENT_TYPES, type EventType, events as meanings } from '@/lib/policy/events';
import type { Webhook } from '@/lib/queries/webhooks';
import { changeWebhook, createWebhook } from '@/lib/surfaces/actions/webhooks';
import { SecretShown } from './secret-shown';

type WebhookDialogProps = {
  /** Undefined: a new one. */
  webhook: Pick<Webhook, 'id' | 'name' | 'url' | 'events'> | undefined;
  onClose: () => void;
};

/** Where to, and of what; for a new one then the secret, once. */
export function WebhookDialog({ webhook, onClose }: WebhookDialogProps) {
  const [events, setEvents] = useState<readonly string[]>(webhook?.events ?? []);
  const [secret, setSecret] = useState<string>();
  const { run, pending, problem } = useAct();
  const form = useId();
  const name = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const given = {
      name: String(data.get('name') ?? ''),
      url: String(data.get('url') ?? ''),
      events: events.length === 0 ? null : [...events],
    };
    if (webhook) await run(() => changeWebhook({ webhookId: webhook.id, ...given }), { after: onClose });
    else await run(() => createWebhook(given), { after: (made) => setSecret(made.secret) });
  };
  if (secret !== undefined) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title="The webhook is on"
        footer={
          <Button tone="main" onClick={onClose}>
            Done
          </Button>
        }
      >
        <SecretShown
          secret={secret}
          says="Its receiver needs this secret to tell what Gantry sent from what somebody else did."
        />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={webhook ? `Change ${webhook.name}` : 'New webhook'}
      initialFocus={name}
      description="Gantry posts each event as JSON, signed, until it is answered with a 2xx status."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} tone="main" pending={pending}>
            {webhook ? 'Save' : 'Make the webhook'}
          </Button>
        </>
      }
    >
      <form id={form} method="post" onSubmit={submit} className="grid gap-3.5 pb-0.5">
        <Refusal problem={problem} />
        <Field label="Name">
          {(control) => (
            <Input
              {...control}
              ref={name}
              name="name"
              defaultValue={webhook?.name}
              placeholder="Ops channel"
              maxLength={80}
              autoComplete="off"
              required
            />
          )}
        </Field>
        <Field label="Address" hint="https, and reachable from where Gantry runs.">
          {(control) => (
            <Input
              {...control}
              name="url"
              type="url"
              mono
              defaultValue={webhook?.url}
              placeholder="https://example.com/hooks/gantry"
              maxLength={2000}
              autoComplete="off"
              required
            />
          )}
        </Field>
        <Field
          label="Events"
          hint={events.length === 0 ? 'All of them, also those that come with a later version.' : undefined}
        >
          {(control) => (
            <Combobox
              {...control}
              options={EVENT_TYPES.map((type) => ({ value: type, label: type }))}
              value={events}
              onChange={setEvents}
              placeholder="All events"
              searchPlaceholder="Type an event"
            />
          )}
        </Field>
        {events.length > 0 && (
          <dl className="grid gap-1.5 text-sm">
            {events.map((type) => (
              <div key={type} className="md:grid md:grid-cols-[12rem_minmax(0,1fr)] md:gap-3">
                <dt className="font-mono text-ink-2">{type}</dt>
                <dd className="text-ink-3">{meanings[type as EventType] ?? 'No longer told.'}</dd>
              </div>
            ))}
          </dl>
        )}
      </form>
    </Dialog>
  );
}
