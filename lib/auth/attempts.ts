import { sql } from 'drizzle-orm';
import type { Tx } from '@/lib/store/db';

/** Who tries to come in or asks for a new password; what isn't known is left out. */
export interface Claimant {
  email?: string;
  /** Who somebody is at a provider: guessing at their password doesn't shut that door for them. */
  identity?: string;
  /** Null only where the server can't tell. */
  address?: string | null;
  /** What they try: each is counted by itself. */
  door?: 'sign-in' | 'reset';
}

export const WINDOW_MS = 15 * 60_000;
// Ten guesses a quarter of an hour are more than a person mistypes and less than a thousand a day. An office
// shares an address, so it gets more; what succeeds is given back.
export const FAILURES_MAX = { account: 10, address: 50 };
// Each asking may be a mail in somebody's letter box.
export const RESETS_MAX = { account: 3, address: 30 };

/**
 * Takes one attempt for the account and one for the address, in one statement and before anything is looked at: a
 * thousand guesses sent at once are a thousand counted guesses. Returns how long to wait, or 0.
 */
export async function takeAttempt(db: Tx, who: Claimant, now: Date): Promise<{ waitMs: number }> {
  const at = now.toISOString();
  const stale = sql`sign_in_attempt.window_start <= ${at}::timestamptz - ${WINDOW_MS} * interval '1 millisecond'`;
  // The keys are written in one order (the address first), so that two attempts never wait for each other.
  const counted = await db.execute<{ key: string; failures: number; start_ms: number }>(sql`
    INSERT INTO sign_in_attempt (key, window_start, failures)
    SELECT key, ${at}::timestamptz, 1 FROM unnest(${sql.param(keysOf(who))}::text[]) AS key
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN ${stale} THEN 1 ELSE least(sign_in_attempt.failures + 1, 1000000) END,
      window_start = CASE WHEN ${stale} THEN excluded.window_start ELSE sign_in_attempt.window_start END
    RETURNING key, failures, (extract(epoch FROM window_start) * 1000)::float8 AS start_ms`);
  const most = who.door === 'reset' ? RESETS_MAX : FAILURES_MAX;
  const waits = counted.rows
    .filter((row) => row.failures > (IS_ADDRESS.test(row.key) ? most.address : most.account))
    .map((row) => row.start_ms + WINDOW_MS - now.getTime());
  return { waitMs: Math.max(0, ...waits) };
}

/** The attempt was no failure: the account starts anew, the address gets its attempt back. */
export async function attemptSucceeded(db: Tx, who: Claimant): Promise<void> {
  await db.execute(sql`
    WITH mine AS (
      SELECT key FROM sign_in_attempt WHERE key = ANY(${sql.param(keysOf(who))}::text[]) ORDER BY key FOR UPDATE
    )
    UPDATE sign_in_attempt SET
      failures = CASE WHEN sign_in_attempt.key ~ ${IS_ADDRESS.source} THEN greatest(failures - 1, 0) ELSE 0 END
    FROM mine WHERE sign_in_attempt.key = mine.key`);
}

/** Windows that ended say nothing any more. */
export async function forgetAttempts(db: Tx, now: Date): Promise<void> {
  await db.execute(sql`
    DELETE FROM sign_in_attempt
    WHERE window_start <= ${now.toISOString()}::timestamptz - ${WINDOW_MS} * interval '1 millisecond'`);
}

const IS_ADDRESS = /^(reset:)?address:/;

function keysOf({ email, identity, address, door }: Claimant): string[] {
  const before = door === 'reset' ? 'reset:' : '';
  const keys = [
    address && `address:${address}`,
    email && `email:${email}`,
    identity && `identity:${identity}`,
  ];
  return keys.filter((key) => key).map((key) => before + key);
}
