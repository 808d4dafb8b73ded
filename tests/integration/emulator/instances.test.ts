import { expect, it } from 'vitest';
import { EPOCH } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf, chargesOf, type Instance, instance, offers, rented } from './client';

const epoch = new Date(EPOCH * 1000);
const DAY = 86_400;
const begin = async (options = {}) => {
  const emulator = await testEmulator({ epoch, world: 'empty', ...options });
  const caller = callerOf(emulator);
  await caller.post('/__emulator/credit', { apiKey: emulator.apiKey, credit: '500' });
  return { emulator, caller };
};
const status = async (caller: Caller, id: number) => (await instance(caller, id))?.actual_status;

it('a rent goes from nothing over created and loading to running, keeps its tag, and is billed from then on', async () => {
  const { caller } = await begin();
  const { id } = await rented(
    caller,
    { num_gpus: { eq: 1 } },
    { label: 'run-1', env: { TAG: 'abc', '-p 8000:8000': '1' } },
  );
  const seen: (string | null | undefined)[] = [];
  for (let n = 0; n < 400; n += 2) {
    const now = await status(caller, id);
    if (seen.at(-1) !== now) seen.push(now);
    if (now === 'running') break;
    await caller.advance(2);
  }
  expect(seen).toEqual([null, 'created', 'loading', 'running']);
  await caller.advance(600);
  const row = await instance(caller, id);
  expect(row).toMatchObject({
    label: 'run-1',
    intended_status: 'running',
    cur_state: 'running',
    image_uuid: 'pytorch/pytorch',
    extra_env: [
      ['TAG', 'abc'],
      ['-p 8000:8000', '1'],
    ],
  });
  expect(Object.keys(row?.ports as object)).toEqual(['22/tcp', '8000/tcp']);
  expect(row?.gpu_util).toBeGreaterThan(50);
  const [charge] = await chargesOf(caller, EPOCH - (EPOCH % DAY));
  expect(charge?.source).toBe(`instance-${id}`);
  expect(charge?.items.map((item) => item.type)).toContain('gpu');
});

it("a GPU is rented once: chunks that overlap it can't be, until it is destroyed", async () => {
  const { caller } = await begin();
  const { id, offer } = await rented(caller, { num_gpus: { gte: 4 } });
  const beside = (
    await offers(caller, {
      machine_id: { eq: offer.machine_id },
      rentable: { eq: 'any' },
      rented: { eq: 'any' },
      disable_bundling: true,
    })
  ).filter((one) => one.num_gpus < offer.num_gpus);
  const tries = [];
  for (const other of beside) {
    tries.push((await caller.put(`/api/v0/asks/${other.ask_contract_id}/`, { image: 'a' })).status);
  }
  const again = await caller.put(`/api/v0/asks/${offer.ask_contract_id}/`, { image: 'a', disk: 10 });
  expect([again.status, again.json.error, again.json.ask_id]).toEqual([
    410,
    'no_such_ask',
    offer.ask_contract_id,
  ]);
  expect(tries).toContain(410);
  await caller.del(`/api/v0/instances/${id}/`);
  expect((await caller.put(`/api/v0/asks/${offer.ask_contract_id}/`, { image: 'a', disk: 10 })).status).toBe(
    200,
  );
});

it('with cancel_unavail false a taken offer is rented all the same, waits without GPUs, and stop cancels the wait', async () => {
  const { caller } = await begin();
  const { id: first, offer } = await rented(caller);
  const reply = await caller.put(`/api/v0/asks/${offer.ask_contract_id}/`, {
    image: 'a',
    disk: 10,
    cancel_unavail: false,
  });
  const waiting = reply.json.new_contract as number;
  expect(await instance(caller, waiting)).toMatchObject({
    cur_state: 'stopped',
    next_state: 'running',
    intended_status: 'running',
  });
  await caller.put(`/api/v0/instances/${waiting}/`, { state: 'stopped' });
  const start = await caller.put(`/api/v0/instances/${waiting}/`, { state: 'running' });
  expect([start.status, start.json.success, start.json.error]).toEqual([200, false, 'resources_unavailable']);
  await caller.del(`/api/v0/instances/${first}/`);
  expect(await instance(caller, waiting)).toMatchObject({ cur_state: 'running' });
});

