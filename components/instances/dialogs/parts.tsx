'use client';

import { type ReactNode, useId } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { InstanceRow } from '@/lib/queries/instances';
import { nameOf } from '../status-look';
import { busyOf } from './facts';

export type DialogProps = { rows: InstanceRow[]; onClose: () => void };

/** A dialog that asks for something to be filled in: the field has the focus. */
export function FormDialog({
  title,
  says,
  action,
  ready = true,
  onClose,
  onSubmit,
  children,
}: {
  title: ReactNode;
  says?: ReactNode;
  /** Repeats verb and count. */
  action: ReactNode;
  ready?: boolean;
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const form = useId();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={says}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} tone="main" disabled={!ready}>
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-3.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          onClose();
          onSubmit();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}

/** Work that would be cut off. */
export function BusyWarning({ rows }: { rows: readonly InstanceRow[] }) {
  const busy = busyOf(rows);
  const [first] = busy;
  if (!first) return null;
  return (
    <p className="rounded-sm bg-warn-bg px-2.5 py-2 text-ink">
      <b className="text-warn">At work now:</b>{' '}
      {busy.length === 1
        ? `${rows.length > 1 ? `${nameOf(first.row)}, ` : ''}${first.percent} % GPU use over the last ten minutes.`
        : `${busy.length} of them, ${nameOf(first.row)} at ${first.percent} % GPU use over the last ten minutes.`}
    </p>
  );
}
