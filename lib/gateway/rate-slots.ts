import { sql } from 'drizzle-orm';
import type { Db } from '@/lib/store/db';
import type { Limiter, RateKey } from '@/lib/vast/limiter';

/**
 * The limiter's memory in PostgreSQL: web, worker and replicas book their turns in one row per endpoint and
 * identity, each with one atomic statement, so that together they never call faster than one of them may.
 */
export function rateSlots(db: Db): Limiter {
  return {
    async book(key: RateKey, documentedIntervalMs: number, atMostMs: number) {
      // `next_at` is the first free moment. Taking it moves it one interval on; the reply is how far away it is.
      const booked = await db.execute<{ wait_ms: string }>(sql`
        INSERT INTO rate_slot AS s (origin, identity, method, path, next_at)
        VALUES (${key.origin}, ${key.identity}, ${key.method}, ${key.path},
                clock_timestamp() + ${documentedIntervalMs} * interval '1 millisecond')
        ON CONFLICT (origin, identity, method, path) DO UPDATE
          SET next_at = greatest(s.next_at, clock_timestamp())
                      + coalesce(s.learned_interval_ms, ${documentedIntervalMs}) * interval '1 millisecond'
          WHERE s.next_at <= clock_timestamp() + ${atMostMs} * interval '1 millisecond'
        RETURNING greatest(0, extract(epoch FROM next_at - clock_timestamp()) * 1000
                            - coalesce(learned_interval_ms, ${documentedIntervalMs})) AS wait_ms`);
      const [turn] = booked.rows;
      return turn === undefined ? null : Math.ceil(Number(turn.wait_ms));
    },

    async slowDown(key: RateKey, thresholdMs: number | null) {
      // A tenth above what Vast.ai named, since its clock and the network aren't ours; doubled when it named nothing.
      await db.execute(sql`
        UPDATE rate_slot SET
          learned_interval_ms = greatest(
            coalesce(learned_interval_ms, 0),
            CASE WHEN ${thresholdMs}::int IS NULL THEN least(coalesce(learned_interval_ms, 500) * 2, 30000)
                 ELSE (${thresholdMs}::int * 11) / 10 END),
          next_at = greatest(next_at, clock_timestamp() + coalesce(${thresholdMs}::int, 1000) * interval '1 millisecond')
        WHERE origin = ${key.origin} AND identity = ${key.identity} AND method = ${key.method} AND path = ${key.path}`);
    },
  };
}