it('refusals have the documented statuses, codes and words', async () => {
  const { emulator, caller } = await begin();
  const [offer] = await offers(caller);
  const ask = `/api/v0/asks/${offer?.ask_contract_id}/`;
  const said = async (path: string, body: object) => {
    const { status: code, json } = await caller.put(path, body);
    return [code, json.error, String(json.msg).replace(/\d+/g, 'N')];
  };
  expect(await said('/api/v0/asks/12/', { image: 'a' })).toEqual([
    404,
    'invalid_args',
    'error N/N: no_such_ask Instance type by id N is not available.',
  ]);
  expect(await said(ask, {})).toEqual([
    400,
    'invalid_args',
    'error N/N: Invalid args: image is required without a template',
  ]);
  expect((await said(ask, { image: 'a', disk: 7 })).slice(0, 2)).toEqual([400, 'invalid_args']);
  for (const price of [0, 0.0001, 129, 'x'])
    expect((await said(ask, { image: 'a', price })).slice(0, 2)).toEqual([400, 'invalid_price']);
  expect((await said(ask, { image: 'a', label: 'x'.repeat(257) })).slice(0, 2)).toEqual([
    400,
    'invalid_args',
  ]);
  expect((await said('/api/v0/instances/bid_price/5/', { price: 1 })).slice(0, 2)).toEqual([
    404,
    'no_such_instance',
  ]);
  await caller.post('/__emulator/credit', { apiKey: emulator.apiKey, credit: '0' });
  expect((await said(ask, { image: 'a' })).slice(0, 2)).toEqual([400, 'insufficient_credit']);
});

it('gone is null, not an error; destroying what is gone is 404', async () => {
  const { caller } = await begin();
  const { id } = await rented(caller);
  expect((await caller.del(`/api/v0/instances/${id}/`)).json.success).toBe(true);
  expect(await instance(caller, id)).toBeNull();
  expect((await caller.del(`/api/v0/instances/${id}/`)).status).toBe(404);
});

it('on demand beats a bid: the bid is paused with its disk, and comes back by itself', async () => {
  const { caller } = await begin();
  const [offer] = await offers(caller, { type: 'bid', limit: 1, num_gpus: { eq: 1 } });
  const price = Number((offer!.min_bid * 1.6).toFixed(3));
  const bid = (await caller.put(`/api/v0/asks/${offer!.ask_contract_id}/`, { image: 'a', disk: 10, price }))
    .json.new_contract as number;
  await caller.advance(400);
  expect(await instance(caller, bid)).toMatchObject({
    is_bid: true,
    actual_status: 'running',
    dph_base: price,
  });
  const over = await caller.put(`/api/v0/asks/${offer!.ask_contract_id}/`, { image: 'a', disk: 10 });
  expect(await instance(caller, bid)).toMatchObject({
    actual_status: 'stopped',
    intended_status: 'running',
    cur_state: 'stopped',
  });
  await caller.del(`/api/v0/instances/${over.json.new_contract}/`);
  await caller.advance(60);
  expect(await status(caller, bid)).toBe('running');
});

it('a bid that is too low waits, and raising it to the winning price (null) starts it', async () => {
  const { caller } = await begin();
  const [offer] = await offers(caller, { type: 'bid', limit: 1 });
  const reply = await caller.put(`/api/v0/asks/${offer!.ask_contract_id}/`, {
    image: 'a',
    disk: 10,
    price: 0.001,
  });
  const id = reply.json.new_contract as number;
  expect(await status(caller, id)).toBe('stopped');
  expect(
    (await caller.put(`/api/v0/instances/bid_price/${id}/`, { client_id: 'me', price: null })).json.success,
  ).toBe(true);
  await caller.advance(400);
  expect(await instance(caller, id)).toMatchObject({ actual_status: 'running', dph_base: offer!.min_bid });
});

