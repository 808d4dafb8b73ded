'use client';

import { nearby } from '@/components/time/zoned';
import { Money } from '@/components/ui/money';
import { Status } from '@/components/ui/status';
import type { Act } from '@/lib/queries/instances-pulse';

/** Rents that are under way or whose answer got lost: there is no row for them yet, and their money is reserved. */
export function UnsettledRents({ acts, nowMs, zone }: { acts: readonly Act[]; nowMs: number; zone: string }) {
  const rents = acts.filter((act) => act.what === 'rent' && act.contractId === null && act.state !== 'done');
  if (rents.length === 0) return null;
  return (
    <ul aria-label="Rents without an answer yet" className="mb-3.5 rounded-lg border border-line bg-surface">
      {rents.map((act) => (
        <li
          key={act.id}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2.5 first:border-0"
        >
          <Status tone={act.state === 'unknown' ? 'warn' : 'wait'}>
            {act.state === 'unknown' ? 'Rent: no answer' : 'Renting'}
          </Status>
          <span className="min-w-0 flex-1">
            <b>{act.object ?? 'an instance'}</b>{' '}
            <span className="text-ink-3">
              by {act.by}, {nearby(act.atMs, nowMs, zone)}
            </span>
            {act.state === 'unknown' && (
              <span className="block text-sm text-ink-2">
                The connection broke before Vast.ai answered. Gantry looks it up until it knows; don’t rent it
                again.
              </span>
            )}
          </span>
          {act.reservedHourUsd && (
            <span className="text-ink-2">
              <Money amount={act.reservedHourUsd} places={3} unit="/h" /> reserved
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
