'use client';

import { OctagonX, Play } from 'lucide-react';
import { useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Ago } from '@/components/ui/ago';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { letAgentsAct, stopAgents } from '@/lib/surfaces/actions/agents';

/** The switch for when something goes wrong: one question, then no agent acts. */
export function StopAgents() {
  const [asking, setAsking] = useState(false);
  const { run, pending, problem, clear } = useAct();
  return (
    <>
      <Button tone="danger" icon={<OctagonX />} onClick={() => setAsking(true)}>
        Stop all agents
      </Button>
      <Confirm
        open={asking}
        onOpenChange={(open) => {
          clear();
          setAsking(open);
        }}
        title="Stop all agents?"
        action="Stop all agents"
        tone="danger-main"
        pending={pending}
        error={problem?.say}
        onConfirm={() =>
          void run(() => stopAgents(), { say: 'Every agent is stopped', after: () => setAsking(false) })
        }
      >
        <p>
          From the next call on, no agent of this workspace does anything, whatever its token or an approval
          allows, until somebody who manages tokens lets them act again.
        </p>
        <p>What they rented runs on and costs, until it ends or you stop it. Programs by REST go on.</p>
      </Confirm>
    </>
  );
}

type StoppedBarProps = { at: string; by: string | null; mayLet: boolean };

/** Since when nothing acts, and who said so. */
export function StoppedBar({ at, by, mayLet }: StoppedBarProps) {
  const { run, pending, problem } = useAct();
  return (
    <section
      aria-label="Agents are stopped"
      className="mb-4.5 grid gap-2.5 rounded-lg border border-line bg-bad-bg px-4 py-3"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 max-md:basis-full">
          <b className="font-semibold text-bad">Every agent is stopped.</b>{' '}
          <span className="text-ink-2">
            {by ?? 'Somebody'} stopped them <Ago atMs={Date.parse(at)} />. None of their calls does anything;
            what they rented runs on.
          </span>
        </p>
        {mayLet ? (
          <Button
            icon={<Play />}
            pending={pending}
            onClick={() => void run(() => letAgentsAct(), { say: 'Agents act again' })}
          >
            Let agents act again
          </Button>
        ) : (
          <span className="text-ink-2">An admin or owner lets them act again.</span>
        )}
      </div>
      <Refusal problem={problem} />
    </section>
  );
}
