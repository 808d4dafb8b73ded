'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button, LinkButton } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { settleAct } from '@/lib/surfaces/actions/unknowns';

type SettleButtonProps = { label: string; what: string; intentId: string; href: string };

/** For what only a person can see: whether a container that looks the same was made anew. */
export function SettleButton({ label, what, intentId, href }: SettleButtonProps) {
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
        title={`Was ${what} recycled?`}
        description="Recycled, its container is new: files outside volumes are gone, and its uptime began at that moment. Otherwise everything is as it was."
        initialFocus={look}
        footer={
          <>
            <LinkButton ref={look} href={href}>
              Look at it
            </LinkButton>
            <Button pending={pending} onClick={() => settle('refused')}>
              It was not
            </Button>
            <Button pending={pending} onClick={() => settle('done')}>
              It was recycled
            </Button>
          </>
        }
      >
        <Refusal problem={problem} />
      </Dialog>
    </>
  );
}
