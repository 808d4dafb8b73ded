'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PULSE } from '@/components/live/instances-cache';
import { usePulse } from '@/components/live/use-pulse';
import { useShortcuts } from '@/components/shell/shortcuts';
import { notify } from '@/components/ui/notice';
import { TakeBack } from '@/components/ui/take-back';
import type { Act, Pulse } from '@/lib/queries/instances-pulse';
import type { Problem } from '@/lib/vast/problem';

/**
 * Destroys whose take-back time runs: it is the database's, so it stands on every screen, in every tab and after a
 * reload. `me` is the name of who is looking: somebody else's destroy says whose it is.
 */
export function WaitingDestroys({ me, first }: { me: string; first: Pulse }) {
  const cache = useQueryClient();
  const [pending, setPending] = useState<number>();
  const waiting = usePulse(first).acts.filter((act) => act.state === 'waiting');
  // Asked for together, taken back together.
  const groups = byMoment(waiting);
  const takeBack = async (dueMs: number, group: readonly Act[]) => {
    setPending(dueMs);
    const ids = group.map((act) => act.id);
    const problem = await post(ids);
    setPending(undefined);
    if (problem) return notify({ tone: 'bad', title: 'Not taken back', says: problem.say });
    cache.setQueryData<Pulse>(
      PULSE,
      (pulse) => pulse && { ...pulse, acts: pulse.acts.filter((act) => !ids.includes(act.id)) },
    );
    notify({ tone: 'run', title: `Taken back: ${saysOf(group)} stays` });
  };
  const latest = [...groups].at(-1);
  useShortcuts(
    [
      {
        keys: 'z',
        label: 'Take the destroy back',
        group: 'Everywhere',
        run: () => latest && pending === undefined && void takeBack(...latest),
      },
    ],
    latest !== undefined,
  );
  if (waiting.length === 0) return null;
  return (
    // Floats, so that no row moves away under the pointer; above the bar of chosen rows.
    <div className="fixed inset-x-4 bottom-36 z-30 mx-auto grid max-w-xl gap-2 rounded-lg md:bottom-20 lg:left-[228px] [&>*]:shadow-float">
      {[...groups].map(([dueMs, group]) => (
        <TakeBack
          key={dueMs}
          untilMs={dueMs}
          pending={pending === dueMs}
          keys={dueMs === latest?.[0] ? 'z' : undefined}
          onTakeBack={() => void takeBack(dueMs, group)}
        >
          Destroying <b>{saysOf(group)}</b>
          {group[0] && group[0].by !== me && `, asked for by ${group[0].by},`}
        </TakeBack>
      ))}
    </div>
  );
}

function byMoment(acts: readonly Act[]): Map<number, Act[]> {
  const groups = new Map<number, Act[]>();
  for (const act of acts) groups.set(act.dueMs ?? 0, [...(groups.get(act.dueMs ?? 0) ?? []), act]);
  return groups;
}

const nameOf = (act: Act) => act.object || String(act.contractId);
const saysOf = (group: readonly Act[]) =>
  group.length <= 2 ? group.map(nameOf).join(' and ') : `${group.length} instances`;

/** Null when taken back. */
async function post(ids: string[]): Promise<Pick<Problem, 'say'> | null> {
  try {
    const response = await fetch('/api/instances/take-back', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ids }),
    });
    if (response.ok) return null;
    const body = (await response.json()) as { problem?: Problem };
    return body.problem ?? { say: 'Gantry didn’t answer. Try again at once.' };
  } catch {
    return { say: 'Gantry didn’t answer. Try again at once.' };
  }
}
