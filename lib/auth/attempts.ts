import { sql } from 'drizzle-orm';
import type { Tx } from '@/lib/store/db';

/** Who tries to sign in or asks for a new password; an address is absent only where the server can't tell. */
export interface Claimant {
  email: string;
  address: string | null;
  /** What they try: each is counted by itself. */
  door?: 'sign-in' | 'reset';
}

export const WINDOW_MS = 15 * 60_000;
// Ten guesses a quarter of an hour are more than a person mistypes and less than a thousand a day. An office
// shares an address, so it gets more; what succeeds is given back.
export const FAILURES_MAX = { email: 10, address: 50 };
// Each asking may be a mail in somebody's letter box.
export const RESETS_MAX = { email: 3, address: 30 };

/**
 * Takes one attempt for the e-mail and one for the address, in one statement and before the password is
 * looked at: a thousand guesses sent at once are a thousand counted guesses. Returns how long to wait, or 0.
 */
export async function takeAttempt(db: Tx, who: Claimant, now: Date): Promise<{ waitMs: number }> {
  const at = now.toISOString();
  const stale = sql`sign_in_attempt.window_start <= ${at}::timestamptz - ${WINDOW_MS} * interval '1 millisecond'`;
  // The keys are written in one order ("address:" before "email:"), so that two attempts never wait for each other.
  const counted = await db.execute<{ key: string; failures: number; start_ms: number }>(sql`
    INSERT INTO sign_in_attempt (key, window_start, failures)
    SELECT key, ${at}::timestamptz, 1 FROM unnest(${sql.param(keysOf(who))}::text[]) AS key
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN ${stale} THEN 1 ELSE least(sign_in_attempt.failures + 1, 1000000) END,
      window_start = CASE WHEN ${stale} THEN excluded.window_start ELSE sign_in_attempt.window_start END
    RETURNING key, failures, (extract(epoch FROM window_start) * 1000)::float8 AS start_ms`);
  const most = who.door === 'reset' ? RESETS_MAX : FAILURES_MAX;
  const waits = counted.rows
    .filter((row) => row.failures > (row.key.endsWith(emailKey(who)) ? most.email : most.address))
    .map((row) => row.start_ms + WINDOW_MS - now.getTime());
  return { waitMs: Math.max(0, ...waits) };
}

/** The attempt was no failure: the e-mail starts anew, the address gets its attempt back. */
export async function attemptSucceeded(db: Tx, who: Claimant): Promise<void> {
  await db.execute(sql`
    WITH mine AS (
      SELECT key FROM sign_in_attempt WHERE key = ANY(${sql.param(keysOf(who))}::text[]) ORDER BY key FOR UPDATE
    )
    UPDATE sign_in_attempt SET
      failures = CASE WHEN sign_in_attempt.key LIKE 'email:%' THEN 0 ELSE greatest(failures - 1, 0) END
    FROM mine WHERE sign_in_attempt.key = mine.key`);
}

/** Windows that ended say nothing any more. */
export async function forgetAttempts(db: Tx, now: Date): Promise<void> {
  await db.execute(sql`
    DELETE FROM sign_in_attempt
    WHERE window_start <= ${now.toISOString()}::timestamptz - ${WINDOW_MS} * interval '1 millisecond'`);
}

const emailKey = (who: Claimant): string => `email:${who.email}`;

function keysOf(who: Claimant): string[] {
  const door = who.door === 'reset' ? 'reset:' : '';
  return [...(who.address ? [`${door}address:${who.address}`] : []), `${door}${emailKey(who)}`];
}
