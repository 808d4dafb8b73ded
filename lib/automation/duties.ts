import { setTimeout as sleep } from 'node:timers/promises';
import { inContext, newRequestId } from '@/lib/log/context';

/** Something done again and again. With `each`, it is done for every key it names, each at its own pace. */
export interface Duty {
  name: string;
  /** From the start of one run to the start of the next; a run that takes longer is followed at once. */
  everyMs: number;
  each?: () => Promise<string[]>;
  run: (key: string) => Promise<unknown>;
}

/** A failure is logged and the duty goes on: one bad minute of Vast.ai must not end a worker. */
export async function runDuties(
  duties: readonly Duty[],
  signal: AbortSignal,
  log: (entry: { duty: string; error: unknown }) => void,
): Promise<void> {
  await Promise.all(duties.map((duty) => repeat(duty, signal, log)));
}

async function repeat(
  duty: Duty,
  signal: AbortSignal,
  log: (entry: { duty: string; error: unknown }) => void,
): Promise<void> {
  const running = new Map<string, Promise<void>>();
  const startOf = new Map<string, number>();
  while (!signal.aborted) {
    const keys = await guarded(duty.name, log, () => (duty.each ? duty.each() : Promise.resolve([''])));
    for (const key of keys ?? []) {
      const since = performance.now() - (startOf.get(key) ?? Number.NEGATIVE_INFINITY);
      if (running.has(key) || since < duty.everyMs) continue;
      startOf.set(key, performance.now());
      const done = guarded(duty.name, log, () => duty.run(key)).then(() => void running.delete(key));
      running.set(key, done);
    }
    // Keys are looked at more often than they are due, so that a new one doesn't wait a whole round.
    await pause(Math.min(duty.everyMs, 1_000), signal);
  }
  await Promise.all(running.values());
}

/** Each turn has an id of its own, as each request of a browser does. */
function guarded<T>(
  duty: string,
  log: (entry: { duty: string; error: unknown }) => void,
  work: () => Promise<T>,
): Promise<T | undefined> {
  return inContext({ requestId: newRequestId() }, async () => {
    try {
      return await work();
    } catch (error) {
      log({ duty, error });
      return undefined;
    }
  });
}

/** Waits, or returns at once when the worker is told to stop. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
