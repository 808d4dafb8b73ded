'use client';

import { Confirm } from '@/components/ui/confirm';
import { namesOf, titleOf, writtenGb } from './facts';
import { BusyWarning, type DialogProps } from './parts';

type Props = DialogProps & { kind: 'reboot' | 'recycle'; onConfirm: () => void };

/** Rebooting keeps the disk; recycling makes the container anew and loses it. Both keep the GPU and its bill. */
export function RestartDialog({ rows, kind, onClose, onConfirm }: Props) {
  const many = rows.length > 1;
  const verb = kind === 'reboot' ? 'Reboot' : 'Recycle';
  const written = writtenGb(rows);
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && onClose()}
      title={titleOf(verb, rows)}
      action={many ? `${verb} ${rows.length}` : verb}
      tone={kind === 'recycle' ? 'danger-main' : 'main'}
      typed={kind === 'recycle' && many ? `recycle ${rows.length}` : undefined}
      onConfirm={() => {
        onClose();
        onConfirm();
      }}
    >
      {many && <p>{namesOf(rows)}.</p>}
      <BusyWarning rows={rows} />
      {kind === 'reboot' ? (
        <p>
          The container stops and starts on the same GPU. What is on its disk stays; what runs in it ends.
        </p>
      ) : (
        <p>
          The container is made anew from a freshly pulled image on the same GPU.{' '}
          <b>What is on its disk is lost{written ? ` (${written.toLocaleString('en-US')} GB)` : ''}</b>; there
          is no way back.
        </p>
      )}
      <p>The bill goes on as before.</p>
    </Confirm>
  );
}
