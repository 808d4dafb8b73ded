import { expect, it } from 'vitest';
import { testEmulator } from '../../support/emulator';
import { callerOf, instance, rented } from './client';

const begin = async () => callerOf(await testEmulator({ world: 'empty' }));
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEtest me@example';

it('an account without SSH keys is answered 404; a key has the same text under three names', async () => {
  const caller = await begin();
  const none = await caller.get('/api/v0/ssh/');
  expect([none.status, none.json.msg]).toEqual([404, 'No SSH keys found for the user.']);
  const { id } = (await caller.post('/api/v0/ssh/', { ssh_key: KEY })).json.key as { id: number };
  const [key] = JSON.parse((await caller.get('/api/v0/ssh/')).text);
  expect(key).toMatchObject({ id, key: KEY, public_key: KEY, ssh_key: KEY, deleted_at: null });
  expect((await caller.del(`/api/v0/ssh/${id}/`)).status).toBe(200);
  expect((await caller.del(`/api/v0/ssh/${id}/`)).json.error).toBe('no_ssh_key');
  expect((await caller.post('/api/v0/ssh/', {})).json.error).toBe('no_ssh_key');
});

it('a key attached to an instance is told as JSON text, once, and can be taken off', async () => {
  const caller = await begin();
  const { id } = await rented(caller);
  const path = `/api/v0/instances/${id}/ssh/`;
  expect((await caller.post(path, { ssh_key: KEY })).json.success).toBe(true);
  expect((await caller.post(path, { ssh_key: KEY })).status).toBe(400);
  const [key] = JSON.parse(String((await caller.get(path)).json.ssh_keys));
  expect(key.public_key).toBe(KEY);
  expect((await caller.del(`${path}${key.id}/`)).status).toBe(200);
  expect((await caller.get(path)).json.ssh_keys).toBe('[]');
  expect((await caller.del(`${path}${key.id}/`)).json.error).toBe('no_such_ssh_key');
});

it('a new API key is told once and works until it is deleted', async () => {
  const emulator = await testEmulator({ world: 'empty' });
  const caller = callerOf(emulator);
  const made = (await caller.post('/api/v0/auth/apikeys/', { name: 'second' })).json;
  const second = callerOf(emulator, made.key as string);
  expect((await second.get('/api/v0/users/current')).status).toBe(200);
  const listed = (await caller.get('/api/v0/auth/apikeys/')).text;
  expect(listed).toContain('"second"');
  expect(listed).not.toContain(made.key);
  await caller.del(`/api/v0/auth/apikeys/${made.id}/`);
  expect((await second.get('/api/v0/users/current')).status).toBe(401);
  expect((await caller.post('/api/v0/auth/apikeys/', { permissions: 'all' })).json.error).toBe(
    'invalid_permissions',
  );
});

it('names of environment variables are upper-cased; doubles and strangers are refused', async () => {
  const caller = await begin();
  const errors = [];
  for (const [method, body] of [
    ['POST', { key: 'hf_token', value: 'a' }],
    ['POST', { key: 'HF_TOKEN', value: 'b' }],
    ['PUT', { key: 'other', value: 'b' }],
    ['POST', { key: 'x' }],
  ] as const) {
    errors.push((await caller.call(method, '/api/v0/secrets/', body)).json.error);
  }
  expect(errors).toEqual([undefined, 'existing_key', 'nonexistent_key', 'missing_input']);
  expect((await caller.get('/api/v0/secrets/')).json.secrets).toEqual({ HF_TOKEN: 'a' });
});

it('a template keeps its id, changes its hash with every edit, and is found by either', async () => {
  const caller = await begin();
  const made = (
    await caller.post('/api/v0/template/', {
      name: 'mine',
      image: 'a/b',
      extra_filters: { num_gpus: { gte: 2 } },
    })
  ).json.template as { id: number; hash_id: string };
  const edited = (await caller.put('/api/v0/template/', { hash_id: made.hash_id, desc: 'new', image: null }))
    .json.template as typeof made;
  expect(edited.id).toBe(made.id);
  expect(edited.hash_id).not.toBe(made.hash_id);
  const found = (
    await caller.get('/api/v0/template/', { select_filters: { hash_id: { eq: edited.hash_id } } })
  ).json;
  expect(found).toMatchObject({
    templates_found: 1,
    templates: [{ image: 'a/b', desc: 'new', extra_filters: '{"num_gpus":{"gte":2}}' }],
  });
  await caller.post('/api/v0/template/', { name: 'ours', image: 'c/d', private: true });
  const ours = await caller.get('/api/v0/template/', { select_filters: { private: { eq: true } } });
  const privately = (ours.json.templates as { private: boolean; image: string }[]) ?? [];
  expect(privately.map(({ image }) => image)).toContain('c/d');
  expect(privately.every((one) => one.private)).toBe(true);
  expect((await caller.get('/api/v0/template/', { select_filters: { secret: { eq: 1 } } })).status).toBe(400);
  expect((await caller.post('/api/v0/template/', { image: 'a' })).json.msg).toBe('Template name is required');
  expect((await caller.call('DELETE', '/api/v0/template/', { template_id: made.id })).status).toBe(200);
  expect((await caller.call('DELETE', '/api/v0/template/', { template_id: made.id })).status).toBe(404);
});

