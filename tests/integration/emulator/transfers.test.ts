import { expect, it } from 'vitest';
import { EPOCH } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf, chargesOf, instance, rented } from './client';

const DAY = 86_400;
const TODAY = EPOCH - (EPOCH % DAY);

/** Two running instances on different machines; the first has been at work. */
async function two() {
  const emulator = await testEmulator({ epoch: new Date(EPOCH * 1000), history: 2 });
  const caller = callerOf(emulator);
  const all = (await caller.get('/api/v1/instances/')).json.instances as Record<string, unknown>[];
  const source = all.find((one) => one.label === 'llama-ft-12')! as { id: number; inet_up: number };
  const machine = emulator.world.contracts.get(source.id)!.machine.id;
  const search = { machine_id: { neq: machine }, inet_down_cost: { gt: 0 }, disk_space: { gte: 200 } };
  const { id } = await rented(caller, search, { disk: 200 });
  await caller.advance(900);
  const row = await instance(caller, id);
  const target = { id, inet_down: Number(row!.inet_down), inet_down_cost: Number(row!.inet_down_cost) };
  return { emulator, caller, source, target };
}

const copy = (caller: Caller, src_id: unknown, dst_id: unknown, more: object = {}) =>
  caller.put('/api/v0/commands/copy_direct/', {
    client_id: 'me',
    src_id,
    dst_id,
    src_path: '/workspace/checkpoints/',
    dst_path: '/workspace/in/',
    ...more,
  });

const said = async (caller: Caller, id: number) => (await instance(caller, id))!.status_msg as string;

async function printed(caller: Caller, id: number, command: string): Promise<string> {
  const reply = await caller.put(`/api/v0/instances/command/${id}/`, { command });
  const { pathname } = new URL(reply.json.result_url as string);
  await caller.get(pathname);
  return (await caller.get(pathname)).text;
}

const gigabytes = async (caller: Caller, id: number, path: string) =>
  (Number((await printed(caller, id, `du -s ${path}`)).split('\t')[0]) * 1024) / 1e9;

it('a copy takes what its size takes at the narrower line, says how far it is 30 s late, and arrives', async () => {
  const { caller, source, target } = await two();
  const size = await gigabytes(caller, source.id, '/workspace/checkpoints');
  expect((await copy(caller, `C.${source.id}`, String(target.id))).json.msg).toMatch(
    /^Remote to Remote copy initiated/,
  );
  const seconds = (size * 8000) / Math.min(source.inet_up, target.inet_down);
  expect(seconds).toBeGreaterThan(60);
  await caller.advance(29);
  expect(await said(caller, target.id)).toMatch(/^success, running/);
  await caller.advance(Math.floor(seconds / 2) - 29 + 30);
  for (const id of [source.id, target.id]) expect(await said(caller, id)).toMatch(/ (49|50)% /);
  await caller.advance(Math.ceil(seconds / 2) + 5);
  expect(await said(caller, target.id)).toBe('Remote Copy Operation Finished');
  expect(await gigabytes(caller, target.id, '/workspace/in')).toBeCloseTo(size, 1);
});

it('what was copied over the line is billed as bandwidth, and only what was', async () => {
  const { caller, target, source } = await two();
  await caller.put(`/api/v0/instances/${target.id}/`, { state: 'stopped' });
  const bwd = async () =>
    (await chargesOf(caller, TODAY))
      .find((one) => one.source === `instance-${target.id}`)!
      .items.filter((one) => one.type === 'bwd')
      .reduce((sum, one) => sum + one.amount, 0);
  const before = await bwd();
  await copy(caller, source.id, target.id);
  await caller.advance(40);
  await caller.del('/api/v0/commands/copy_direct/');
  expect(
    (await caller.call('DELETE', '/api/v0/commands/copy_direct/', { dst_id: String(target.id) })).status,
  ).toBe(200);
  await caller.advance(3600);
  expect(await said(caller, target.id)).toBe('Instance stopped.');
  const moved = await gigabytes(caller, target.id, '/workspace/in');
  expect(moved).toBeCloseTo((Math.min(source.inet_up, target.inet_down) * 40) / 8000, 1);
  expect((await bwd()) - before).toBeCloseTo(moved * target.inet_down_cost, 2);
});

