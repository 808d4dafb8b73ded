import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { networksOf } from '@/lib/config/proxies';
import { reachOf } from '@/lib/policy/reach';
import { post } from '@/lib/webhooks/post';

/** What the test's only name stands for. */
let stands: { address: string; family: number }[] = [];
vi.mock('node:dns', () => ({
  lookup: (_name: string, _options: unknown, answer: (error: null, found: typeof stands) => void) =>
    answer(null, stands),
}));

let connections = 0;
let reply = '';
const server = createServer((_request, response) => response.writeHead(500).end(reply));
server.on('connection', () => {
  connections += 1;
});
let port = 0;
beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());
beforeEach(() => {
  connections = 0;
  reply = '';
});

const within = (networks: string, scheme: 'http' | 'https' = 'https') =>
  post(
    { url: `${scheme}://hooks.example.com:${port}/`, headers: {}, body: '{}' },
    reachOf(networksOf(networks) ?? []),
  );

describe('a name that stands for an address', () => {
  it.each([
    [{ address: '127.0.0.1', family: 4 }],
    [{ address: '::1', family: 6 }],
    [{ address: '::ffff:127.0.0.1', family: 6 }],
    [{ address: '169.254.169.254', family: 4 }],
  ])('in a private network is not connected to: %o', async (address) => {
    stands = [address];
    expect(await within('none')).toEqual({
      status: null,
      error: 'its name stands for an address in a private network',
      answer: null,
    });
    expect(connections).toBe(0);
  });

  it('is connected to there only when the operator named the network', async () => {
    stands = [{ address: '127.0.0.1', family: 4 }];
    await within('127.0.0.0/8');
    expect(connections).toBe(1);
    expect((await within('10.0.0.0/8')).error).toContain('private network');
    expect(connections).toBe(1);
  });
});

describe('of an answer', () => {
  const here = () =>
    post(
      { url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' },
      reachOf(networksOf('loopback') ?? []),
    );

  it('the beginning is kept, in one line and without what moves a cursor', async () => {
    reply = `\u001b[31mno\u0000\n\u202eway ${'x'.repeat(5_000)}`;
    const { status, answer } = await here();
    expect(status).toBe(500);
    expect(answer).toMatch(/^\[31mno way x+$/);
    expect(answer?.length).toBe(500);
  });

  it('nothing is kept when there is nothing', async () => {
    expect(await here()).toEqual({ status: 500, error: null, answer: null });
  });
});
