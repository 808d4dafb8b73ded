import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { log } from '@/lib/log';
import { noteInContext, requestId } from '@/lib/log/context';
import { watchRequests } from '@/lib/watch/requests';
import { routeFinder } from '@/lib/watch/routes';
import { captureLog } from '@/tests/support/logs';

const routeOf = routeFinder({
  staticRoutes: [{ page: '/' }, { page: '/api/find' }],
  dynamicRoutes: [{ page: '/first-run/[token]', regex: '^/first\\-run/([^/]+?)(?:/)?$' }],
});
watchRequests(routeOf);

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('every answer carries an id: its own, or the well-formed one that came with the request', async () => {
  captureLog();
  const url = await serve((_, response) => response.end(requestId()));
  const made = await fetch(url);
  const id = made.headers.get('x-request-id') ?? '';
  expect(id).toMatch(/^[0-9a-z]{16}$/);
  expect(await made.text()).toBe(id);
  expect(made.headers.get('server-timing')).toBe(`request;desc="${id}"`);

  const given = await fetch(url, { headers: { 'x-request-id': 'from-the-proxy' } });
  expect(await given.text()).toBe('from-the-proxy');
  const forged = await fetch(url, { headers: { 'x-request-id': '<script>alert(1)</script>' } });
  expect(await forged.text()).toMatch(/^[0-9a-z]{16}$/);
});

it('requests on one connection keep their ids apart, also while they overlap', async () => {
  captureLog();
  const url = await serve(async (_, response) => {
    const before = requestId();
    await new Promise((later) => setTimeout(later, 5));
    response.end(before === requestId() ? before : 'mixed up');
  });
  const ids = await Promise.all(
    Array.from({ length: 40 }, async (_, n) => {
      const given = `request-${n}-abc`;
      return (await (await fetch(url, { headers: { 'x-request-id': given } })).text()) === given;
    }),
  );
  expect(ids).toEqual(ids.map(() => true));
});

it('each is told of once, by its route and not by its path, with what became known of it', async () => {
  const logged = captureLog();
  const url = await serve((_, response) => {
    noteInContext({ workspaceId: 'w' });
    log('auth').info('inside');
    response.statusCode = 503;
    response.end();
  });
  await (await fetch(`${url}/first-run/topsecret?from=topsecret`)).text();
  await expect.poll(() => logged.lines().length).toBe(2);
  const [inside, told] = logged.lines();
  expect(told).toMatchObject({
    level: 'error',
    part: 'web',
    msg: 'answered',
    method: 'GET',
    route: '/first-run/[token]',
    status: 503,
    workspaceId: 'w',
    peer: '127.0.0.1',
  });
  expect(inside?.requestId).toBe(told?.requestId);
  expect(logged.text()).not.toContain('topsecret');
});

it('an answer that the browser did not wait for says so', async () => {
  const logged = captureLog();
  const leaving = new AbortController();
  const url = await serve((_, response) => {
    response.write('half');
    leaving.abort();
  });
  await fetch(`${url}/api/find`, { signal: leaving.signal })
    .then((response) => response.text())
    .catch(() => {});
  await expect.poll(() => logged.lines()).toMatchObject([{ route: '/api/find', cut: true }]);
});

it('a path that no route answers is `other`, and Next’s own files are one route', () => {
  expect(routeOf('/wp-admin/setup.php')).toBe('other');
  expect(routeOf('/_next/static/chunks/abc.js')).toBe('/_next');
  expect(routeOf('/')).toBe('/');
});
