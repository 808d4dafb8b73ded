'use client';

import { Ban, Check } from 'lucide-react';
import { Confirm } from '@/components/ui/confirm';
import { cx } from '@/components/ui/cx';
import type { Verdict } from '@/lib/surfaces/operations/run';
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
      blocked={typeof verdict === 'object'}
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
      {plan.effect === 'spends' && <VerdictLine verdict={verdict} />}
    </Confirm>
  );
}

function VerdictLine({ verdict }: { verdict: Verdict }) {
  if (verdict === 'later') {
    return <p role="status">Spending limits are looked at with the price of the moment when it is sent.</p>;
  }
  const [Icon, tone, says] =
    verdict === 'clear'
      ? [Check, 'text-run', 'No spending limit stands in the way.']
      : [Ban, 'text-bad', verdict.say];
  return (
    <p role="status" className={cx('flex gap-2', tone)}>
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0">{says}</span>
    </p>
  );
}
