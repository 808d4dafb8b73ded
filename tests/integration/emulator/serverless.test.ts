import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { EPOCH } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { type Caller, type Charge, callerOf, chargesOf, type Instance } from './client';

const DAY = 86_400;
const begin = async (options = {}) => {
  const epoch = new Date(EPOCH * 1000);
  const emulator = await testEmulator({ epoch, world: 'empty', ...options });
  const caller = callerOf(emulator);
  await caller.post('/__emulator/credit', { apiKey: emulator.apiKey, credit: '500' });
  return { emulator, caller };
};

const endpoint = async (caller: Caller, settings: Record<string, unknown> = {}) =>
  (
    await caller.post('/api/v0/endptjobs/', {
      endpoint_name: 'chat',
      min_load: 0,
      cold_workers: 0,
      ...settings,
    })
  ).json.result as number;

const group = async (caller: Caller, settings: Record<string, unknown> = {}) =>
  (
    await caller.post('/api/v0/workergroups/', {
      endpoint_name: 'chat',
      search_params: 'gpu_name=RTX_4090 num_gpus=1',
      test_workers: 0,
      ...settings,
    })
  ).json.id as number;

type WorkerRow = {
  id: number;
  status: string;
  measured_perf: number;
  reqs_working: number;
  url: string | null;
};

const workers = async (caller: Caller, id: number) =>
  JSON.parse((await caller.post('/get_endpoint_workers/', { id })).text) as WorkerRow[];

const statuses = async (caller: Caller, id: number) =>
  (await workers(caller, id)).map(({ status }) => status).sort();

const route = async (caller: Caller, cost: number, request_idx = 0) =>
  (await caller.post('/route/', { endpoint: 'chat', cost, request_idx })).json;

/** Time goes on in small steps, as people look at it. */
async function until(caller: Caller, done: () => Promise<boolean>, most = 1200): Promise<void> {
  for (let passed = 0; passed < most; passed += 5) {
    if (await done()) return;
    await caller.advance(5);
  }
  throw new Error('it never came to that');
}

const instances = async (caller: Caller) =>
  (await caller.get('/api/v1/instances/')).json.instances as Instance[];

it('rents workers as ordinary instances, brings them up and measures them, and lets those sleep that nobody asks', async () => {
  const { caller } = await begin();
  const id = await endpoint(caller, { cold_workers: 2, max_workers: 4 });
  await group(caller, { test_workers: 2 });
  await caller.advance(2);
  const seen = new Set(await statuses(caller, id));
  await until(caller, async () => {
    const now = await statuses(caller, id);
    for (const status of now) seen.add(status);
    return now.join() === 'STOPPED,STOPPED';
  });
  expect([...seen]).toEqual(
    expect.arrayContaining(['CREATING', 'CREATED', 'LOADING', 'MODEL_LOADING', 'IDLE', 'STOPPED']),
  );
  const rented = await instances(caller);
  expect(rented.map((one) => one.id).sort()).toEqual((await workers(caller, id)).map((one) => one.id).sort());
  expect(rented.map((one) => [one.gpu_name, one.actual_status])).toEqual([
    ['RTX 4090', 'exited'],
    ['RTX 4090', 'exited'],
  ]);
  await caller.advance(3600);
  expect(await statuses(caller, id)).toEqual(['STOPPED', 'STOPPED']);
});

