'use client';

import { useShortcuts } from '@/components/shell/shortcuts';
import type { LineList } from './line-list';

type RowKeys = {
  enabled: boolean;
  lines: Pick<LineList<unknown>, 'ids' | 'length'>;
  cursor: string | undefined;
  move: (id: string) => void;
  choose?: (id: string, range: boolean) => void;
  open?: (id: string) => void;
  menu?: (id: string) => void;
};

/** j and k walk, x chooses, shift+x chooses up to here, enter opens, the full stop opens the menu. */
export function useRowKeys({ enabled, lines, cursor, move, choose, open, menu }: RowKeys) {
  const step = (by: number) => {
    const ids = lines.ids();
    const at = cursor === undefined ? -1 : ids.indexOf(cursor);
    const next = ids[Math.max(0, Math.min(ids.length - 1, at < 0 ? 0 : at + by))];
    if (next !== undefined) move(next);
  };
  const here = (act: ((id: string) => void) | undefined) => () => {
    if (act && cursor !== undefined && lines.ids().includes(cursor)) act(cursor);
  };
  const group = 'Rows';
  useShortcuts(
    [
      { keys: 'j', label: 'Next row', group, run: () => step(1) },
      { keys: 'k', label: 'Previous row', group, run: () => step(-1) },
      ...(choose
        ? [
            { keys: 'x', label: 'Choose the row', group, run: here((id) => choose(id, false)) },
            { keys: 'shift+x', label: 'Choose up to here', group, run: here((id) => choose(id, true)) },
          ]
        : []),
      ...(open ? [{ keys: 'enter', label: 'Open the row', group, run: here(open) }] : []),
      ...(menu ? [{ keys: '.', label: 'What can be done with it', group, run: here(menu) }] : []),
    ],
    enabled && lines.length > 0,
  );
}
