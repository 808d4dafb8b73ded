'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useAct } from '@/components/frame/use-act';
import { nearby } from '@/components/time/zoned';
import { Button, buttonLook, LinkButton } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { moneyText } from '@/components/ui/money';
import { notify } from '@/components/ui/notice';
import type { Need } from '@/lib/queries/needs-you';
import { type ActResult, actOnInstances, setInstanceEnds } from '@/lib/surfaces/actions/instances';
import type { Answer } from '@/lib/surfaces/actions/result';
import { happened, recycled, SettleButton } from './settle-button';

export interface Rights {
  operate: boolean;
  rent: boolean;
  assign: boolean;
}

type NeedButtonProps = { need: Need; label: string; rights: Rights; nowMs: number; zone: string };

/** The one remedy. What changes something asks first, with what it costs; what leads somewhere goes. */
export function NeedButton({ need, label, rights, nowMs, zone }: NeedButtonProps) {
  const { remedy } = need;
  if (remedy.do === 'go') {
    if (remedy.href.startsWith('https:')) {
      return (
        <a href={remedy.href} target="_blank" rel="noreferrer" className={buttonLook({ size: 'small' })}>
          {label}
        </a>
      );
    }
    return (
      <LinkButton href={remedy.href} size="small">
        {label}
      </LinkButton>
    );
  }
  const allowed = { stop: rights.operate, settle: rights.operate, raise: rights.rent, end: rights.assign }[
    remedy.do
  ];
  // Whoever may only look is led to the thing, not offered what the server would refuse.
  if (!allowed) {
    return (
      <LinkButton href={remedy.do === 'settle' ? remedy.href : instanceHref(remedy)} size="small">
        Look at it
      </LinkButton>
    );
  }
  if (remedy.do === 'settle') {
    const question = need.act === 'recycle' ? recycled(need.what) : happened(need.what);
    return <SettleButton label={label} question={question} intentId={remedy.intentId} href={remedy.href} />;
  }
  return <Acting need={need} label={label} nowMs={nowMs} zone={zone} />;
}

const instanceHref = ({ accountId, contractId }: { accountId: string; contractId: number }): string =>
  `/instances/${accountId}/${contractId}`;

function Acting({ need, label, nowMs, zone }: Omit<NeedButtonProps, 'rights'>) {
  const [asking, setAsking] = useState(false);
  const { run, pending, problem, clear } = useAct();
  const client = useQueryClient();
  const question = questionOf(need, nowMs, zone);
  if (!question) return null;
  const confirm = () =>
    run(question.act, {
      after: ([result]) => {
        setAsking(false);
        tell(result, question);
        void client.invalidateQueries({ queryKey: ['overview'] });
      },
    });
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={(open) => {
          clear();
          setAsking(open);
        }}
        title={question.title}
        action={question.verb}
        pending={pending}
        error={problem?.say}
        onConfirm={confirm}
      >
        <p>{question.body}</p>
      </Confirm>
    </>
  );
}

interface Question {
  title: string;
  body: ReactNode;
  verb: string;
  done: string;
  act: () => Promise<Answer<ActResult[]> | undefined>;
}

function questionOf(
  { remedy, what, hourUsd, afterHourUsd }: Need,
  nowMs: number,
  zone: string,
): Question | null {
  if (remedy.do === 'go' || remedy.do === 'settle') return null;
  const { accountId, contractId } = remedy;
  const target = { accountId, contractId };
  const hour = hourUsd === null ? 'its price' : `${moneyText(hourUsd)} an hour`;
  switch (remedy.do) {
    case 'stop':
      return {
        title: `Stop ${what}?`,
        body: `${hour} ends; its disk costs ${afterHourUsd === null ? 'less' : `${moneyText(afterHourUsd, { places: 3 })} an hour`} until it is destroyed. Somebody else may rent its GPUs meanwhile, and then it can’t start again before they leave.`,
        verb: `Stop ${what}`,
        done: `Stopping ${what}`,
        act: () => actOnInstances({ targets: [target], act: { kind: 'stop' } }),
      };
    case 'raise': {
      const bid = moneyText(remedy.hourUsd, { places: 3 });
      return {
        title: `Raise the bid of ${what} to ${bid} an hour?`,
        body: 'At that it wins now and goes on by itself. You pay the bid while it runs; a higher one pauses it again.',
        verb: `Raise to ${bid}`,
        done: `The bid of ${what} is ${bid} an hour`,
        act: () => actOnInstances({ targets: [target], act: { kind: 'bid', hourUsd: remedy.hourUsd } }),
      };
    }
    case 'end': {
      const when = nearby(remedy.endsMs, nowMs, zone);
      return {
        title: `End ${what} ${when}?`,
        body: `Gantry destroys it then, with its data, unless somebody moves the end. Until then it costs ${hour}.`,
        verb: `End it ${when}`,
        done: `${what} ends ${when}`,
        act: () => setInstanceEnds({ ends: [{ ...target, endsAt: new Date(remedy.endsMs).toISOString() }] }),
      };
    }
  }
}

function tell(result: ActResult | undefined, question: Question) {
  if (!result) return;
  if (result.kind === 'done') notify({ tone: 'run', title: question.done });
  else {
    notify({
      tone: result.kind === 'unknown' ? 'warn' : 'bad',
      title: result.kind === 'unknown' ? 'No answer from Vast.ai' : 'Not done',
      says: result.problem?.say,
    });
  }
}
