'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button, LinkButton } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { settleAct } from '@/lib/surfaces/actions/unknowns';

type Question = { title: string; description: string; yes: string; no: string };
type SettleButtonProps = { label: string; question: Question; intentId: string; href: string };

export const recycled = (what: string): Question => ({
  title: `Was ${what} recycled?`,
  description:
    'Recycled, its container is new: files outside volumes are gone, and its uptime began at that moment. Otherwise everything is as it was.',
  yes: 'It was recycled',
  no: 'It was not',
});

export const happened = (what: string): Question => ({
  title: 'Did this happen?',
  description: `${what}. Look at Vast.ai before you say so: whatever you say, it isn’t sent again.`,
  yes: 'It happened',
  no: 'It did not',
});

/** For what only a person can see: whether a container that looks the same was made anew, or credit was sent. */
export function SettleButton({ label, question, intentId, href }: SettleButtonProps) {
  const [asking, setAsking] = useState(false);
  const { run, pending, problem, clear } = useAct();
  const client = useQueryClient();
  const look = useRef<HTMLAnchorElement>(null);
  const settle = (as: 'done' | 'refused') =>
    run(() => settleAct({ intentId, as }), {
      say: 'Noted',
      after: () => {
        setAsking(false);
        void client.invalidateQueries({ queryKey: ['overview'] });
      },
    });
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={(open) => {
          clear();
          setAsking(open);
        }}
        title={question.title}
        description={question.description}
        initialFocus={look}
        footer={
          <>
            <LinkButton ref={look} href={href}>
              Look at it
            </LinkButton>
            <Button pending={pending} onClick={() => settle('refused')}>
              {question.no}
            </Button>
            <Button pending={pending} onClick={() => settle('done')}>
              {question.yes}
            </Button>
          </>
        }
      >
        <Refusal problem={problem} />
      </Dialog>
    </>
  );
}
