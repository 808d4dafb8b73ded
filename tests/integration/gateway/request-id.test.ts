import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { performDueDestroys, requestDestroy, TAKE_BACK_MS } from '@/lib/gateway/destroy';
import { watched } from '@/lib/gateway/watched';
import { inContext, requestId } from '@/lib/log/context';
import { account, auditEvent, instance, intent } from '@/lib/store/schema';
import { pollIdentity } from '@/lib/sync/instances';
import { createVast } from '@/lib/vast/client';
import { operations } from '@/lib/vast/operations';
import { captureLog } from '@/tests/support/logs';
import { type TestWorld, testWorld } from '@/tests/support/world';

/** What Vast.ai was told of each call's request. */
function listenAtVast(w: TestWorld): { path: string; id: string | null }[] {
  const heard: { path: string; id: string | null }[] = [];
  w.ports.vast = watched(
    createVast({
      fetch: (url, init) => {
        heard.push({
          path: new URL(String(url)).pathname,
          id: new Headers(init?.headers).get('x-request-id'),
        });
        return fetch(url, init);
      },
      limiter: { book: async () => 0, slowDown: async () => {} },
      nowMs: () => Date.now(),
      sleep: async () => {},
      random: () => 0.5,
      requestId,
    }),
  );
  return heard;
}

it('a request’s id goes to Vast.ai, into the intent, the audit row and every line of the log', async () => {
  const w = await testWorld();
  const logged = captureLog();
  const heard = listenAtVast(w);
  const { contractId: one } = await polled(w);
  const outcome = await inContext({ requestId: 'from-the-browser' }, () =>
    w.gateway.run(operations.rebootInstance, w.accountId, { id: one }, w.owner, { contractId: one }),
  );
  expect(outcome.kind).toBe('done');
  expect(heard.at(-1)).toEqual({ path: `/api/v0/instances/reboot/${one}/`, id: 'from-the-browser' });
  const [meant] = await w.store.db.select().from(intent);
  expect(meant?.actor).toMatchObject({ requestId: 'from-the-browser' });
  const [told] = await w.store.db.select().from(auditEvent).where(eq(auditEvent.contractId, one));
  expect(told?.detail).toEqual({ requestId: 'from-the-browser' });
  const lines = logged.lines().filter((line) => line.requestId === 'from-the-browser');
  expect(lines.map((line) => line.part)).toEqual(['vast', 'gateway']);
  expect(lines[1]).toMatchObject({ workspaceId: w.workspaceId, accountId: w.accountId, contractId: one });
});

it('what the worker does later still names the request in which somebody asked for it', async () => {
  const w = await testWorld();
  const heard = listenAtVast(w);
  const one = await polled(w);
  const asked = await inContext({ requestId: 'asked-to-destroy' }, () =>
    requestDestroy(w.ports, w.owner, {
      targets: [one],
      typed: one.label ?? '',
    }),
  );
  expect(asked.ok).toBe(true);
  w.passTime(TAKE_BACK_MS);
  heard.length = 0;
  await inContext({ requestId: 'turn-of-the-worker' }, () => performDueDestroys(w.ports, w.gateway));
  expect(heard).toEqual([{ path: `/api/v0/instances/${one.contractId}/`, id: 'asked-to-destroy' }]);
  const told = await w.store.db.select().from(auditEvent).where(eq(auditEvent.contractId, one.contractId));
  expect(told.map(({ result, detail }) => [result, detail])).toEqual([
    ['done', { requestId: 'asked-to-destroy' }],
  ]);
});

/** An instance that runs and has a label, once the poller has read the fleet. */
async function polled(w: TestWorld) {
  const [link] = await w.store.db.select().from(account).where(eq(account.id, w.accountId));
  const poll = { db: w.store.db, gateway: w.gateway, now: w.ports.now, holder: 'test' };
  await pollIdentity(poll, link?.identityId ?? '');
  const rows = await w.store.db.select().from(instance);
  const one = rows.find((row) => row.actualStatus === 'running' && row.label !== null);
  if (!one) throw new Error('nothing runs');
  return one;
}
