/** Turns at Vast.ai's identities, or at webhooks, handed out by pg-boss to whichever worker is free. */
import type { Pool } from 'pg';
import PgBoss from 'pg-boss';
import { inContext, newRequestId } from '@/lib/log/context';
import type { Store } from '@/lib/store/db';

/** The queue on the store's own connections, and so with the application's rights only. Its tables come by migration. */
export const openJobs = (store: Store): PgBoss =>
  new PgBoss({
    migrate: false,
    db: { executeSql: (text, values) => store.pool.query(text, values) },
  });

export interface Turns {
  queue: string;
  /** The identities, or whatever else takes turns, that have something due. */
  due: () => Promise<string[]>;
  /** Works through what is due, one call after another, until nothing is left or `goOn` says stop. */
  work: (identityId: string, goOn: () => boolean) => Promise<void>;
}

export interface TurnOptions {
  /** How often it is looked at what is due. */
  tickMs?: number;
  /** Identities worked on at once by this process. */
  workers?: number;
}

const TURN_MS = 60_000;
// Longer than a turn and its last call. A killed worker's turn is lost after it; nobody waits for that, see `alone`.
const EXPIRES_S = 300;

/** Starts handing out turns and working on them; ends both, after the calls under way, when the result is called. */
export async function startTurns(
  boss: PgBoss,
  ports: { pool: Pool; now: () => Date },
  turns: Turns,
  { tickMs = 15_000, workers = 4 }: TurnOptions = {},
): Promise<() => Promise<void>> {
  // `short`: at most one turn waits per identity, however many workers ask for it.
  await boss.createQueue(turns.queue, {
    name: turns.queue,
    policy: 'short',
    expireInSeconds: EXPIRES_S,
    retryLimit: 5,
    retryDelay: 5,
    retryBackoff: true,
  });
  let stopped = false;
  const underWay = new Set<Promise<void>>();

  const ask = (identityId: string) => boss.send(turns.queue, { identityId }, { singletonKey: identityId });
  const tick = async () => {
    for (const identityId of await turns.due()) await ask(identityId);
  };
  const take = async ([job]: PgBoss.Job<{ identityId: string }>[]) => {
    if (!job) return;
    const { identityId } = job.data;
    const endsAt = ports.now().getTime() + TURN_MS;
    const goOn = () => !stopped && ports.now().getTime() < endsAt;
    await inContext({ requestId: newRequestId() }, () =>
      alone(ports.pool, `${turns.queue} ${identityId}`, () => turns.work(identityId, goOn)),
    );
  };
  for (let worker = 0; worker < workers; worker++) {
    await boss.work<{ identityId: string }>(
      turns.queue,
      { batchSize: 1, pollingIntervalSeconds: 1 },
      (jobs) => {
        const turn = take(jobs).finally(() => underWay.delete(turn));
        underWay.add(turn);
        return turn;
      },
    );
  }
  const report = (error: unknown) => boss.emit('error', error as Error);
  await tick();
  const timer = setInterval(() => tick().catch(report), tickMs);
  return async () => {
    stopped = true;
    clearInterval(timer);
    await boss.offWork(turns.queue);
    await Promise.allSettled(underWay);
  };
}

/**
 * Runs `work` unless another process is at it. The lock belongs to a connection: a killed process gives it up at
 * once. It only spares Vast.ai double questions; what is stored doesn't depend on it.
 */
async function alone(pool: Pool, name: string, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    const lock = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken', [name]);
    if (!lock.rows[0]?.taken) return;
    try {
      await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [name]);
    }
  } finally {
    client.release();
  }
}
