'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { moneyText } from '@/components/ui/money';
import { decideApproval } from '@/lib/surfaces/actions/agents';
import type { Approval } from '@/lib/surfaces/approvals';
import { approveWords, mostWords, movedWords, wantsWords } from './words';

/** Two answers, each with a second tap: on the numbers that stand on the screen and no others. */
export function Decide({ approval }: { approval: Approval }) {
  const router = useRouter();
  const [asking, setAsking] = useState<'approved' | 'refused'>();
  // What it was weighed by when somebody agreed to it: if it had moved, that is said beside what holds now.
  const [seen, setSeen] = useState(approval.weight.state);
  const { run, pending, problem, clear } = useAct();
  const { id: planId, weighedAt, tokenName, lacks } = approval;
  if (lacks) {
    return (
      <p className="mt-4 text-ink-2">
        Deciding on this takes the right to {lacks}, which your role doesn’t include.
      </p>
    );
  }
  const decide = async (decision: 'approved' | 'refused') => {
    const say =
      decision === 'approved' ? `Approved: ${tokenName} may do it once` : `Refused: ${tokenName} is told`;
    setSeen(approval.weight.state);
    const done = await run(() => decideApproval({ planId, decision, weighedAt }), { say });
    setAsking(undefined);
    // It was decided elsewhere, expired or moved: what is true now stands on the screen next.
    if (!done) router.refresh();
  };
  const close = () => {
    clear();
    setAsking(undefined);
  };
  return (
    <>
      <div className="mt-4.5 flex flex-wrap gap-2 max-md:*:min-h-11 max-md:*:w-full">
        <Button
          tone={approval.effect === 'spends' ? 'main' : 'danger-main'}
          onClick={() => setAsking('approved')}
        >
          {approveWords(approval)}
        </Button>
        <Button onClick={() => setAsking('refused')}>Refuse</Button>
      </div>
      {problem && (
        <div className="mt-3">
          {problem.code === 'plan_stale' ? (
            <Moved what={movedWords(seen, approval.weight.state)} />
          ) : (
            <Refusal problem={problem} />
          )}
        </div>
      )}
      <p className="mt-3 text-sm text-ink-3">
        Only a person in Gantry can approve. The agent sees the answer when it asks next, and may run it once
        within half an hour of it.
      </p>
      {asking === 'approved' && (
        <Confirm
          open
          onOpenChange={close}
          title={`Let ${tokenName} ${wantsWords(approval)}?`}
          action={approveWords(approval)}
          tone={approval.effect === 'spends' ? 'main' : 'danger-main'}
          pending={pending}
          onConfirm={() => void decide('approved')}
        >
          <Consequence approval={approval} />
        </Confirm>
      )}
      {asking === 'refused' && (
        <Confirm
          open
          onOpenChange={close}
          title={`Refuse ${tokenName}?`}
          action="Refuse"
          pending={pending}
          onConfirm={() => void decide('refused')}
        >
          <p>Nothing is done. It is told that you refused, and not to plan the same again without asking.</p>
        </Confirm>
      )}
    </>
  );
}

const Moved = ({ what }: { what: string }) => (
  <p role="alert" className="rounded-sm bg-warn-bg px-2.5 py-2">
    <b className="text-warn">It moved since it was shown.</b> {what || 'It was weighed anew'}. Nothing was
    approved: decide on what stands here now.
  </p>
);

function Consequence({ approval }: { approval: Approval }) {
  const { weight, effect, accountName } = approval;
  if (effect === 'destroys') return <p>Lost for good: {weight.lost.join(', ')}.</p>;
  if (effect === 'grants') return <p>It gives somebody rights or a way in, at {accountName}.</p>;
  const most = mostWords(approval);
  return (
    <p>
      {weight.hourUsd !== null && `${moneyText(weight.hourUsd, { places: 3 })} an hour`}
      {weight.toEndUsd !== null && `, ${most} until it ends`}
      {most === null && 'What it costs can’t be told beforehand'}, on {accountName}. Should its price move
      first, nothing is done.
    </p>
  );
}