it('a full disk takes what finds room, and a host that goes away ends the copy', async () => {
  const { emulator, caller, source } = await two();
  const { id: small } = await rented(caller, {}, { disk: 24, image: 'ubuntu' });
  await caller.advance(900);
  await copy(caller, source.id, small);
  await caller.advance(3600 * 2);
  const [row] = [await instance(caller, small)];
  expect(row!.disk_usage).toBe(24);
  await caller.put(`/api/v0/instances/command/${small}/`, { command: 'rm -r /workspace/in' });
  expect((await instance(caller, small))!.disk_usage).toBeLessThan(20);

  await copy(caller, source.id, small);
  await caller.advance(5);
  await caller.post('/__emulator/hosts', {
    machine_id: emulator.world.contracts.get(small)!.machine.id,
    online: false,
  });
  expect((await copy(caller, source.id, small)).status).toBe(400);
  await caller.post('/__emulator/hosts', {
    machine_id: emulator.world.contracts.get(small)!.machine.id,
    online: true,
  });
  await caller.advance(60);
  expect(await said(caller, small)).toMatch(/connection unexpectedly closed/);
});

it('goes to a cloud and comes back from it as much as went there; a dry run moves nothing', async () => {
  const { caller, source, target } = await two();
  expect(JSON.parse((await caller.get('/api/v0/users/cloud_integrations/')).text)).toEqual([
    { id: 1001, name: 'northwind_archive', cloud_type: 's3' },
  ]);
  const sync = (body: object) =>
    caller.post('/api/v0/commands/rclone/', { selected: '1001', flags: [], ...body });
  const size = await gigabytes(caller, source.id, '/workspace/checkpoints');
  const out = {
    instance_id: String(source.id),
    transfer: 'Instance to Cloud',
    src: '/workspace/checkpoints',
    dst: '/runs/12',
  };
  expect((await sync({ ...out, flags: ['--dry-run'] })).json.success).toBe(true);
  expect((await sync(out)).json).toMatchObject({ success: true, result_url: expect.stringMatching(/^http/) });
  await caller.advance(DAY / 2);
  await sync({
    instance_id: target.id,
    transfer: 'CLOUD TO INSTANCE',
    src: '/runs/12',
    dst: '/workspace/back',
  });
  await caller.advance(40_000);
  expect(await gigabytes(caller, target.id, '/workspace/back')).toBeCloseTo(size, 0);
  const other = await sync({ ...out, selected: '77' });
  expect([other.status, other.json.msg]).toEqual([400, 'Invalid cloud service.']);
});

it('copies are refused in the documented words, and a local side is told where to go', async () => {
  const { caller, source, target } = await two();
  expect((await copy(caller, source.id, target.id, { src_path: '' })).json.msg).toBe('Invalid src_path.');
  expect((await copy(caller, source.id, target.id, { dst_path: '/root' })).json.msg).toBe(
    'Invalid dst_path.',
  );
  expect((await copy(caller, 1, target.id)).json).toMatchObject({
    error: 'no_such_user',
    msg: 'No such user.',
  });
  const own = await copy(caller, `C.${source.id}`, 'local');
  expect(own.json).toMatchObject({
    success: true,
    src_addr: expect.any(String),
    src_port: expect.any(Number),
  });
});

it('execute knows ls, du and rm only; rm takes the files and is the one the journal keeps', async () => {
  const { caller, source } = await two();
  for (const command of ['cat /etc/passwd', 'ls; rm -r /', 'rm', `ls ${'a'.repeat(512)}`]) {
    const reply = await caller.put(`/api/v0/instances/command/${source.id}/`, { command });
    expect([reply.status, reply.json.msg]).toEqual([400, 'Invalid command given.']);
  }
  const names = (await printed(caller, source.id, 'ls /workspace/checkpoints')).trim().split('\n');
  expect(names.length).toBeGreaterThan(3);
  expect(await printed(caller, source.id, 'rm /workspace/checkpoints')).toMatch(/Is a directory/);
  await printed(caller, source.id, `rm /workspace/checkpoints/${names[0]}`);
  expect((await printed(caller, source.id, 'ls /workspace/checkpoints')).trim().split('\n')).toEqual(
    names.slice(1),
  );
  const entries = (await caller.get('/__emulator/journal')).json.entries as {
    operation: string;
    body: object;
  }[];
  expect(
    entries
      .filter((one) => one.operation === 'update_a_vast_ai_instances_command_by_id')
      .map((one) => one.body),
  ).toEqual([{ command: 'rm /workspace/checkpoints' }, { command: `rm /workspace/checkpoints/${names[0]}` }]);
});
