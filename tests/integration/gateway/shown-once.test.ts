/** A secret is for whoever asked: nothing that Gantry keeps or repeats holds it. */
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { operations } from '@/lib/vast/operations';
import { type TestWorld, testWorld } from '../../support/world';

/** Every row of every table that could have kept something of a call. */
async function kept(w: TestWorld): Promise<string> {
  const { rows } = await w.store.db.execute(
    sql`SELECT (SELECT json_agg(intent) FROM intent) AS intents, (SELECT json_agg(audit_event) FROM audit_event) AS audit`,
  );
  return JSON.stringify(rows);
}

it('a new API key is in the first answer, and in no repetition, journal or audit', async () => {
  const w = await testWorld({ speed: 0 });
  const make = () =>
    w.gateway.run(
      operations.createApiKey,
      w.accountId,
      { name: 'ci', permissions: { api: { instance_read: {} } } },
      w.owner,
      { idempotencyKey: 'one-key' },
    );
  const made = await make();
  if (made.kind !== 'done' || !made.value.key) throw new Error(JSON.stringify(made));
  const { key } = made.value;
  expect(key).toMatch(/^\w{64}$/);
  const again = await make();
  expect(again).toMatchObject({ kind: 'done', value: { id: made.value.id, key: null } });
  const rows = await kept(w);
  expect(rows).not.toContain(key);
  expect(rows).toContain('made the API key “ci” at Vast.ai for instance_read');
  expect((await w.journal()).filter((one) => one.operation === operations.createApiKey.name)).toHaveLength(1);
  const listed = await w.gateway.run(operations.listApiKeys, w.accountId, {}, w.owner);
  expect(JSON.stringify(listed)).not.toContain(key);
});

it('an environment variable’s value and a subaccount’s password go to Vast.ai and are kept nowhere', async () => {
  const w = await testWorld({ speed: 0 });
  const run = (op: typeof operations.createSecret | typeof operations.createSubaccount, input: object) =>
    w.gateway.run(op, w.accountId, input as never, w.owner);
  expect(await run(operations.createSecret, { key: 'HF_TOKEN', value: 'hf-private' })).toMatchObject({
    kind: 'done',
  });
  const lab = { email: 'lab@example.com', username: 'lab', password: 'correct horse' };
  expect(await run(operations.createSubaccount, lab)).toMatchObject({ kind: 'done' });
  expect(w.emulator.world.accounts[0]?.secrets.get('HF_TOKEN')).toBe('hf-private');
  const rows = await kept(w);
  expect(rows).not.toMatch(/hf-private|correct horse/);
  expect(rows).toMatch(/added the environment variable HF_TOKEN/);
  const listed = await w.gateway.run(operations.listSecrets, w.accountId, {}, w.owner);
  expect(listed).toMatchObject({ kind: 'done', value: { names: ['HF_TOKEN'] } });
  expect(JSON.stringify(listed)).not.toContain('hf-private');
});

it('a call that the linked key may not make is refused with what it lacks, and the key stays good', async () => {
  const w = await testWorld({ speed: 0 });
  const [own] = w.emulator.world.accounts[0]?.keys ?? [];
  if (!own) throw new Error('no key');
  Object.assign(own, { permissions: { api: { instance_read: {}, user_read: {} } } });
  const refused = await w.gateway.run(operations.createTeam, w.accountId, { team_name: 'x' }, w.owner);
  expect(refused).toMatchObject({ kind: 'refused', problem: { code: 'vast.key_forbidden' } });
  if (refused.kind === 'refused') expect(refused.problem.say).toContain('user_write');
  expect((await w.gateway.run(operations.showUser, w.accountId, {}, w.owner)).kind).toBe('done');
});
