'use client';

import { ActionBar, BarButton } from '@/components/ui/action-bar';
import { moneyText } from '@/components/ui/money';
import type { InstanceRow } from '@/lib/queries/instances';
import { gpusIn, hourOf } from './dialogs/facts';
import type { DialogKind } from './instance-dialogs';
import type { RowActs } from './row-menu-items';
import { possible } from './status-look';

type Props = {
  rows: InstanceRow[];
  nowMs: number;
  may: RowActs['may'];
  onClear: () => void;
  onAsk: (kind: DialogKind, rows: InstanceRow[]) => void;
  onStart: (rows: InstanceRow[]) => void;
};

/** What can be done with the chosen ones, each with those it fits, and what they cost now. */
export function ChosenBar({ rows, nowMs, may, onClear, onAsk, onStart }: Props) {
  const those = (what: keyof ReturnType<typeof possible>) => rows.filter((row) => possible(row, nowMs)[what]);
  const [start, stop, restart, living] = [those('start'), those('stop'), those('restart'), those('destroy')];
  const count = (some: InstanceRow[]) => (some.length < rows.length ? ` ${some.length}` : '');
  const button = (label: string, some: InstanceRow[], act: () => void, allowed: boolean) =>
    allowed && (
      <BarButton disabled={some.length === 0} onClick={act}>
        {label}
        {some.length > 0 && count(some)}
      </BarButton>
    );
  const gpus = gpusIn(living);
  return (
    <ActionBar
      chosen={`${rows.length} chosen`}
      says={`${gpus} ${gpus === 1 ? 'GPU' : 'GPUs'}, ${moneyText(hourOf(rows))}/h`}
      onClear={onClear}
    >
      {button('Start', start, () => onStart(start), may.rent)}
      {button('Stop', stop, () => onAsk('stop', stop), may.operate)}
      {button('Reboot', restart, () => onAsk('reboot', restart), may.operate)}
      {button('Recycle', restart, () => onAsk('recycle', restart), may.destroy)}
      {button('Extend', living, () => onAsk('end', living), may.assign)}
      {button('Label', living, () => onAsk('label', living), may.operate)}
      {button('Team', rows, () => onAsk('assign', rows), may.assign)}
      {button('Destroy', living, () => onAsk('destroy', living), may.destroy)}
    </ActionBar>
  );
}
