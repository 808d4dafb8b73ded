import { expect, it } from 'vitest';
import { EPOCH } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf, offers, rented } from './client';

const epoch = new Date(EPOCH * 1000);
const begin = async () => {
  const emulator = await testEmulator({ epoch, world: 'empty' });
  const caller = callerOf(emulator);
  const as = async (user: unknown) =>
    callerOf(emulator, (await caller.post('/__emulator/keys', { user })).json.apiKey as string);
  return { emulator, caller, as };
};
const SUB = { email: 'lab@example.com', username: 'lab', password: 'long enough', parent_id: 'me' };
const creditOf = async (caller: Caller) => (await caller.get('/api/v0/users/current')).json.credit;
const send = (caller: Caller, recipient: unknown, amount: unknown) =>
  caller.put('/api/v0/commands/transfer_credit/', { sender: 'me', recipient, amount });

it('a subaccount has keys and money of its own, and its parent lists it', async () => {
  const { caller, as } = await begin();
  const made = (await caller.post('/api/v0/users/', { ...SUB, host_only: false })).json;
  expect(made).toEqual({
    id: expect.any(Number),
    username: 'lab',
    email: SUB.email,
    key_id: expect.any(Number),
  });
  const [listed] = (await caller.get('/api/v0/subaccounts')).json.users as Record<string, unknown>[];
  expect(listed).toMatchObject({ id: made.id, key_id: made.key_id, credit: 0, deleted_at: null });
  expect(JSON.stringify(listed)).not.toContain(SUB.password);
  const lab = await as(made.id);
  expect((await lab.get('/api/v0/users/current')).json).toMatchObject({ id: made.id, key_id: made.key_id });
  expect((await lab.get('/api/v0/subaccounts')).json.users).toEqual([]);
  await expect(rented(lab)).rejects.toThrow('insufficient_credit');
  await send(caller, SUB.email, 5);
  await rented(lab);
  expect((await caller.get('/api/v1/instances/')).json.total_instances).toBe(0);
});

it('one that only hosts looks at the market and rents nothing, whatever its keys say', async () => {
  const { emulator, caller, as } = await begin();
  const { id } = (await caller.post('/api/v0/users/', { ...SUB, host_only: true })).json;
  await send(caller, id, 5);
  const host = await as(id);
  const own = callerOf(
    emulator,
    (await host.post('/api/v0/auth/apikeys/', { name: 'x' })).json.key as string,
  );
  const [offer] = await offers(own, { limit: 1 });
  const refused = await own.put(`/api/v0/asks/${offer!.ask_contract_id}/`, { image: 'a', disk: 16 });
  expect([refused.status, refused.json.error]).toEqual([403, 'not_authorized']);
});

it('an account that can’t be is refused with its reason', async () => {
  const { caller } = await begin();
  await caller.post('/api/v0/users/', SUB);
  const seen = [];
  for (const change of [
    {},
    { email: 'other@example.com' },
    { username: 'other', email: 'me@vast.ai' },
    { password: null },
    { email: 'other@example.com', username: 'other', parent_id: null },
  ]) {
    const { status, json } = await caller.post('/api/v0/users/', { ...SUB, ...change });
    seen.push([status, json.error]);
  }
  expect(seen).toEqual([
    [409, 'user_exists'],
    [409, 'user_exists'],
    [400, 'invalid_email'],
    [400, 'missing_auth_value'],
    [400, 'invalid_request'],
  ]);
});

it('who one is can be changed, field by field', async () => {
  const { caller } = await begin();
  expect((await caller.put('/api/v0/users/', { fullname: 'Ada', username: null })).json.success).toBe(true);
  expect((await caller.get('/api/v0/users/current')).json).toMatchObject({
    fullname: 'Ada',
    username: 'new',
    email: 'new@example.com',
  });
  const errors = [];
  for (const body of [{}, { fullname: '' }, { username: 'x'.repeat(65) }, { normalized_email: 'nobody' }])
    errors.push((await caller.put('/api/v0/users/', body)).json.error);
  expect(errors).toEqual(['missing_input', 'empty_input', 'input_too_long', 'invalid_characters']);
});

it('credit moves to the cent, or not at all', async () => {
  const { caller, as } = await begin();
  const { id } = (await caller.post('/api/v0/users/', SUB)).json;
  const lab = await as(id);
  expect((await send(caller, SUB.email, 9.99)).json.success).toBe(true);
  expect((await send(caller, String(id), '0.01')).json.success).toBe(true);
  expect([await creditOf(caller), await creditOf(lab)]).toEqual([15, 10]);
  const errors = [];
  for (const [to, amount] of [
    [id, 15.01],
    [id, 0.001],
    [id, -3],
    [id, 'all'],
    ['nobody@example.com', 1],
    ['new@example.com', 1],
    [null, 1],
  ])
    errors.push((await send(caller, to, amount)).json.error);
  expect(errors).toEqual([
    'insufficient_balance',
    'invalid_args',
    'invalid_args',
    'invalid_args',
    'invalid_recipient',
    'invalid_recipient',
    'invalid_args',
  ]);
  expect((await send(lab, 'new@example.com', 10)).json.success).toBe(true);
  expect([await creditOf(caller), await creditOf(lab)]).toEqual([25, 0]);
});

it('what is sent away can’t keep instances running: they stop when nothing is left', async () => {
  const { caller } = await begin();
  const { id } = await rented(caller);
  const sub = (await caller.post('/api/v0/users/', SUB)).json.id;
  await caller.advance(1800);
  const left = Number(await creditOf(caller));
  await send(caller, sub, (Math.floor(left * 100) / 100 - 0.01).toFixed(2));
  await caller.advance(3600);
  const row = (await caller.get(`/api/v0/instances/${id}/`)).json.instances;
  expect(row).toMatchObject({ intended_status: 'stopped' });
});

it('addresses of one’s own account, with the names that both clients read', async () => {
  const { caller } = await begin();
  const { results } = (await caller.get('/api/v0/users/me/ipaddrs')).json as {
    results: Record<string, unknown>[];
  };
  expect(results.length).toBeGreaterThan(0);
  for (const row of results) {
    expect(row.ip).toBe(row.ip_address);
    expect(Date.parse(String(row.timestamp)) / 1000).toBe(row.first_seen);
    expect(row.first_location).toMatch(/, [A-Z]{2}$/);
  }
  expect((await caller.get('/api/v0/users/1/ipaddrs')).status).toBe(403);
});