it('bills a worker’s GPUs from when it loads, and only its disk while it sleeps', async () => {
  const { caller } = await begin();
  await endpoint(caller, { cold_workers: 1 });
  const group_id = await group(caller, { test_workers: 1 });
  const gpuCost = async () => {
    const [charge] = await chargesOf(caller, EPOCH - (EPOCH % DAY));
    return charge?.items.find((item) => item.type === 'gpu')?.amount ?? 0;
  };
  const [rented] = await (async () => {
    await caller.advance(2);
    return instances(caller);
  })();
  await until(caller, async () => (await instances(caller))[0]?.actual_status === 'loading');
  // One that loads and is nobody's worker costs no GPU time.
  await caller.advance(20);
  expect((await instances(caller))[0]?.actual_status).toBe('loading');
  expect(await gpuCost()).toBeGreaterThan(0);
  await until(caller, async () => (await instances(caller))[0]?.actual_status === 'exited');
  const asleep = await gpuCost();
  await caller.advance(3600);
  expect(await gpuCost()).toBe(asleep);
  const [charge] = await chargesOf(caller, EPOCH - (EPOCH % DAY));
  expect(charge?.source).toBe(`instance-${rented?.id}`);
  expect(charge?.metadata).toMatchObject({ workergroup_id: group_id });
  const day = { gte: EPOCH - (EPOCH % DAY), lte: EPOCH };
  const asked = async (query: object) =>
    (await caller.get('/api/v0/charges/', { ...query })).json.results as Charge[];
  expect(await asked({ select_filters: { day, type: { in: ['instance'] } } })).toEqual([]);
  expect(await asked({ select_filters: { day, type: { in: ['serverless'] } } })).toEqual([charge]);
  const [tree] = await asked({ select_filters: { day }, format: 'tree' });
  expect(tree).toMatchObject({
    type: 'serverless',
    amount: charge?.amount,
    items: [{ source: `workergroup-${group_id}`, amount: charge?.amount, items: [charge] }],
  });
});

it('scales with the load that requests report, never above max_workers, and back to nothing', async () => {
  const { caller } = await begin();
  const id = await endpoint(caller, { max_workers: 3 });
  await group(caller);
  const first = await route(caller, 200);
  expect(first).toMatchObject({ endpoint: 'chat', status: 'total workers: 0' });
  expect(first).not.toHaveProperty('url');
  // Far more than three can do: it goes on asking until each has come up.
  const index = first.request_idx as number;
  let most = 0;
  await until(caller, async () => {
    await route(caller, 200_000);
    const now = await workers(caller, id);
    most = Math.max(most, now.length);
    return now.filter(({ status }) => status === 'IDLE').length === 3;
  });
  expect(most).toBe(3);
  // Nor is one rented only to be given back in the same moment.
  const { logs } = (await caller.post('/get_endpoint_logs/', { endpoint: 'chat' })).json;
  expect(String(logs).match(/rented worker/g)).toHaveLength(3);
  const served = await route(caller, 200, index);
  expect(served.request_idx).toBe(index);
  // Nobody asks any more: they fall asleep and, being more than cold_workers, are given back.
  await caller.advance(1800);
  expect(await workers(caller, id)).toEqual([]);
  expect(await instances(caller)).toEqual([]);
});

