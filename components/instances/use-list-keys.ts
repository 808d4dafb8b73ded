'use client';

import { useRouter } from 'next/navigation';
import { useShortcuts } from '@/components/shell/shortcuts';
import type { InstanceRow } from '@/lib/queries/instances';
import { hrefOf } from './columns';
import type { DialogKind } from './instance-dialogs';
import type { RowActs } from './row-menu-items';
import { copySsh } from './ssh-button';
import { nameOf, possible } from './status-look';

type Keys = {
  rowOf: (id: string) => InstanceRow | undefined;
  chosen: readonly InstanceRow[];
  nowMs: number;
  may: RowActs['may'];
  searchId: string;
  ask: (kind: DialogKind, rows: InstanceRow[]) => void;
  start: (rows: InstanceRow[]) => void;
  clear: () => void;
};

/** The list by keyboard: on the row that has the focus, else on the chosen ones. */
export function useListKeys({ rowOf, chosen, nowMs, may, searchId, ask, start, clear }: Keys) {
  const router = useRouter();
  const here = (event: KeyboardEvent): InstanceRow[] => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-id]') : null;
    const row = target?.dataset.id === undefined ? undefined : rowOf(target.dataset.id);
    return row && !chosen.includes(row) ? [row] : [...chosen];
  };
  const one = (act: (row: InstanceRow) => void) => (event: KeyboardEvent) => {
    const [row] = here(event);
    if (row) act(row);
  };
  const some = (allowed: boolean, kind: DialogKind) => (event: KeyboardEvent) => {
    const rows = here(event).filter((row) => row.goneMs === null);
    if (allowed && rows.length > 0) ask(kind, rows);
  };
  const startOrStop = (event: KeyboardEvent) => {
    const rows = here(event);
    const up = rows.filter((row) => possible(row, nowMs).stop);
    if (up.length > 0 && may.operate) return ask('stop', up);
    const down = rows.filter((row) => possible(row, nowMs).start);
    if (down.length > 0 && may.rent) start(down);
  };
  const group = 'Instances';
  useShortcuts([
    { keys: 'e', label: 'Label', group, run: some(may.operate, 'label') },
    { keys: 's', label: 'Stop or start', group, run: startOrStop },
    { keys: 'l', label: 'Logs', group, run: one((row) => router.push(`${hrefOf(row)}?tab=logs`)) },
    {
      keys: 'c',
      label: 'Copy the SSH line',
      group,
      run: one((row) => row.ssh && void copySsh(row.ssh, nameOf(row))),
    },
    { keys: 'delete', label: 'Destroy', group, run: some(may.destroy, 'destroy') },
    { keys: '/', label: 'Filter', group, run: () => document.getElementById(searchId)?.focus() },
    ...(chosen.length > 0 ? [{ keys: 'escape', label: 'Choose none', group, run: clear }] : []),
  ]);
}
