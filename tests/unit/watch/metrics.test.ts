import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watched, watchedLimiter } from '@/lib/gateway/watched';
import type { Answer, Vast } from '@/lib/vast/client';
import { operations } from '@/lib/vast/operations';
import { notFound } from '@/lib/vast/problems';
import { countRequest, processMetrics, readingsAsText } from '@/lib/watch/metrics';
import { mayScrape, serveMetrics } from '@/lib/watch/serve';
import { seriesOf } from '@/tests/support/prometheus';

const counted = async () => seriesOf(await processMetrics());

describe('what a process counts', () => {
  it('requests by route, with how long they took', async () => {
    countRequest({ method: 'GET', route: '/costs', status: 200 }, 40);
    countRequest({ method: 'GET', route: '/costs', status: 200 }, 2_500);
    const series = await counted();
    const labels = 'method="GET",route="/costs",status="200"';
    expect(series.get(`gantry_http_request_duration_seconds_count{${labels}}`)).toBe(2);
    expect(series.get(`gantry_http_request_duration_seconds_sum{${labels}}`)).toBeCloseTo(2.54);
    expect(series.get(`gantry_http_request_duration_seconds_bucket{le="0.1",${labels}}`)).toBe(1);
  });

  it('calls to Vast.ai by operation and how they ended', async () => {
    const answers: Answer<never>[] = [
      { kind: 'done', value: {} as never, at: new Date(0) },
      { kind: 'refused', problem: notFound(), at: null },
      { kind: 'unknown', problem: notFound() },
    ];
    const vast: Vast = watched({ call: async () => answers.shift() as never, resultText: async () => null });
    const to = { origin: 'https://console.vast.ai', identity: 'i', key: 'k' };
    for (let n = 0; n < 3; n++) await vast.call(operations.rebootInstance, { id: 1 }, to);
    const series = await counted();
    for (const outcome of ['done', 'vast.not_found', 'unknown']) {
      const labels = `operation="${operations.rebootInstance.name}",outcome="${outcome}"`;
      expect(series.get(`gantry_vast_call_duration_seconds_count{${labels}}`)).toBe(1);
    }
  });

  it('waits for a turn, turns that were too far away, and what Vast.ai slowed down', async () => {
    const waits = [1_200, null];
    const slowed: (number | null)[] = [];
    const limiter = watchedLimiter({
      book: async () => waits.shift() ?? null,
      slowDown: async (_, ms) => void slowed.push(ms),
    });
    const key = { origin: 'o', identity: 'somebody', method: 'GET', path: '/api/v0/instances/{id}/' };
    expect(await limiter.book(key, 1_000, 5_000)).toBe(1_200);
    expect(await limiter.book(key, 1_000, 5_000)).toBeNull();
    await limiter.slowDown(key, 2_500);
    expect(slowed).toEqual([2_500]);
    const series = await counted();
    const labels = 'endpoint="GET /api/v0/instances/{id}/"';
    expect(series.get(`gantry_vast_turn_wait_seconds_sum{${labels}}`)).toBe(1.2);
    expect(series.get(`gantry_vast_turns_refused_total{${labels}}`)).toBe(1);
    expect(series.get(`gantry_vast_slow_downs_total{${labels}}`)).toBe(1);
    expect([...series.keys()].join()).not.toContain('somebody');
  });

  it('and what every process has: memory, CPU, event loop', async () => {
    const series = await counted();
    expect(series.get('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(series.has('nodejs_eventloop_lag_seconds')).toBe(true);
  });

  it('gauges read elsewhere are written in the same format, whatever their labels hold', () => {
    const text = readingsAsText([
      { name: 'gantry_a', help: 'A.', values: [{ value: 1 }] },
      { name: 'gantry_b', help: 'B.', values: [{ labels: { of: 'a "b"\\\n' }, value: 0.5 }] },
      { name: 'gantry_none', help: 'None.', values: [] },
    ]);
    expect([...seriesOf(text)]).toEqual([
      ['gantry_a', 1],
      ['gantry_b{of="a \\"b\\"\\\\\\n"}', 0.5],
    ]);
  });
});

describe('who may read them', () => {
  const token = 'a-token-of-the-operator';
  const own = { metricsToken: undefined, url: 'http://127.0.0.1:3000' };
  const here = { peer: '127.0.0.1', forwarded: false };
  const headers = (given: Record<string, string> = {}) => new Headers({ host: '127.0.0.1:3000', ...given });

  it('without a token: programs of this machine, where Gantry serves nobody else', () => {
    expect(mayScrape(headers(), here, own)).toBe(true);
    expect(mayScrape(headers({ host: 'localhost:3000' }), { ...here, peer: '::1' }, own)).toBe(true);
    expect(mayScrape(headers(), { ...here, peer: '::ffff:127.0.0.1' }, own)).toBe(true);
  });

  it.each([
    ['from another machine', headers(), { ...here, peer: '10.0.0.7' }, own],
    ['through a proxy of this machine', headers(), { ...here, forwarded: true }, own],
    ['of a Gantry with a public address', headers(), here, { ...own, url: 'https://gantry.example.com' }],
    ['by a page that a browser here has open', headers({ host: 'evil.test' }), here, own],
    ['by nobody knows whom', headers(), undefined, own],
    ['without the token that is set', headers(), here, { ...own, metricsToken: token }],
    [
      'with another token',
      headers({ authorization: 'Bearer a-token-of-the-operatoR' }),
      here,
      { ...own, metricsToken: token },
    ],
  ])('nobody asks %s', (_, given, from, config) => {
    expect(mayScrape(given, from, config)).toBe(false);
  });

  it('with the token: from anywhere', () => {
    const far = { peer: '203.0.113.7', forwarded: true };
    const config = { metricsToken: token, url: 'https://gantry.example.com' };
    expect(mayScrape(headers({ authorization: `Bearer ${token}` }), far, config)).toBe(true);
  });

  it('and the worker asks the same of whoever comes to its own port', async () => {
    const given = { host: '127.0.0.1', url: 'https://gantry.example.com', metricsToken: token, port: 0 };
    const server = await serveMetrics(given);
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const refused = await fetch(`${url}/metrics`);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    const told = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect(seriesOf(await told.text()).has('process_resident_memory_bytes')).toBe(true);
    expect((await fetch(`${url}/`)).status).toBe(404);
  });
});
