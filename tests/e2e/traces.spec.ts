import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stopServer } from '@/lib/store/server';
import { endLeftovers } from '@/scripts/up/child';
import { OWNER, startApp } from '../support/app';
import { otlpReceiver } from '../support/otlp';
import { signIn } from '../support/visit';

test('with an endpoint set, a page is a trace with its statements, and the worker’s runs are traces of their own', async () => {
  const home = mkdtempSync(join(tmpdir(), 'gantry-traces-'));
  const receiver = await otlpReceiver();
  const { spans } = receiver;
  const app = await startApp({
    GANTRY_DATA_DIR: home,
    GANTRY_OWNER_EMAIL: OWNER.email,
    GANTRY_OWNER_PASSWORD: OWNER.password,
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
  });
  try {
    const cookie = await signIn(app.url);
    const answer = await fetch(`${app.url}/instances`, { headers: { cookie } });
    expect(answer.status).toBe(200);
    await answer.text();
    const page = () => spans.find((span) => span.name === 'GET /instances');
    await expect
      .poll(page)
      .toMatchObject({ service: 'gantry-web', attributes: { 'http.route': '/instances' } });
    const statements = () =>
      spans.filter((span) => span.traceId === page()?.traceId && 'db.query.text' in span.attributes);
    await expect.poll(() => statements().length).toBeGreaterThan(2);
    const polled = () => spans.find((span) => span.name === 'gateway List instances');
    await expect.poll(polled).toMatchObject({ service: 'gantry-worker', parentSpanId: undefined });
    const secrets = [OWNER.password, cookie.split('=').at(-1) ?? ''];
    for (const secret of secrets) expect(spans.filter(({ raw }) => raw.includes(secret))).toEqual([]);
  } finally {
    await app.end();
    receiver.close();
    await endLeftovers(home);
    await stopServer(home);
    rmSync(home, { recursive: true, force: true });
  }
});
