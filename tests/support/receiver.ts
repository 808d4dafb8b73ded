/** Somebody who is posted to: remembers what came, and answers as told. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

export interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly body: Record<string, unknown>;
}

export interface Receiver {
  readonly url: string;
  /** The first post that fits, as soon as it is there. */
  next(fits: (body: Record<string, unknown>) => boolean): Promise<Posted>;
  readonly posted: readonly Posted[];
  /** The statuses of the next answers; then 204. */
  readonly answers: number[];
}

const open = new Set<() => void>();
afterAll(() => {
  for (const close of open) close();
});

export async function receiver(): Promise<Receiver> {
  const posted: Posted[] = [];
  const answers: number[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    let raw = '';
    for await (const part of request) raw += String(part);
    posted.push({ headers: request.headers, raw, body: JSON.parse(raw) });
    response.writeHead(answers.shift() ?? 204).end();
    for (const look of [...waiting]) look();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  open.add(() => server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    posted,
    answers,
    next: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = posted.find((one) => fits(one.body));
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** As docs guides/reference/notification-webhooks.mdx says: over the timestamp, a dot, and the bytes that came. */
export const signatureOf = ({ headers, raw }: Posted, secret: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${headers['x-vast-timestamp']}.${raw}`).digest('hex')}`;
