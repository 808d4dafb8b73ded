'use client';

import { useQueryClient } from '@tanstack/react-query';
import { PULSE } from '@/components/live/instances-cache';
import { useNow } from '@/components/ui/clock';
import type { InstanceRow } from '@/lib/queries/instances';
import type { Act, Pulse } from '@/lib/queries/instances-pulse';
import { AssignDialog, type TeamOption } from './dialogs/assign';
import { BidDialog } from './dialogs/bid';
import { DestroyDialog } from './dialogs/destroy';
import { EndDialog } from './dialogs/end';
import { LabelDialog } from './dialogs/label';
import { RestartDialog } from './dialogs/restart';
import { ResultsDialog } from './dialogs/results';
import { StopDialog } from './dialogs/stop';
import type { useActs } from './run-acts';

export type DialogKind = 'stop' | 'reboot' | 'recycle' | 'destroy' | 'label' | 'end' | 'assign' | 'bid';
export interface OpenDialog {
  kind: DialogKind;
  rows: InstanceRow[];
}

export type InstanceDialogsProps = {
  open: OpenDialog | undefined;
  onClose: () => void;
  acts: ReturnType<typeof useActs>;
  teams: readonly TeamOption[];
  /** Whether an instance may be left without one. */
  noTeam: boolean;
  zone: string;
  /** The name of who acts. */
  me: string;
};

/** As long as the gateway waits; the database's own moment follows with the next pulse. */
const TAKE_BACK_MS = 10_000;
const DAY_MS = 86_400_000;

/** Whatever is asked about some instances, on the list and on one's own page. */
export function InstanceDialogs({ open, onClose, acts, teams, noTeam, zone, me }: InstanceDialogsProps) {
  const cache = useQueryClient();
  const nowMs = useNow(1000) ?? 0;
  if (acts.failed) {
    const { asked } = acts.failed;
    return (
      <ResultsDialog
        outcome={acts.failed}
        onClose={acts.close}
        onRetry={(rows) => void acts.run(asked, rows)}
      />
    );
  }
  if (!open) return null;
  const { kind, rows } = open;
  const common = { rows, onClose };
  switch (kind) {
    case 'stop':
      return <StopDialog {...common} onConfirm={() => void acts.run({ kind }, rows)} />;
    case 'reboot':
    case 'recycle':
      return <RestartDialog {...common} kind={kind} onConfirm={() => void acts.run({ kind }, rows)} />;
    case 'label':
      return <LabelDialog {...common} onLabel={(label) => void acts.run({ kind, label }, rows)} />;
    case 'end':
      return <EndDialog {...common} zone={zone} onEnd={(end) => void acts.run({ kind, ...end }, rows)} />;
    case 'assign':
      return (
        <AssignDialog
          {...common}
          teams={teams}
          noTeam={noTeam}
          onAssign={(to) => void acts.run({ kind, ...to }, rows)}
        />
      );
    case 'bid':
      return <BidDialog {...common} onBid={(hourUsd) => void acts.run({ kind, hourUsd }, rows)} />;
    case 'destroy':
      return (
        <DestroyDialog
          {...common}
          // Shown at once; a browser without a stream would learn of it when half the time is over.
          onDestroying={(ids) =>
            cache.setQueryData<Pulse>(
              PULSE,
              (pulse) => pulse && withActs(pulse, waiting(ids, rows, nowMs, me)),
            )
          }
          onLater={() => {
            void acts.run({ kind: 'stop' }, rows);
            const endsMs = () => nowMs + DAY_MS;
            void acts.run(
              { kind: 'end', endsMs, says: 'Destroyed in 24 h, unless you set another end.' },
              rows,
            );
          }}
        />
      );
  }
}

/** The stream may have brought them already: it is often quicker than the answer. */
function withActs(pulse: Pulse, acts: readonly Act[]): Pulse {
  const known = new Set(pulse.acts.map((act) => act.id));
  return { ...pulse, acts: [...acts.filter((act) => !known.has(act.id)), ...pulse.acts] };
}

const waiting = (ids: string[], rows: InstanceRow[], nowMs: number, by: string): Act[] =>
  ids.flatMap((id, index) => {
    const row = rows[index];
    if (!row) return [];
    return {
      id,
      accountId: row.accountId,
      contractId: row.contractId,
      what: 'destroy' as const,
      state: 'waiting' as const,
      by,
      atMs: nowMs,
      dueMs: nowMs + TAKE_BACK_MS,
      reservedHourUsd: null,
      object: row.label,
      problem: null,
      forPerson: null,
    };
  });
