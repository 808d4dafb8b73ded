'use client';

import { UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { MemberTeam } from '@/lib/queries/members';

// Opened once in a while: not part of what the page waits for.
const InviteDialog = dynamic(() => import('./invite-dialog').then((m) => m.InviteDialog), { ssr: false });

export function InviteButton(props: { teams: readonly MemberTeam[]; mayMakeOwners: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tone="main" icon={<UserPlus />} onClick={() => setOpen(true)}>
        Invite
      </Button>
      {open && <InviteDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
