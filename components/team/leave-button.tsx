'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Member } from '@/lib/queries/members';

const LeaveDialog = dynamic(() => import('./leave-dialog').then((m) => m.LeaveDialog), { ssr: false });

type LeaveButtonProps = { member: Member; others: readonly Member[]; onLeft: () => void };

export function LeaveButton({ member, others, onLeft }: LeaveButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tone="danger" onClick={() => setOpen(true)}>
        {member.isMe ? 'Leave the workspace' : 'Remove from the workspace'}
      </Button>
      {open && <LeaveDialog member={member} others={others} onClose={() => setOpen(false)} onLeft={onLeft} />}
    </>
  );
}
