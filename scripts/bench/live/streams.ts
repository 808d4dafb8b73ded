/** Many browsers at once, as far as a server can tell: what each of them asks for, without anything on a screen. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../../stage';

export interface Crowd {
  /** Bytes that have come so far, over all. */
  bytes(): number;
  leave(): Promise<void>;
}

/** So many streams, each open before this resolves. */
export async function streams(stage: Stage, count: number): Promise<Crowd> {
  const gone = new AbortController();
  let bytes = 0;
  const open = async () => {
    const response = await fetch(`${stage.url}/api/live`, {
      headers: { cookie: stage.cookie, accept: 'text/event-stream' },
      signal: gone.signal,
    });
    if (!response.ok || !response.body) throw new Error(`a stream was answered with ${response.status}`);
    const read = async (body: ReadableStream<Uint8Array>) => {
      for await (const chunk of body) bytes += chunk.byteLength;
    };
    return { ended: read(response.body).catch(untilGone(gone.signal)) };
  };
  const opened = await Promise.all(Array.from({ length: count }, open));
  return {
    bytes: () => bytes,
    leave: async () => {
      gone.abort();
      await Promise.all(opened.map(({ ended }) => ended));
    },
  };
}

/** The same number asking for what changed, each from where it stood, every so often and not in step. */
export function pollers(stage: Stage, count: number, everyMs: number): Crowd {
  const gone = new AbortController();
  let bytes = 0;
  const poll = async (index: number) => {
    let since = '';
    await sleep((everyMs * index) / count, undefined, { signal: gone.signal });
    for (;;) {
      const nextAt = Date.now() + everyMs;
      const response = await fetch(`${stage.url}/api/live/changes${since && `?since=${since}`}`, {
        headers: { cookie: stage.cookie },
        signal: gone.signal,
      });
      if (!response.ok) throw new Error(`a poll was answered with ${response.status}`);
      const text = await response.text();
      bytes += text.length;
      since = positionIn(text) ?? since;
      await sleep(Math.max(0, nextAt - Date.now()), undefined, { signal: gone.signal });
    }
  };
  const ended = Array.from({ length: count }, (_, index) => poll(index).catch(untilGone(gone.signal)));
  return {
    bytes: () => bytes,
    leave: async () => {
      gone.abort();
      await Promise.all(ended);
    },
  };
}

const untilGone = (signal: AbortSignal) => (error: unknown) => {
  if (!signal.aborted) throw error;
};

function positionIn(text: string): string | null {
  const { messages } = JSON.parse(text) as { messages: { position?: string | null }[] };
  return messages.findLast(({ position }) => position)?.position ?? null;
}
