'use client';

import { useEffect, useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { notify } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { Spinner } from '@/components/ui/spinner';
import type { Member } from '@/lib/queries/members';
import { act } from '@/lib/surfaces/actions/result';
import { endMembership, whatLeavingEnds } from '@/lib/surfaces/actions/team';
import type { Problem } from '@/lib/vast/problem';
import { KeysLeft } from './keys-left';
import { Ends, type Leaving } from './leaving-ends';

type LeaveDialogProps = {
  member: Member;
  others: readonly Member[];
  onClose: () => void;
};

type Left = Extract<Awaited<ReturnType<typeof leave>>, { ok: true }>['value'];
const leave = (personId: string, instancesTo: string | null) =>
  act(() => endMembership({ personId, instancesTo }));

/** What ends, what goes on, and in whose name; then the result of each key. */
export function LeaveDialog({ member, others, onClose }: LeaveDialogProps) {
  const [ends, setEnds] = useState<Leaving>();
  const [unread, setUnread] = useState<Problem>();
  const [heir, setHeir] = useState('');
  const [left, setLeft] = useState<Left>();
  const { run, pending, problem } = useAct();
  const { id, isMe, name } = member;
  useEffect(() => {
    let here = true;
    act(() => whatLeavingEnds({ personId: id })).then((read) => {
      if (!here) return;
      if (read.ok) setEnds(read.value);
      else setUnread(read.problem);
    });
    return () => {
      here = false;
    };
  }, [id]);

  const done = () => {
    // One's own session may have ended with it: the server says where one stands now.
    if (isMe) window.location.assign('/');
    else onClose();
  };
  const confirm = () =>
    run(() => endMembership({ personId: id, instancesTo: heir || null }), {
      after: (result) => {
        if (!isMe) notify({ tone: 'run', title: `${name} is no longer a member` });
        if (result.keys.some(({ kind }) => kind !== 'done')) setLeft(result);
        else done();
      },
    });

  if (left) {
    return (
      <Dialog
        open
        onOpenChange={done}
        title={isMe ? 'You have left' : `${name} has left`}
        description="Not every SSH key is gone at Vast.ai yet."
        footer={
          <Button tone="main" onClick={done}>
            Done
          </Button>
        }
      >
        <KeysLeft keys={left.keys} />
      </Dialog>
    );
  }
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title={isMe ? 'Leave this workspace?' : `Remove ${name}?`}
      action={isMe ? 'Leave' : `Remove ${name}`}
      tone="danger-main"
      pending={pending || (!ends && !unread)}
      onConfirm={confirm}
    >
      <Refusal problem={problem ?? unread} />
      <p>
        {isMe
          ? 'You no longer see anything here. To come back, you are invited again.'
          : `${name} no longer sees anything here. To come back, they are invited again.`}
      </p>
      {!ends && !unread && (
        <p className="flex items-center gap-2" aria-busy="true">
          <Spinner /> Looking what {isMe ? 'you hold' : `${name} holds`}
        </p>
      )}
      {ends && <Ends ends={ends} member={member} />}
      {ends && ends.instances.length > 0 && (
        <Field
          label="In whose name they go on"
          hint="Nothing is stopped or destroyed. Team and costs stay where they are."
        >
          {(control) => (
            <Select
              {...control}
              value={heir}
              onChange={({ target }) => setHeir(target.value)}
              placeholder={isMe ? 'Keep mine' : `Keep ${name}’s`}
              options={others.map((other) => ({
                value: other.id,
                label: other.isMe ? `${other.name} (you)` : other.name,
              }))}
            />
          )}
        </Field>
      )}
    </Confirm>
  );
}
