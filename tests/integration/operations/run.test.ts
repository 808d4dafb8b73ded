/** Any operation for a person, by its name: planned, agreed to, run, shown. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { exampleDraft, inputOf } from '@/components/operations/draft';
import { usd } from '@/lib/money';
import type { Actor } from '@/lib/policy/actor';
import { operationRuns } from '@/lib/queries/operation-runs';
import { auditEvent, spendingLimit } from '@/lib/store/schema';
import { fieldsOf } from '@/lib/surfaces/operations/form';
import { type RunOutcome, runNamed } from '@/lib/surfaces/operations/run';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import { operationByName, operations } from '@/lib/vast/operations';
import { type TestWorld, testWorld } from '../../support/world';

const run = (
  w: TestWorld,
  op: { name: string },
  input: unknown,
  confirmation?: string,
  as: Actor = w.owner,
) => runNamed(w.ports, w.gateway, as, { name: op.name, accountId: w.accountId, input, confirmation });

const calls = async (w: TestWorld, op: { name: string }) =>
  (await w.journal()).filter((one) => one.operation === op.name).length;

const phraseOf = (outcome: RunOutcome): string => {
  if (outcome.kind !== 'plan') throw new Error(JSON.stringify(outcome));
  return outcome.plan.phrase;
};

it('names the field that is wrong, and Vast.ai hears nothing of it', async () => {
  const w = await testWorld({ speed: 0 });
  const wrong = await run(w, operations.createApiKey, { name: '' });
  expect(wrong).toEqual({ kind: 'invalid', issues: [{ path: 'name', says: 'This is needed.' }] });
  expect(await run(w, operations.prepayInstance, { id: 'seven', amount: '1' })).toMatchObject({
    kind: 'invalid',
    issues: [{ path: 'id', says: 'Give a number.' }],
  });
  expect(await calls(w, operations.createApiKey)).toBe(0);
});

it('every reading operation answers with something to show or says why not', async () => {
  const w = await testWorld({ speed: 0 });
  const reading = [...operationByName.values()].filter((op) => worstEffect(op) === 'reads');
  expect(reading.length).toBeGreaterThan(35);
  for (const op of reading as Operation[]) {
    const fields = fieldsOf(op);
    const outcome = await run(w, op, inputOf(fields, exampleDraft(fields, 'UTC'), 'UTC'));
    expect(['done', 'refused']).toContain(outcome.kind);
    // What crosses to the browser is plain data.
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
  }
  expect(await run(w, operations.listInstances, {})).toMatchObject({
    kind: 'done',
    view: {
      tables: [
        { title: 'Instances', columns: expect.arrayContaining([{ id: 'id', head: 'ID', numeric: true }]) },
      ],
    },
  });
});

it('keeps back what is secret from whoever reads, and shows a new key once', async () => {
  const w = await testWorld({ speed: 0 });
  const me = await run(w, operations.showUser, {});
  expect(me.kind).toBe('done');
  const rule: Actor = { kind: 'rule', workspaceId: w.workspaceId, rule: 'sync', name: 'Gantry' };
  const whole = await w.gateway.run(operations.showUser, w.accountId, {}, rule);
  // Vast.ai does send one of them, and Gantry's own rules do see it.
  expect(JSON.stringify(whole)).toContain('"api_key"');
  for (const name of operations.showUser.secretOutput ?? []) {
    expect(JSON.stringify(me)).not.toContain(`"${name}"`);
    expect(JSON.stringify(me)).not.toContain(`\\"${name}\\"`);
  }
  const made = await run(w, operations.createApiKey, { name: 'ci' }, 'ci');
  if (made.kind !== 'done') throw new Error(JSON.stringify(made));
  expect(made.view.fields).toContainEqual({
    id: 'key',
    name: 'Key',
    value: expect.stringMatching(/^\w{64}$/),
  });
});

describe('what changes something', () => {
  it('is a plan first, and runs only with the plan’s own words', async () => {
    const w = await testWorld({ speed: 0 });
    const ask = { name: 'ci', permissions: { api: { instance_read: {} } } };
    const planned = await run(w, operations.createApiKey, ask);
    expect(planned).toMatchObject({
      kind: 'plan',
      plan: {
        effect: 'grants',
        typed: true,
        phrase: 'ci',
        says: 'made the API key “ci” at Vast.ai for instance_read',
      },
    });
    expect(await run(w, operations.createApiKey, ask, 'yes')).toMatchObject({
      kind: 'refused',
      problem: { code: 'surface.not_agreed' },
    });
    expect(await calls(w, operations.createApiKey)).toBe(0);
    expect((await run(w, operations.createApiKey, ask, phraseOf(planned))).kind).toBe('done');
    const [last] = await operationRuns(
      w.store.db,
      { ...w.owner, personName: '', email: '' },
      operations.createApiKey.name,
    );
    expect(last).toMatchObject({ result: 'done', did: 'made the API key “ci” at Vast.ai for instance_read' });
  });

  it('that spends names the money, and agreeing to one sum is not agreeing to another', async () => {
    const w = await testWorld({ speed: 0 });
    const planned = await run(w, operations.transferCredit, { recipient: 'lab@example.com', amount: '1.00' });
    expect(planned).toMatchObject({
      plan: { action: 'Transfer credit for $1.00', typed: false, cost: '$1.00' },
      verdict: 'clear',
    });
    const more = { recipient: 'lab@example.com', amount: '100.00' };
    expect(await run(w, operations.transferCredit, more, phraseOf(planned))).toMatchObject({
      problem: { code: 'surface.not_agreed' },
    });
    expect(await calls(w, operations.transferCredit)).toBe(0);
  });

  it('says before the click that a limit stands in the way of what nobody can weigh', async () => {
    const w = await testWorld({ speed: 0 });
    await w.store.db.insert(spendingLimit).values({
      workspaceId: w.workspaceId,
      subject: 'person',
      subjectId: w.owner.personId,
      hourUsd: usd('5'),
      changedAt: new Date(),
    });
    expect(await run(w, operations.createEndpoint, { endpoint_name: 'chat' })).toMatchObject({
      kind: 'plan',
      verdict: { code: 'limit.not_weighed' },
    });
  });

  it('whose answer is lost is unknown, not done and not refused', async () => {
    const w = await testWorld({ speed: 0 });
    const makes = { method: 'POST', path: '/api/v0/auth/apikeys' };
    await w.faults([{ match: makes, kind: 'reset_after', rate: 1, times: 1 }]);
    expect((await run(w, operations.createApiKey, { name: 'ci' }, 'ci')).kind).toBe('unknown');
  });
});

it('a role that may not is refused by the gateway, which writes it down, plan or no plan', async () => {
  const w = await testWorld({ speed: 0 });
  const viewer: Actor = { ...w.owner, role: 'viewer', sees: [] };
  expect(await run(w, operations.createApiKey, { name: 'ci' }, undefined, viewer)).toMatchObject({
    kind: 'refused',
    problem: { code: 'gateway.not_permitted' },
  });
  const rows = await w.store.db.select().from(auditEvent).where(eq(auditEvent.result, 'refused'));
  expect(rows.map(({ action }) => action)).toEqual([operations.createApiKey.name]);
  expect((await run(w, operations.searchOffers, { limit: 1 }, undefined, viewer)).kind).toBe('done');
});

it('whoever sees their teams only is sent to the market to rent, where a team is chosen', async () => {
  const w = await testWorld({ speed: 0 });
  const engineer: Actor = { ...w.owner, role: 'engineer', sees: [] };
  const ask = { id: 1, disk: 10, image: 'ubuntu' };
  const planned = await run(w, operations.rentOffer, ask, undefined, engineer);
  expect(planned).toMatchObject({ kind: 'plan', verdict: { code: 'rent.team_needed' } });
  expect(await run(w, operations.rentOffer, ask, phraseOf(planned), engineer)).toMatchObject({
    problem: { code: 'rent.team_needed' },
  });
});
