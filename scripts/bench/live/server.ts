/** What the web server says of itself, and what its database holds. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Stage } from '../../stage';

/** Seconds of CPU the web process has used. */
export async function cpuSeconds(stage: Stage): Promise<number> {
  const text = await (await fetch(`${stage.url}/metrics`)).text();
  const found = /^process_cpu_seconds_total (\S+)/m.exec(text)?.[1];
  if (!found) throw new Error('the server does not say how much CPU it has used');
  return Number(found);
}

export async function withRows<T>(
  stage: Stage,
  work: (query: (sql: string) => Promise<Record<string, unknown>[]>) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    return await work(async (sql) => (await client.query(sql)).rows);
  } finally {
    await client.end();
  }
}

/**
 * Once an answer has taught the limiter that a page of instances may be asked for every 15 ms; without it the first
 * look at ten thousand would take seven minutes.
 */
const QUICK_PAGES = `
  INSERT INTO rate_slot (origin, identity, method, path, next_at, learned_interval_ms)
  SELECT origin, id, 'GET', '/api/v1/instances/', now(), 15 FROM vast_identity
  ON CONFLICT (origin, identity, method, path)
  DO UPDATE SET learned_interval_ms = excluded.learned_interval_ms, next_at = now()`;

export const instancesRead = (stage: Stage, count: number): Promise<void> =>
  withRows(stage, async (query) => {
    await query(QUICK_PAGES);
    for (;;) {
      const [row] = await query('SELECT count(*)::int AS known FROM instance WHERE gone_at IS NULL');
      if (Number(row?.known) >= count) return;
      await sleep(1000);
    }
  });