it('a host that goes offline takes its instance along, bills nothing meanwhile, and brings it back', async () => {
  const { caller } = await begin();
  const { id, offer } = await rented(caller);
  await caller.advance(500);
  await caller.post('/__emulator/hosts', { machine_id: offer.machine_id, online: false });
  expect(await status(caller, id)).toBe('offline');
  const today = EPOCH - (EPOCH % DAY);
  const before = (await chargesOf(caller, today))[0]?.amount;
  await caller.advance(3600);
  expect((await chargesOf(caller, today))[0]?.amount).toBe(before);
  await caller.post('/__emulator/hosts', { machine_id: offer.machine_id, online: true });
  await caller.advance(60);
  expect(await status(caller, id)).toBe('running');
});

it('reboot and recycle keep the GPUs; stop gives them up and bills the disk alone', async () => {
  const { caller } = await begin();
  const { id } = await rented(caller);
  await caller.advance(500);
  for (const [verb, word] of [
    ['reboot', 'rebooting'],
    ['recycle', 'recycling'],
  ] as const) {
    await caller.put(`/api/v0/instances/${verb}/${id}/`, {});
    expect(await instance(caller, id)).toMatchObject({ actual_status: word, cur_state: 'running' });
    await caller.advance(500);
    expect(await status(caller, id)).toBe('running');
  }
  await caller.put(`/api/v0/instances/${id}/`, { state: 'stopped' });
  const row = await instance(caller, id);
  expect(row).toMatchObject({
    actual_status: 'exited',
    intended_status: 'stopped',
    cur_state: 'stopped',
    ports: {},
    instance: { gpuCostPerHour: 0 },
  });
});

it('an image that is in no registry never runs and says why', async () => {
  const { caller } = await begin();
  const { id } = await rented(caller, {}, { image: 'acme/does-not-exist:1' });
  await caller.advance(3600);
  expect(await instance(caller, id)).toMatchObject({
    actual_status: 'loading',
    status_msg: expect.stringContaining('manifest unknown'),
  });
});

it('a page holds 25 at most, pages meet without gap or overlap, and a relabel rewrites past charges', async () => {
  const emulator = await testEmulator({ epoch, world: 'fleet', history: 2 });
  const caller = callerOf(emulator, emulator.accounts[2]?.apiKey);
  const ids: number[] = [];
  let token: unknown = null;
  do {
    const query = {
      limit: 100,
      order_by: [{ col: 'label', dir: 'desc' }],
      ...(token ? { after_token: token } : {}),
    };
    const { json } = await caller.get('/api/v1/instances/', query);
    const rows = json.instances as Instance[];
    expect(rows.length).toBeLessThanOrEqual(25);
    expect(json).toMatchObject({ total_instances: 300, instances_found: rows.length });
    ids.push(...rows.map((row) => row.id));
    token = json.next_token;
  } while (token);
  expect([ids.length, new Set(ids).size]).toEqual([300, 300]);
  expect((await caller.get('/api/v1/instances/', { limit: 0 })).json.instances_found).toBe(5);

  const yesterday = EPOCH - (EPOCH % DAY) - DAY;
  const charge =
    (await chargesOf(caller, yesterday)).find((one) => one.source === `instance-${ids[0]}`) ??
    (await chargesOf(caller, yesterday))[0];
  const id = Number(charge?.source.split('-')[1]);
  await caller.put(`/api/v0/instances/${id}/`, { label: 'renamed' });
  const after = (await chargesOf(caller, yesterday)).find((one) => one.source === `instance-${id}`);
  expect([after?.metadata.label, after?.amount]).toEqual(['renamed', charge?.amount]);
});

it('logs are asked for and fetched a moment later, without a key; they grow and can be cut and filtered', async () => {
  const { caller } = await begin();
  const { id } = await rented(caller);
  await caller.advance(1200);
  const read = async (body: object) => {
    const url = String((await caller.put(`/api/v0/instances/request_logs/${id}/`, body)).json.result_url);
    expect((await fetch(url)).status).toBe(404);
    return (await (await fetch(url)).text()).trim().split('\n');
  };
  const before = await read({});
  await caller.advance(120);
  expect((await read({})).length).toBe(before.length + 10);
  expect(await read({ tail: '3' })).toHaveLength(3);
  expect((await read({ filter: 'loss' })).every((line) => line.includes('loss'))).toBe(true);
  expect((await read({ daemon_logs: 'true' })).join()).toContain(`contract ${id} accepted`);
});
