/** What the resolver doesn’t take for an answer: what others made, what was overtaken, what it can’t tell apart. */
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { ABSENCE_MS, resolveUnsettled } from '@/lib/gateway/resolver';
import { settleByHand } from '@/lib/gateway/settle-by-hand';
import { account, instance, intent } from '@/lib/store/schema';
import { pollIdentity } from '@/lib/sync/instances';
import type { Given, Operation } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';
import { type TestWorld, testWorld } from '@/tests/support/world';

const { createApiKey, createSecret, createTemplate, listApiKeys, manageInstance, updateSecret } = operations;
const KEYS = '/api/v0/auth/apikeys';
const READER = { api: { instance_read: {} } };

const run = <O extends Operation>(w: TestWorld, op: O, input: Given<O>, idempotencyKey?: string) =>
  w.gateway.run(op, w.accountId, input, w.owner, idempotencyKey === undefined ? {} : { idempotencyKey });

const lose = (w: TestWorld, path: string, method: string, kind: 'reset_after' | 'reset_before', times = 1) =>
  w.faults([{ match: { method, path }, kind, rate: 1, times }]);

/** An account's own way past Gantry. */
const elsewhere = (w: TestWorld, path: string, method: string, body: object) =>
  fetch(w.emulator.url + path, {
    method,
    headers: { authorization: `Bearer ${w.emulator.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function resolve(w: TestWorld, ms = 10_000) {
  w.passTime(ms);
  return resolveUnsettled(w.ports, w.gateway);
}

async function untilSettled(w: TestWorld) {
  for (let round = 0; round < 4; round++) await resolve(w, ABSENCE_MS / 2);
}

const makeKey = (w: TestWorld, idempotencyKey: string, name = 'ci') =>
  run(w, createApiKey, { name, permissions: READER }, idempotencyKey);

async function namedKeys(w: TestWorld): Promise<number[]> {
  const listed = await run(w, listApiKeys, {});
  if (listed.kind !== 'done') throw new Error(listed.problem.say);
  return listed.value.apikeys.filter(({ name }) => name === 'ci').map(({ id }) => id);
}

it('a key of the same name that was there before is not the one whose answer got lost', async () => {
  const w = await testWorld();
  await makeKey(w, 'first');
  await lose(w, KEYS, 'POST', 'reset_before');
  expect((await makeKey(w, 'second')).kind).toBe('unknown');
  await untilSettled(w);
  expect(await makeKey(w, 'second')).toMatchObject({
    kind: 'refused',
    problem: { code: 'gateway.not_seen_done' },
  });
  expect(await namedKeys(w)).toHaveLength(1);
});

it('of several of one name, each act has its own: those whose answers came, and those that were lost', async () => {
  const w = await testWorld();
  await lose(w, KEYS, 'POST', 'reset_after', 2);
  const lost = await Promise.all(['a', 'b'].map((key) => makeKey(w, key)));
  expect(lost.map(({ kind }) => kind)).toEqual(['unknown', 'unknown']);
  expect((await makeKey(w, 'c')).kind).toBe('done');
  await resolve(w);
  const outcomes = await Promise.all(['a', 'b', 'c'].map((key) => makeKey(w, key)));
  const ids = outcomes.map((outcome) => (outcome.kind === 'done' ? outcome.value.id : 0));
  expect(ids.toSorted()).toEqual((await namedKeys(w)).toSorted());
  expect(new Set(ids).size).toBe(3);
});

it('two new ones for one lost call, one of them made elsewhere: a person says which', async () => {
  const w = await testWorld();
  await lose(w, KEYS, 'POST', 'reset_after');
  await makeKey(w, 'mine');
  await elsewhere(w, `${KEYS}/`, 'POST', { name: 'ci', permissions: READER });
  expect(await resolve(w)).toMatchObject({ done: 0, refused: 0, waiting: 1 });
  const outcome = await makeKey(w, 'mine');
  expect(outcome).toMatchObject({ kind: 'unknown', problem: { code: 'vast.left_to_person' } });
  const intentId = outcome.kind === 'unknown' ? outcome.intentId : '';
  expect(await settleByHand(w.ports, w.owner, { intentId, as: 'done' })).toMatchObject({ ok: true });
  // A person’s word has not the shape of Vast.ai’s reply; it is told all the same.
  expect(await makeKey(w, 'mine')).toMatchObject({ kind: 'done', value: { settledBy: 'Owner' } });
});

it('nothing is settled while another that could have made it is under way', async () => {
  const w = await testWorld();
  await lose(w, KEYS, 'POST', 'reset_before');
  expect((await makeKey(w, 'lost')).kind).toBe('unknown');
  // Vast.ai made this one’s key, and the answer is on its way.
  await makeKey(w, 'under-way');
  const its = eq(intent.idempotencyKey, 'under-way');
  await w.store.db.update(intent).set({ state: 'open', output: null, closedAt: null }).where(its);
  expect(await resolve(w)).toMatchObject({ done: 0, refused: 0, waiting: 1 });
  const [id = 0] = await namedKeys(w);
  await w.store.db.update(intent).set({ state: 'done', output: { id }, closedAt: w.ports.now() }).where(its);
  await untilSettled(w);
  expect(await makeKey(w, 'lost')).toMatchObject({ kind: 'refused' });
});

it('where nobody saw what stood there before, what is found may be somebody else’s', async () => {
  const w = await testWorld();
  await w.faults([
    { match: { method: 'GET', path: KEYS }, kind: 'status', status: 502, body: '', rate: 1, times: 5 },
    { match: { method: 'POST', path: KEYS }, kind: 'reset_after', rate: 1, times: 1 },
  ]);
  await makeKey(w, 'blind');
  expect(await resolve(w)).toMatchObject({ done: 0, waiting: 1 });
  expect(await makeKey(w, 'blind')).toMatchObject({ problem: { code: 'vast.left_to_person' } });
});

async function anInstance(w: TestWorld): Promise<number> {
  const [link] = await w.store.db.select().from(account);
  const identity = link?.identityId ?? '';
  await pollIdentity({ db: w.store.db, gateway: w.gateway, now: w.ports.now, holder: 't' }, identity);
  const [row] = await w.store.db.select().from(instance);
  return row?.contractId ?? 0;
}

const ATTEMPTS = 5;
const stateOf = async (w: TestWorld, id: number) => w.emulator.world.contracts.get(id)?.label ?? null;

it('a change that Vast.ai never answered is unknown, and asked again until it does', async () => {
  const w = await testWorld();
  const id = await anInstance(w);
  await lose(w, '/api/v0/instances/', 'PUT', 'reset_before', ATTEMPTS);
  expect(await run(w, manageInstance, { id, label: 'new' }, 'label')).toMatchObject({ kind: 'unknown' });
  await lose(w, '/api/v0/instances/', 'PUT', 'reset_before', ATTEMPTS);
  expect(await resolve(w)).toMatchObject({ waiting: 1 });
  expect(await resolve(w)).toMatchObject({ done: 1 });
  expect(await stateOf(w, id)).toBe('new');
  expect((await run(w, manageInstance, { id, label: 'new' }, 'label')).kind).toBe('done');
});

it('it is not asked again after something later on the same thing, nor long after', async () => {
  const w = await testWorld();
  const id = await anInstance(w);
  await lose(w, '/api/v0/instances/', 'PUT', 'reset_before', ATTEMPTS);
  await run(w, manageInstance, { id, label: 'lost' }, 'lost');
  await run(w, manageInstance, { id, label: 'later' }, 'later');
  expect(await resolve(w)).toMatchObject({ done: 0, waiting: 1 });
  expect(await stateOf(w, id)).toBe('later');
  expect(await run(w, manageInstance, { id, label: 'lost' }, 'lost')).toMatchObject({
    problem: { code: 'vast.left_to_person', say: expect.stringContaining('later') },
  });

  await lose(w, '/api/v0/instances/', 'PUT', 'reset_before', ATTEMPTS);
  await run(w, manageInstance, { id, state: 'stopped' }, 'stop');
  await resolve(w, 601_000);
  expect(await run(w, manageInstance, { id, state: 'stopped' }, 'stop')).toMatchObject({
    problem: { code: 'vast.left_to_person', say: expect.stringContaining('ten minutes') },
  });
});

it('what ends something for good is asked again for as long as it takes', async () => {
  const w = await testWorld();
  const id = await anInstance(w);
  await lose(w, '/api/v0/instances/', 'DELETE', 'reset_before', ATTEMPTS);
  expect((await run(w, operations.destroyInstance, { id }, 'end')).kind).toBe('unknown');
  expect(await resolve(w, 3_600_000)).toMatchObject({ done: 1 });
  expect(w.emulator.world.contracts.get(id)?.destroyed).not.toBeNull();
});

it('others that were made meanwhile stand beside what is made again', async () => {
  const w = await testWorld();
  const make = (name: string) => run(w, createTemplate, { name, image: 'ubuntu', env: '-e A=b' }, name);
  await lose(w, '/api/v0/template', 'POST', 'reset_before', ATTEMPTS);
  expect((await make('lost')).kind).toBe('unknown');
  expect((await make('later')).kind).toBe('done');
  expect(await resolve(w)).toMatchObject({ done: 1 });
  const made = w.emulator.world.templates.find(({ content }) => content.name === 'lost');
  expect(made?.content.env).toBe('-e A=b');
});

it('a secret that has to be sent again is kept sealed until the outcome is known, and no longer', async () => {
  const w = await testWorld();
  await run(w, createSecret, { key: 'HF_TOKEN', value: 'old' });
  await lose(w, '/api/v0/secrets', 'PUT', 'reset_before', ATTEMPTS);
  await run(w, updateSecret, { key: 'HF_TOKEN', value: 'hf-private' });
  const row = async () =>
    (await w.store.db.select().from(intent).where(eq(intent.operation, updateSecret.name)))[0];
  expect(await row()).toMatchObject({ state: 'unknown', sealed: expect.stringMatching(/^v1\./) });
  expect(JSON.stringify(await row())).not.toContain('hf-private');
  expect(await resolve(w)).toMatchObject({ done: 1 });
  expect(await row()).toMatchObject({ state: 'done', sealed: null });
  expect(w.emulator.world.accounts[0]?.secrets.get('HF_TOKEN')).toBe('hf-private');
});
