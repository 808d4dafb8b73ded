import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { watched } from '@/lib/gateway/watched';
import { log } from '@/lib/log';
import { inContext } from '@/lib/log/context';
import { openStore } from '@/lib/store/db';
import { operations } from '@/lib/vast/operations';
import { startTraces, traced } from '@/lib/watch/traces';
import { testDatabase } from '@/tests/support/database';
import { captureLog } from '@/tests/support/logs';
import { otlpReceiver } from '@/tests/support/otlp';
import { testWorld } from '@/tests/support/world';

async function receiving() {
  const receiver = await otlpReceiver();
  onTestFinished(() => receiver.close());
  const end = await startTraces(receiver.url, 'gantry-test');
  return { spans: receiver.spans, end };
}

it('a run of the gateway is a span, with its statements and its call to Vast.ai inside', async () => {
  const { spans, end } = await receiving();
  const w = await testWorld();
  w.ports.vast = watched(w.ports.vast);
  const logged = captureLog();
  const listed = await w.gateway.run(operations.listInstances, w.accountId, {}, w.owner);
  const id = listed.kind === 'done' ? (listed.value.instances[0]?.id ?? 0) : 0;
  const outcome = await inContext({ requestId: 'traced-request' }, () =>
    w.gateway.run(operations.rebootInstance, w.accountId, { id }, w.owner, { contractId: id }),
  );
  await end();

  const run = spans.find(
    (span) => span.attributes['gantry.request_id'] === 'traced-request' && !span.parentSpanId,
  );
  expect(run).toMatchObject({
    service: 'gantry-test',
    name: 'gateway Reboot instance',
    attributes: {
      'gantry.operation': operations.rebootInstance.name,
      'gantry.account': w.accountId,
      'gantry.outcome': 'done',
      'gantry.intent': outcome.intentId,
    },
  });
  const inside = spans.filter((span) => span.traceId === run?.traceId && span !== run);
  const call = inside.find((span) => span.name === `vast ${operations.rebootInstance.name}`);
  expect(call).toMatchObject({ parentSpanId: run?.spanId, attributes: { 'gantry.outcome': 'done' } });
  const statements = inside.map((span) => String(span.attributes['db.query.text']));
  expect(statements).toContainEqual(expect.stringMatching(/^insert into "intent"/));
  expect(statements).toContainEqual(expect.stringMatching(/^insert into "audit_event"/));
  expect(
    inside.every((span) => span.parentSpanId === run?.spanId || span.parentSpanId === call?.spanId),
  ).toBe(true);
  // The log and the trace find each other.
  expect(
    logged
      .lines()
      .filter((line) => line.traceId === run?.traceId)
      .map((line) => line.part),
  ).toEqual(['vast', 'gateway']);
  expect(spans.map((span) => span.raw).join()).not.toContain(w.emulator.apiKey);
});

it('a failure is told without the values of its statement, and a statement by itself is no trace', async () => {
  const { spans, end } = await receiving();
  const { url } = await testDatabase();
  const { db, close } = openStore(url);
  await db.execute(sql`SELECT 1`);
  const failing = traced('outer', async () => {
    await db.execute(sql`SELECT ${'topsecret'}::int`);
  });
  await expect(failing).rejects.toThrow(/Failed query/);
  await close();
  await end();
  expect(spans.map((span) => span.name)).toEqual(['query SELECT', 'outer']);
  expect(spans[1]?.raw).toContain('params: [redacted]');
  expect(
    spans
      .map((span) => span.raw)
      .join()
      .split('topsecret'),
  ).toHaveLength(1);
});

it('without an endpoint the work is called as it is, and nothing is sent or said', async () => {
  const { spans, end } = await receiving();
  await end();
  const none = await startTraces(undefined, 'gantry-test');
  const logged = captureLog();
  expect(
    await traced('outer', async () => {
      log('test').info('inside');
      return 7;
    }),
  ).toBe(7);
  await none();
  expect(spans).toEqual([]);
  expect(logged.lines()[0]).not.toHaveProperty('traceId');
});
