'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTransition } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Ago } from '@/components/ui/ago';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import { Status } from '@/components/ui/status';
import type { Attempt, Delivery } from '@/lib/queries/webhooks';
import { replayWebhook } from '@/lib/surfaces/actions/webhooks';
import { attemptWords, DELIVERY, triesWords } from './words';

const STATES = ['all', 'waiting', 'delivered', 'dead'] as const;
const LABELS = { all: 'All', waiting: 'Waiting', delivered: 'Arrived', dead: 'Given up' };

type DeliveriesProps = { webhookId: string; deliveries: readonly Delivery[] };

/** What was sent or is to be, the latest first; each opens to what was tried. */
export function Deliveries({ webhookId, deliveries }: DeliveriesProps) {
  const [isPending, startTransition] = useTransition();
  const [state, setState] = useQueryState(
    'state',
    parseAsStringLiteral(STATES).withDefault('all').withOptions({ shallow: false, startTransition }),
  );
  return (
    <Panel aria-busy={isPending}>
      <PanelHead
        title="Deliveries"
        right={
          <Segmented
            small
            label="Which deliveries"
            name="state"
            value={state}
            onChange={(next) => void setState(next)}
            options={STATES.map((value) => ({ value, label: LABELS[value] }))}
          />
        }
      />
      {deliveries.length === 0 ? (
        <Empty
          title={state === 'all' ? 'Nothing was sent yet' : 'None like that'}
          says={
            state === 'all'
              ? 'A delivery appears here as soon as something happens that this webhook wants to hear of. A test shows whether its receiver listens.'
              : undefined
          }
        />
      ) : (
        <ul aria-label="Deliveries">
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} webhookId={webhookId} delivery={delivery} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function DeliveryRow({ webhookId, delivery }: { webhookId: string; delivery: Delivery }) {
  const { run, pending, problem } = useAct();
  const { id: deliveryId, eventId, type, atMs, state, nextTryMs, data, attempts } = delivery;
  const { tone, word } = DELIVERY[state];
  const [last] = attempts;
  return (
    <li className="border-t border-line">
      <details className="group">
        <summary className="grid cursor-pointer grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5 hover:bg-sunken">
          <span className="truncate font-medium">{type}</span>
          <Status tone={tone}>{word}</Status>
          <span className="truncate text-sm text-ink-3">
            <Ago plain atMs={atMs} />, {triesWords(attempts.length)}
            {last && state !== 'delivered' && `: ${attemptWords(last)}`}
          </span>
          <span className="text-right text-sm text-ink-3">
            {nextTryMs !== null && attempts.length > 0 && (
              <>
                again <Ago plain atMs={nextTryMs} />
              </>
            )}
          </span>
        </summary>
        <div className="grid gap-3 px-4 pt-1 pb-4">
          <p className="font-mono text-sm [overflow-wrap:anywhere] text-ink-3">{eventId}</p>
          <pre className="rounded-sm bg-sunken px-3 py-2 font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
            {JSON.stringify(data, null, 2)}
          </pre>
          {attempts.length > 0 && <Attempts attempts={attempts} />}
          <Refusal problem={problem} />
          <div>
            <Button
              size="small"
              pending={pending}
              onClick={() =>
                run(() => replayWebhook({ webhookId, what: 'delivery', deliveryId }), {
                  say: 'On its way again',
                })
              }
            >
              Send again
            </Button>
          </div>
        </div>
      </details>
    </li>
  );
}

const Attempts = ({ attempts }: { attempts: readonly Attempt[] }) => (
  <ol aria-label="Tries, the latest first" className="grid gap-1 text-sm">
    {attempts.map((attempt) => (
      <li key={attempt.number} className="grid gap-x-3 md:grid-cols-[7rem_minmax(0,1fr)_5rem]">
        <span className="text-ink-3">
          <Ago plain atMs={attempt.atMs} />
        </span>
        <span className="[overflow-wrap:anywhere]">
          {attemptWords(attempt)}
          {attempt.answer && <span className="text-ink-3">: “{attempt.answer}”</span>}
        </span>
        <span className="text-ink-3 md:text-right">{attempt.ms} ms</span>
      </li>
    ))}
  </ol>
);
