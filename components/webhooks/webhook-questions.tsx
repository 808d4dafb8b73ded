'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { Webhook } from '@/lib/queries/webhooks';
import { deleteWebhook, replayWebhook, rotateWebhookSecret } from '@/lib/surfaces/actions/webhooks';
import { SecretShown } from './secret-shown';
import { WebhookDialog } from './webhook-dialog';

export type WebhookAct = 'change' | 'rotate' | 'replay' | 'delete';

type QuestionProps = { webhook: Webhook; onClose: () => void };

export function WebhookQuestion({ act, ...rest }: QuestionProps & { act: WebhookAct }) {
  switch (act) {
    case 'change':
      return <WebhookDialog {...rest} />;
    case 'rotate':
      return <Rotate {...rest} />;
    case 'replay':
      return <Replay {...rest} />;
    case 'delete':
      return <Delete {...rest} />;
  }
}

function Rotate({ webhook, onClose }: QuestionProps) {
  const [secret, setSecret] = useState<string>();
  const { run, pending, problem } = useAct();
  if (secret !== undefined) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={`A new secret for ${webhook.name}`}
        footer={
          <Button tone="main" onClick={onClose}>
            Done
          </Button>
        }
      >
        <SecretShown
          secret={secret}
          says="For a day each delivery is signed by the old secret, too: give its receiver the new one until then."
        />
      </Dialog>
    );
  }
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title={`Rotate the secret of ${webhook.name}?`}
      action="Rotate"
      pending={pending}
      error={problem?.say}
      onConfirm={() =>
        void run(() => rotateWebhookSecret({ webhookId: webhook.id }), {
          after: (made) => setSecret(made.secret),
        })
      }
    >
      <p>A new secret is shown, once. The one before signs beside it for a day, then never again.</p>
    </Confirm>
  );
}

const HOUR_MS = 3_600_000;
const SINCE = [
  { value: String(HOUR_MS), label: 'Everything of the last hour' },
  { value: String(24 * HOUR_MS), label: 'Everything of the last day' },
  { value: String(7 * 24 * HOUR_MS), label: 'Everything of the last seven days' },
];

function Replay({ webhook, onClose }: QuestionProps) {
  const { run, pending, problem } = useAct();
  const form = useId();
  const { id: webhookId, dead, pausedAtMs } = webhook;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const what = String(new FormData(event.currentTarget).get('what'));
    const since = what === 'paused' ? (pausedAtMs ?? Date.now()) : Date.now() - Number(what);
    const replay =
      what === 'dead' ? ({ what } as const) : ({ what: 'since', since: new Date(since) } as const);
    await run(() => replayWebhook({ webhookId, ...replay }), { say: 'On their way again', after: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Send again to ${webhook.name}`}
      description="Each keeps its id, so that a receiver knows what it has seen."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} tone="main" pending={pending}>
            Send again
          </Button>
        </>
      }
    >
      <form id={form} method="post" onSubmit={submit} className="grid gap-3.5">
        <Refusal problem={problem} />
        <Field label="What" hint="A thousand events at most.">
          {(control) => (
            <Select
              {...control}
              name="what"
              options={[
                ...(dead > 0 ? [{ value: 'dead', label: `What was given up (${dead})` }] : []),
                ...(pausedAtMs === null
                  ? []
                  : [{ value: 'paused', label: 'Everything since it was paused' }]),
                ...SINCE,
              ]}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

function Delete({ webhook, onClose }: QuestionProps) {
  const router = useRouter();
  const { run, pending, problem } = useAct();
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title={`Delete ${webhook.name}?`}
      action="Delete"
      tone="danger-main"
      pending={pending}
      error={problem?.say}
      onConfirm={() =>
        void run(() => deleteWebhook({ webhookId: webhook.id }), {
          say: 'Deleted',
          after: () => router.push('/settings/webhooks'),
        })
      }
    >
      <p>
        What waits is not sent, and what was sent is forgotten. The events themselves stay and can be sent to
        another webhook.
      </p>
    </Confirm>
  );
}
