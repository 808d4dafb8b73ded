/** What spends at a rate that Gantry can't tell beforehand, where a limit holds and where none does. */
import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { createGateway, type GatewayPorts } from '@/lib/gateway/index';
import { removeLimit, setLimit } from '@/lib/gateway/limits';
import { seal } from '@/lib/gateway/seal';
import { usd } from '@/lib/money';
import { personActor } from '@/lib/policy/actor';
import { account, auditEvent, intent } from '@/lib/store/schema';
import { createVast } from '@/lib/vast/client';
import { operations } from '@/lib/vast/operations';
import { addWorkspace, type Fleet, NOW, openFleet } from '@/tests/support/fleet';

const fleet = await openFleet();
afterAll(() => fleet.store.close());
const { db } = fleet.store;
const secretKey = randomBytes(32);

let here: Fleet;
const heard: string[] = [];
beforeEach(async () => {
  here = { ...fleet, ...(await addWorkspace(fleet.store)) };
  heard.length = 0;
  await db
    .update(account)
    .set({ keySealed: seal('key', secretKey, `${here.scope.workspaceId}/${here.accountId}`) })
    .where(eq(account.id, here.accountId));
});

const ports: GatewayPorts = {
  db,
  vast: createVast({
    fetch: async (url, init) => {
      // What stands there is looked at before; what counts is what is sent.
      if (init?.method === 'GET') return new Response(JSON.stringify({ success: true, results: [] }));
      heard.push(new URL(String(url)).pathname);
      return new Response(JSON.stringify({ success: true, result: 7 }));
    },
    limiter: { book: async () => 0, slowDown: async () => {} },
    nowMs: () => NOW.getTime(),
    sleep: async () => {},
    random: () => 0.5,
  }),
  now: () => NOW,
  secretKey,
};
const gateway = createGateway(ports);

const create = (idempotencyKey?: string) =>
  gateway.run(
    operations.createEndpoint,
    here.accountId,
    { endpoint_name: 'chat', max_workers: 2 },
    personActor(here.scope),
    idempotencyKey === undefined ? {} : { idempotencyKey },
  );

const limit = {
  hourUsd: usd('100'),
  dayUsd: null,
  gpus: null,
  countries: null,
  longestHours: null,
  endRequired: false,
} as const;

it('an endpoint is made where no limit holds', async () => {
  expect(await create()).toMatchObject({ kind: 'done', value: { result: 7 } });
  expect(heard).toEqual(['/api/v0/endptjobs/']);
});

it.each(['workspace', 'person'] as const)(
  'is refused in a sentence where one holds for the %s, however high, and Vast.ai hears nothing',
  async (subject) => {
    const owner = personActor(here.scope);
    const subjectId = subject === 'person' ? here.scope.personId : null;
    await setLimit(ports, owner, { ...limit, subject, subjectId, whose: 'them' });
    const asked = await create();
    expect(asked).toMatchObject({ kind: 'refused', problem: { code: 'limit.not_weighed' } });
    expect(asked.kind === 'refused' && asked.problem.say).toMatch(
      /^A spending limit holds for .+ Nothing was sent/,
    );
    expect(heard).toEqual([]);
    expect(await db.$count(intent, eq(intent.workspaceId, here.scope.workspaceId))).toBe(0);
    const [refused] = await db
      .select()
      .from(auditEvent)
      .where(
        and(
          eq(auditEvent.workspaceId, here.scope.workspaceId),
          eq(auditEvent.action, operations.createEndpoint.name),
        ),
      );
    expect(refused?.result).toBe('refused');
    // Giving up what runs is never a matter of money.
    const gone = await gateway.run(operations.deleteEndpoint, here.accountId, { id: 7 }, owner);
    expect(gone.kind).toBe('done');
    await removeLimit(ports, owner, { subject, subjectId, whose: 'them' });
    expect((await create()).kind).toBe('done');
  },
);

it('what was sent before a limit was set has the outcome it had', async () => {
  expect((await create('once')).kind).toBe('done');
  await setLimit(ports, personActor(here.scope), {
    ...limit,
    subject: 'workspace',
    subjectId: null,
    whose: 'all',
  });
  expect(await create('once')).toMatchObject({ kind: 'done', value: { result: 7 } });
  expect(heard).toHaveLength(1);
});
