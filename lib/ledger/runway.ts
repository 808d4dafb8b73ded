import { exact, per, type Usd } from '@/lib/money';

/** An account's money: what is left, when that was read, and what its instances cost per hour now. */
export interface Wallet {
  accountId: string;
  name: string;
  credit: Usd | null;
  creditReadAt: Date | null;
  hourUsd: Usd;
}

export interface Runway {
  accountId: string;
  name: string;
  /** When the credit reaches zero at the present burn and Vast.ai stops the account's instances. */
  stopsAt: Date;
}

const HOUR_MS = 3_600_000;
/** A long weekend in which nobody tops up. */
export const CREDIT_LOW_MS = 72 * HOUR_MS;
/** Beyond a century a date says nothing, and JavaScript's calendar ends. */
const FOREVER_MS = 100 * 365 * 24 * HOUR_MS;

/** Null when nothing burns or the credit isn't known. Disks burn on while an instance is stopped, so they count. */
export function runwayOf({ accountId, name, credit, creditReadAt, hourUsd }: Wallet): Runway | null {
  if (credit === null || creditReadAt === null || !hourUsd.isPositive() || hourUsd.isZero()) return null;
  if (!credit.isPositive()) return { accountId, name, stopsAt: creditReadAt };
  const leftMs = Number(per(credit, exact(hourUsd)).times(HOUR_MS).toFixed(0));
  if (leftMs > FOREVER_MS) return null;
  return { accountId, name, stopsAt: new Date(creditReadAt.getTime() + leftMs) };
}

/** Each account pays for its own instances: what matters is the first one that runs dry, not the sum. */
export function firstToStop(wallets: readonly Wallet[]): Runway | null {
  const runways = wallets.map(runwayOf).filter((runway) => runway !== null);
  return runways.toSorted((a, b) => a.stopsAt.getTime() - b.stopsAt.getTime())[0] ?? null;
}
