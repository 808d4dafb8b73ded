/** Asking over connections that stay open, and how long the answers took. */
import { Agent, request } from 'node:http';

export interface Asked {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: unknown;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Milliseconds until the whole answer was there; what is refused measures nothing. */
export function timed({ method, url, headers, body }: Asked): Promise<number> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(
      url,
      {
        method,
        agent,
        headers: text === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      },
      (response) => {
        let answer = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          answer += chunk;
        });
        response.on('end', () => {
          const failed = response.statusCode !== 200 || answer.includes('"isError":true');
          if (failed) reject(new Error(`${method} ${url}: ${response.statusCode} ${answer.slice(0, 300)}`));
          else resolve(performance.now() - began);
        });
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

export function quantile(took: readonly number[], share: number): number {
  const sorted = took.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** So many a second, each begun at its moment, however long those before it take. */
export async function atRate(
  perSecond: number,
  seconds: number,
  ask: () => Promise<number>,
): Promise<number[]> {
  const began = performance.now();
  const running: Promise<number>[] = [];
  for (let at = 0; at < perSecond * seconds; at++) {
    const waitMs = began + (at * 1000) / perSecond - performance.now();
    if (waitMs > 0) await new Promise((tick) => setTimeout(tick, waitMs));
    running.push(ask());
  }
  return Promise.all(running);
}

export const rounded = (value: number): number => Math.round(value * 100) / 100;
