'use client';

import { Confirm } from '@/components/ui/confirm';
import { diskDayOf, gpusIn, hourOf, namesOf, shortUsd, titleOf } from './facts';
import { BusyWarning, type DialogProps } from './parts';

/** Stopping ends the GPU's bill and not the disk's, and gives the GPU back to the market. */
export function StopDialog({ rows, onClose, onConfirm }: DialogProps & { onConfirm: () => void }) {
  const many = rows.length > 1;
  return (
    <Confirm
      open
      onOpenChange={(open) => !open && onClose()}
      title={titleOf('Stop', rows)}
      action={many ? `Stop ${rows.length}` : 'Stop'}
      onConfirm={() => {
        onClose();
        onConfirm();
      }}
    >
      {many && <p>{namesOf(rows)}.</p>}
      <BusyWarning rows={rows} />
      <p>
        {shortUsd(hourOf(rows))} an hour ends; the {many ? 'disks go' : 'disk goes'} on at{' '}
        <b>{shortUsd(diskDayOf(rows))} a day</b>. Data on {many ? 'them' : 'it'} stays.
      </p>
      <p>
        {gpusIn(rows) === 1 ? 'The GPU goes' : 'The GPUs go'} back to the market: if somebody else rents{' '}
        {gpusIn(rows) === 1 ? 'it' : 'them'}, {many ? 'they' : 'it'} can’t start again until that ends.
      </p>
    </Confirm>
  );
}
