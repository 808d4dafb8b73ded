/** Many browsers at once, as far as a server can tell: what each of them asks for, without anything on a screen. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../../stage';

export interface Crowd {
  /** Bytes that have come so far, over all. */
  bytes(): number;
  leave(): Promise<void>;
}

/** So many streams, each open before this resolves. */
export const streams = (stage: Stage, count: number): Promise<Crowd> =>
  crowd(count, async (_, signal, came) => {
    const response = await fetch(`${stage.url}/api/live`, {
      headers: { cookie: stage.cookie, accept: 'text/event-stream' },
      signal,
    });
    const { body } = response;
    if (!response.ok || !body) throw new Error(`a stream was answered with ${response.status}`);
    return async () => {
      for await (const chunk of body) came(chunk.byteLength);
    };
  });

/** The same number asking for what changed, each from where it stood, every so often and not in step. */
export const pollers = (stage: Stage, count: number, everyMs: number): Promise<Crowd> =>
  crowd(count, async (index, signal, came) => async () => {
    let since = '';
    await sleep((everyMs * index) / count, undefined, { signal });
    for (;;) {
      const nextAt = Date.now() + everyMs;
      const response = await fetch(`${stage.url}/api/live/changes${since && `?since=${since}`}`, {
        headers: { cookie: stage.cookie },
        signal,
      });
      if (!response.ok) throw new Error(`a poll was answered with ${response.status}`);
      const text = await response.text();
      came(text.length);
      since = positionIn(text) ?? since;
      await sleep(Math.max(0, nextAt - Date.now()), undefined, { signal });
    }
  });

/** What one does until it is told to leave; it has begun when `begin` resolves. */
type Begin = (
  index: number,
  signal: AbortSignal,
  came: (bytes: number) => void,
) => Promise<() => Promise<void>>;

async function crowd(count: number, begin: Begin): Promise<Crowd> {
  let bytes = 0;
  const doors = Array.from({ length: count }, () => new AbortController());
  const begun = await Promise.all(
    doors.map(({ signal }, index) =>
      begin(index, signal, (more) => {
        bytes += more;
      }),
    ),
  );
  const ended = begun.map((goOn, index) =>
    goOn().catch((error: unknown) => {
      if (!doors[index]?.signal.aborted) throw error;
    }),
  );
  return {
    bytes: () => bytes,
    leave: async () => {
      for (const door of doors) door.abort();
      await Promise.all(ended);
    },
  };
}

function positionIn(text: string): string | null {
  const { messages } = JSON.parse(text) as { messages: { position?: string | null }[] };
  return messages.findLast(({ position }) => position)?.position ?? null;
}