it('hands out a ready worker’s address with what authenticates the request, and says what a request waits for', async () => {
  const { caller, emulator } = await begin();
  const id = await endpoint(caller, { min_load: 1, cold_workers: 1, max_workers: 1, max_queue_time: 30 });
  await group(caller);
  await caller.advance(2);
  expect(await route(caller, 10)).toMatchObject({ status: 'total workers: 1, creating: 1' });
  await until(caller, async () => (await statuses(caller, id)).join() === 'IDLE');
  const [endpointRow] = (await caller.get('/api/v0/endptjobs/')).json.results as { api_key: string }[];
  const byEndpointKey = callerOf(emulator, endpointRow?.api_key);
  const got = await route(byEndpointKey, 100);
  const [worker] = await workers(caller, id);
  expect(got).toMatchObject({ endpoint: 'chat', url: worker?.url, cost: 100 });
  expect(got.signature).toMatch(/^[0-9a-f]{64}$/);
  expect(got.__request_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(worker?.reqs_working).toBe(1);
  // Ten minutes of work in its queue: the next one waits.
  await route(caller, (worker?.measured_perf ?? 0) * 600);
  expect(await route(caller, 10)).toMatchObject({ status: 'total workers: 1, idle: 1' });
  // The endpoint's key opens the router and nothing else.
  expect((await byEndpointKey.get('/api/v0/instances/')).status).toBe(401);
  const stranger = await callerOf(emulator, 'nobody').post('/route/', { endpoint: 'chat', cost: 1 });
  expect([stranger.status, stranger.json]).toEqual([401, { error: 'Authentication failed' }]);
  const absent = await caller.post('/route/', { endpoint: 'other', cost: 1 });
  expect(absent.status).toBe(400);
});

it('stops, suspends and starts again as its state says', async () => {
  const { caller } = await begin();
  const id = await endpoint(caller, { min_load: 1, cold_workers: 1, max_workers: 2 });
  await group(caller);
  await until(caller, async () => (await statuses(caller, id)).join() === 'IDLE');
  await caller.put(`/api/v0/endptjobs/${id}/`, { endpoint_state: 'stopped' });
  await caller.advance(10);
  expect(await statuses(caller, id)).toEqual(['STOPPED']);
  expect(await route(caller, 1)).toMatchObject({ status: 'Stopped' });
  await caller.put(`/api/v0/endptjobs/${id}/`, { endpoint_state: 'active' });
  await until(caller, async () => (await statuses(caller, id)).join() === 'IDLE', 120);
  await caller.put(`/api/v0/endptjobs/${id}/`, { endpoint_state: 'suspended', min_load: 0 });
  await caller.advance(600);
  expect(await statuses(caller, id)).toEqual(['IDLE']);
});

it('destroys its workers with a group or an endpoint and names them; what is not there is refused in the documented words', async () => {
  const { caller } = await begin();
  const id = await endpoint(caller, { cold_workers: 4 });
  const groups = [await group(caller), await group(caller, { search_params: 'num_gpus=1 gpu_ram>=16' })];
  await caller.advance(2);
  const rented = (await workers(caller, id)).map((one) => one.id).sort();
  expect(rented.length).toBe(4);
  const ofGroup = (await caller.post('/get_workergroup_workers/', { id: groups[0] })).json
    .workers as WorkerRow[];
  const first = await caller.del(`/api/v0/workergroups/${groups[0]}/`);
  expect(first.json).toEqual({
    success: true,
    deleted_workers: ofGroup.map((one) => one.id),
    failed_workers: [],
    msg: 'Deleted workergroup and 2 workers',
  });
  const second = await caller.del(`/api/v0/endptjobs/${id}/`);
  expect([...ofGroup.map((one) => one.id), ...(second.json.deleted_workers as number[])].sort()).toEqual(
    rented,
  );
  expect(await instances(caller)).toEqual([]);
  expect((await caller.get('/api/v0/workergroups/')).json.results).toEqual([]);
  await caller.advance(3600);
  expect(await instances(caller)).toEqual([]);
  const again = await caller.del(`/api/v0/workergroups/${groups[0]}/`);
  expect([again.status, again.json.error]).toEqual([404, 'no_such_workergroup']);
  const put = await caller.put(`/api/v0/endptjobs/${id}/`, { min_load: 1 });
  expect([put.status, put.json.msg]).toEqual([400, 'Endpointgroup not found for user']);
  const lost = await caller.post('/api/v0/workergroups/', { endpoint_name: 'chat', search_params: '' });
  expect([lost.status, lost.json.msg]).toEqual([
    400,
    'Please assign your workergroup to a valid endpoint identifier',
  ]);
});

it('tells what happened in its log, by level and by its last lines', async () => {
  const { caller } = await begin();
  const id = await endpoint(caller, { cold_workers: 1 });
  const wanted = await group(caller, { search_params: 'gpu_name=No_Such_GPU' });
  await caller.advance(120);
  const logs = (await caller.post('/get_endpoint_logs/', { endpoint: 'chat' })).json as Record<
    string,
    string
  >;
  expect(logs.info0).toContain('no offer matches {"gpu_name":{"eq":"No_Such_GPU"}}');
  expect(logs.info0).not.toContain('load 0.00/s');
  expect(logs.debug).toContain('load 0.00/s');
  expect(logs.logs).toBe(logs.debug);
  const tail = (await caller.post('/get_workergroup_logs/', { id: wanted, tail: 1 })).json as Record<
    string,
    string
  >;
  expect(tail.info0?.split('\n')).toHaveLength(1);
  const bare = await caller.post('/get_endpoint_logs/', { endpoint: 'nobody' });
  expect([bare.status, bare.text]).toEqual([
    200,
    '"authenticate_endpoint_apikey: invalid api_key or endpoint nobody not found"',
  ]);
  expect((await caller.post('/get_autogroup_logs/', { id: id + 1 })).json.error).toContain('not found');
});

it('comes out the same however often somebody looks, and after a restart', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'emulator-serverless-'));
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
  const seen = async (caller: Caller) => ({
    workers: (await caller.post('/get_endpoint_workers/', { endpoint: 'chat' })).json,
    logs: (await caller.post('/get_endpoint_logs/', { endpoint: 'chat' })).json,
    charges: await chargesOf(caller, EPOCH - (EPOCH % DAY)),
  });
  const story = async (step: number, options = {}) => {
    const { caller, emulator } = await begin({ seed: 3, ...options });
    await endpoint(caller, { cold_workers: 2, max_workers: 5 });
    await group(caller);
    await caller.advance(60);
    await route(caller, 60_000);
    for (let passed = 0; passed < 900; passed += step) {
      await caller.advance(step);
      await seen(caller);
    }
    const last = await seen(caller);
    await emulator.close();
    return last;
  };
  const often = await story(5);
  expect(often.charges.length).toBeGreaterThan(1);
  expect(await story(900, { stateDir })).toEqual(often);
  const again = await testEmulator({ stateDir });
  expect(await seen(callerOf(again))).toEqual(often);
});

