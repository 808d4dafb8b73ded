'use client';

import { Ban, Check } from 'lucide-react';
import { Confirm } from '@/components/ui/confirm';
import type { Planned } from './use-run';
import { EFFECT } from './words';

type PlanDialogProps = {
  planned: Planned;
  title: string;
  description: string;
  account: string;
  pending: boolean;
  onAgree: () => void;
  onClose: () => void;
};

/** What will happen, what it costs and what limits say of it, before anything is sent. */
export function PlanDialog({
  planned,
  title,
  description,
  account,
  pending,
  onAgree,
  onClose,
}: PlanDialogProps) {
  const { plan, verdict } = planned;
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${title}?`}
      action={plan.action}
      tone={plan.effect === 'destroys' ? 'danger-main' : 'main'}
      typed={plan.typed ? plan.phrase : undefined}
      pending={pending}
      blocked={verdict !== null}
      onConfirm={onAgree}
    >
      <p>
        The audit will say that you <b className="text-ink">{plan.says}</b>, on {account}.
      </p>
      <p>{description}</p>
      <p>
        {EFFECT[plan.effect].says}
        {plan.cost !== null && (
          <>
            {' '}
            It costs <b className="text-ink">{plan.cost}</b>.
          </>
        )}
      </p>
      {plan.effect === 'spends' &&
        (verdict ? (
          <p role="status" className="flex gap-2 text-bad">
            <Ban aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            <span className="min-w-0">{verdict.say}</span>
          </p>
        ) : (
          <p role="status" className="flex gap-2 text-run">
            <Check aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            <span className="min-w-0">
              No spending limit stands in the way. It is looked at again when it is sent.
            </span>
          </p>
        ))}
    </Confirm>
  );
}
