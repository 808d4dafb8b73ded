/** A browser's stream: frames of its workspace's feed, until it leaves, falls behind, or may no longer look. */
import type { Feed } from './feed';
import { frameOf, type LiveMessage, type Position } from './messages';

/** Why a stream must end now; null while it may go on. Asked again and again, so that a revoked session sees no more. */
export type Check = () => Promise<Extract<LiveMessage, { kind: 'end' }>['why'] | null>;

/** As often as the beat: a session that was ended sees at most this much longer. */
export const CHECK_EVERY_MS = 15_000;

// EventSource waits this long before it connects again; the spec's default differs between browsers.
const RETRY_MS = 2_000;

export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // no-transform: a compressing proxy, Next's own too, would hold events back until its block is full.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
} as const;

export function openStream(
  feed: Feed,
  since: Position | null,
  check: Check,
  options: { signal: AbortSignal; checkEveryMs?: number; log: (message: string, error: unknown) => void },
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  let open = true;
  let leave = () => {};

  const end = (last?: string) => {
    if (!open) return;
    open = false;
    leave();
    clearInterval(timer);
    const farewell = last ? writer.write(encoder.encode(last)) : Promise.resolve();
    // The browser may be gone already; then there is nobody to say it to.
    farewell.then(() => writer.close()).catch(() => {});
  };
  const write = async (frame: string) => {
    if (open) await writer.write(encoder.encode(frame));
  };

  const timer = setInterval(() => {
    check().then(
      (why) => why && end(frameOf({ kind: 'end', why })),
      (error) => {
        // Nobody can say whether they may still look: fail closed; the browser comes back and is asked again.
        options.log('a live session could not be checked', error);
        end();
      },
    );
  }, options.checkEveryMs ?? CHECK_EVERY_MS);
  timer.unref();

  options.signal.addEventListener('abort', () => end(), { once: true });
  writer.closed.catch(() => end());
  write(`retry: ${RETRY_MS}\n\n`).catch(() => end());
  leave = feed.join({ write, drop: () => end() }, since);
  return readable;
}