it('makes a deployment with an endpoint of its own, and ends it when nobody gives a sign of life', async () => {
  const { caller } = await begin();
  const config = {
    name: 'square',
    image: 'vastai/base-image:latest',
    file_hash: 'a1',
    file_size: 10,
    min_load: 0,
  };
  const put = (over: object = {}) => caller.put('/api/v0/deployments/', { ...config, ...over });
  const made = (await put({ cold_workers: 1, ttl: 600 })).json;
  expect(made).toMatchObject({ action: 'created', upload_fields: { key: expect.any(String) } });
  const form = new FormData();
  form.append('file', new Blob(['x']), 'code.tar.gz');
  expect((await fetch(String(made.upload_url), { method: 'POST', body: form })).status).toBe(204);
  expect((await put()).json.action).toBe('exists');
  expect((await put({ max_workers: 3 })).json.action).toBe('autoscale_update');
  expect((await put({ file_hash: 'a2' })).json.action).toBe('soft_update');
  const path = `/api/v0/deployment/${made.deployment_id}`;
  await caller.advance(2);
  expect((await caller.get(`${path}/`)).json.deployment).toMatchObject({
    name: 'square',
    tag: 'default',
    endpoint_id: made.endpoint_id,
    endpoint_state: 'active',
    // Three to measure its speed with.
    worker_count: 3,
    file_hash: 'a2',
    ttl: 600,
  });
  expect(((await caller.get(`${path}/versions/`)).json.versions as unknown[]).length).toBe(2);
  expect((await caller.post(`${path}/stop/`, {})).json).toEqual({ success: true, endpoint_state: 'stopped' });
  await caller.advance(400);
  await caller.post(`${path}/heartbeat/`, {});
  await caller.advance(400);
  expect((await caller.get('/api/v0/deployments')).json.deployments).toHaveLength(1);
  await caller.advance(400);
  expect((await caller.get('/api/v0/deployments')).json.deployments).toEqual([]);
  expect(await instances(caller)).toEqual([]);
  expect((await caller.post(`${path}/start/`, {})).status).toBe(404);
});
