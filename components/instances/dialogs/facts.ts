/** What a dialog says of the instances it is about. Pure. */
import { moneyText } from '@/components/ui/money';
import { exact, sum, times, usd, ZERO } from '@/lib/money';
import type { InstanceRow } from '@/lib/queries/instances';
import { nameOf } from '../status-look';

const NAMED_MAX = 8;

export const titleOf = (verb: string, rows: readonly InstanceRow[]): string =>
  rows.length === 1 && rows[0] ? `${verb} ${nameOf(rows[0])}?` : `${verb} ${rows.length} instances?`;

export function namesOf(rows: readonly InstanceRow[]): string {
  const names = rows.slice(0, NAMED_MAX).map(nameOf).join(', ');
  return rows.length > NAMED_MAX ? `${names} and ${rows.length - NAMED_MAX} more` : names;
}

const total = (rows: readonly InstanceRow[], pick: (row: InstanceRow) => string | null) =>
  sum(rows.map((row) => usd(pick(row) ?? '0')));

/** Exact text: what they bill now, and what their disks bill per hour and per day. */
export const hourOf = (rows: readonly InstanceRow[]): string => exact(total(rows, (row) => row.hourUsd));
export const diskHourOf = (rows: readonly InstanceRow[]): string =>
  exact(total(rows, (row) => row.diskHourUsd));
export const diskDayOf = (rows: readonly InstanceRow[]): string =>
  exact(
    times(
      total(rows, (row) => row.diskHourUsd),
      24,
    ),
  );

export const gpusIn = (rows: readonly InstanceRow[]): number => rows.reduce((n, row) => n + row.gpus, 0);

/** "$0.21", "$0.004": a small amount keeps the digits that say something. */
export const shortUsd = (amount: string): string => moneyText(amount, { places: shortPlaces(amount) });
export const shortPlaces = (amount: string): number =>
  usd(amount).abs().lt('0.1') && !usd(amount).equals(ZERO) ? 3 : 2;

const RECENT = 5;
/** Those that worked within the last ten minutes, with the mean of that time in percent. */
export function busyOf(rows: readonly InstanceRow[]): { row: InstanceRow; percent: number }[] {
  return rows.flatMap((row) => {
    const recent = row.lastHour.slice(-RECENT).filter((use) => use !== null);
    const percent = recent.length > 0 ? recent.reduce((a, b) => a + b, 0) / recent.length : (row.gpuUse ?? 0);
    return row.gpuUse !== null && percent >= 5 ? [{ row, percent: Math.round(percent) }] : [];
  });
}

/** GB that are on their disks, as far as Vast.ai says; null when it says nothing. */
export function writtenGb(rows: readonly InstanceRow[]): number | null {
  const known = rows.flatMap((row) => row.diskGb ?? []);
  return known.length === 0 ? null : Math.round(known.reduce((a, b) => a + b, 0));
}
