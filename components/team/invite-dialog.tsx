'use client';

import { type FormEvent, useId, useRef, useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { MemberTeam } from '@/lib/queries/members';
import { invite } from '@/lib/surfaces/actions/team';
import type { SentLink } from '@/lib/surfaces/links';
import { InvitationLink } from './link-shown';
import { type RoleChoice, RoleFields } from './role-fields';

type InviteDialogProps = { teams: readonly MemberTeam[]; mayMakeOwners: boolean; onClose: () => void };

/** Who, as what; then the link, once. */
export function InviteDialog({ teams, mayMakeOwners, onClose }: InviteDialogProps) {
  const [choice, setChoice] = useState<RoleChoice>({ role: 'engineer', teamIds: [] });
  const [sent, setSent] = useState<SentLink>();
  const { run, pending, problem } = useAct();
  const form = useId();
  const email = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    await run(() => invite({ email: String(given.get('email') ?? ''), ...choice }), { after: setSent });
  };
  if (sent) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={`${sent.email} is invited`}
        footer={
          <Button tone="main" onClick={onClose}>
            Done
          </Button>
        }
      >
        <InvitationLink sent={sent} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Invite somebody"
      initialFocus={email}
      description="They get a link, good for seven days and for their e-mail only."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} tone="main" pending={pending}>
            Invite
          </Button>
        </>
      }
    >
      <form id={form} method="post" onSubmit={submit} className="grid gap-3.5">
        <Refusal problem={problem} />
        <Field label="E-mail">
          {(control) => (
            <Input
              {...control}
              ref={email}
              name="email"
              type="email"
              autoComplete="off"
              maxLength={254}
              required
            />
          )}
        </Field>
        <RoleFields value={choice} onChange={setChoice} teams={teams} mayMakeOwners={mayMakeOwners} />
      </form>
    </Dialog>
  );
}