it('a rent from a template: what the request says wins, null says nothing, variables are merged', async () => {
  const caller = await begin();
  const template = (
    await caller.post('/api/v0/template/', {
      name: 'mine',
      image: 'a/b',
      tag: '2',
      env: '-e A=1 -e B=2 -p 80:80',
      onstart: 'go',
      runtype: 'ssh',
      recommended_disk_space: 12,
    })
  ).json.template as { id: number; hash_id: string };
  const terms = {
    template_hash_id: template.hash_id,
    image: null,
    onstart: null,
    env: { B: '3', C: '4' },
    disk: null,
  };
  const { id } = await rented(caller, {}, terms);
  expect(await instance(caller, id)).toMatchObject({
    image_uuid: 'a/b:2',
    onstart: 'go',
    image_runtype: 'ssh',
    disk_space: 12,
    template_id: template.id,
    template_name: 'mine',
    extra_env: [
      ['A', '1'],
      ['B', '3'],
      ['-p 80:80', '1'],
      ['C', '4'],
    ],
  });
});

it('the account’s variables go into every container that is made, unless it has its own; lists don’t show them', async () => {
  const emulator = await testEmulator({ world: 'empty' });
  const caller = callerOf(emulator);
  await caller.post('/api/v0/secrets/', { key: 'hf_token', value: 'hf-1' });
  await caller.post('/api/v0/secrets/', { key: 'WANDB', value: 'w-1' });
  const { id } = await rented(caller, {}, { env: { WANDB: 'mine' } });
  const inside = () => emulator.world.contracts.get(id)?.accountEnv;
  await caller.advance(900);
  expect(inside()).toEqual(new Map([['HF_TOKEN', 'hf-1']]));
  expect(JSON.stringify(await instance(caller, id))).not.toContain('hf-1');
  await caller.put('/api/v0/secrets/', { key: 'HF_TOKEN', value: 'hf-2' });
  await caller.put(`/api/v0/instances/reboot/${id}/`, {});
  await caller.advance(900);
  expect(inside()).toEqual(new Map([['HF_TOKEN', 'hf-1']]));
  await caller.put(`/api/v0/instances/recycle/${id}/`, {});
  expect(inside()).toEqual(new Map([['HF_TOKEN', 'hf-2']]));
});

it('the same settings are the same template; a rent names the hash of what they are now', async () => {
  const caller = await begin();
  const mine = { name: 'mine', image: 'a/b', docker_login_user: 'me', docker_login_pass: 'dckr-secret' };
  const make = async () =>
    (await caller.post('/api/v0/template/', mine)).json.template as { id: number; hash_id: string };
  const [made, again] = [await make(), await make()];
  expect(again).toEqual(made);
  expect(JSON.stringify(made)).not.toContain('dckr-secret');
  const edited = (await caller.put('/api/v0/template/', { hash_id: made.hash_id, image: 'c/d' })).json
    .template as typeof made;
  await expect(rented(caller, {}, { template_hash_id: made.hash_id, image: null })).rejects.toThrow(
    'no such template',
  );
  const { id } = await rented(caller, {}, { template_hash_id: edited.hash_id, image: null });
  expect(await instance(caller, id)).toMatchObject({ image_uuid: 'c/d:latest', template_id: made.id });
  const { templates } = (
    await caller.get('/api/v0/template/', { select_cols: ['name', 'hash_id'], order_by: 'name' })
  ).json as { templates: { name: string }[] };
  expect(templates.map((one) => one.name)).toEqual(templates.map((one) => one.name).toSorted());
  expect(templates.at(-1)).toEqual({ name: 'vLLM', hash_id: expect.any(String) });
});
