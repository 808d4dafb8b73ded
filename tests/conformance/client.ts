/** Our client with nothing between it and the wire: no limits, no waiting, and every request seen. */
import { createVast } from '@/lib/vast/client';
import type { Given, Operation } from '@/lib/vast/operation';

export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly body: Readonly<Record<string, unknown>>;
}

export function clientOf(send: typeof fetch) {
  return createVast({
    fetch: send,
    limiter: { book: async () => 0, slowDown: async () => undefined },
    nowMs: () => 0,
    sleep: async () => undefined,
    random: () => 0,
  });
}

/** What the client puts on the wire for this input, before its schema has had a word when `raw`. */
export async function sentFor<O extends Operation>(op: O, input: Given<O>): Promise<Sent> {
  const seen: Sent[] = [];
  const vast = clientOf(async (url, init) => {
    const body = typeof init?.body === 'string' ? init.body : '{}';
    seen.push({ method: init?.method ?? 'GET', url: new URL(String(url)), body: JSON.parse(body) });
    return new Response('{}', { status: 400 });
  });
  await vast.call(op, op.input.parse(input) as never, {
    origin: 'https://console.vast.ai',
    identity: 'conformance',
    key: 'key',
  });
  const [first] = seen;
  if (!first) throw new Error(`${op.name} sent nothing`);
  return first;
}
