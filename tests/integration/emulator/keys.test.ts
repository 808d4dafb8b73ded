import { describe, expect, it } from 'vitest';
import { EPOCH } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf, rented } from './client';

const epoch = new Date(EPOCH * 1000);
const FORBIDDEN = 'Authorization Error. Check that you have proper privileges to perform this action.';

async function begin() {
  const emulator = await testEmulator({ epoch, world: 'empty' });
  const owner = callerOf(emulator);
  /** A key with these permissions, as a caller. */
  const keyed = async (api: object, key_params?: unknown) => {
    const made = await owner.post('/api/v0/auth/apikeys/', {
      name: 'narrow',
      permissions: { api },
      key_params,
    });
    return callerOf(emulator, made.json.key as string);
  };
  return { emulator, owner, keyed };
}

const logs = (caller: Caller, id: number) => caller.put(`/api/v0/instances/request_logs/${id}/`, {});

describe('a key may what its permissions say', () => {
  it('a whole scope, and nothing of another; a forbidden call has Vast.ai’s words', async () => {
    const { keyed } = await begin();
    const reader = await keyed({ instance_read: {}, user_read: {} });
    expect((await reader.get('/api/v1/instances/')).status).toBe(200);
    expect((await reader.get('/api/v0/secrets/')).status).toBe(200);
    for (const [method, path] of [
      ['POST', '/api/v0/bundles/'],
      ['PUT', '/api/v0/asks/1/'],
      ['POST', '/api/v0/auth/apikeys/'],
      ['PUT', '/api/v0/commands/reset_apikey/'],
      ['POST', '/api/v0/team/'],
    ] as const) {
      const refused = await reader.call(method, path, {});
      expect([refused.status, refused.json]).toEqual([
        403,
        { success: false, error: 'not_authorized', msg: FORBIDDEN },
      ]);
    }
  });

  it('the documented narrower routes, each within its constraints', async () => {
    const { owner, keyed } = await begin();
    const { id } = await rented(owner);
    const other = (await rented(owner)).id;
    const only = { constraints: { id: { eq: id } } };
    const caretaker = await keyed({
      instance_read: { 'api.instance.show': only },
      instance_write: { 'api.instance.destroy': only, 'api.instance.reboot': only },
    });
    expect((await caretaker.get(`/api/v0/instances/${id}/`)).status).toBe(200);
    expect((await caretaker.put(`/api/v0/instances/reboot/${id}/`, {})).status).toBe(200);
    expect((await caretaker.put(`/api/v0/instances/${id}/`, { state: 'stopped' })).status).toBe(403);
    expect((await logs(caretaker, id)).status).toBe(403);
    expect((await caretaker.get(`/api/v0/instances/${other}/`)).status).toBe(403);
    expect((await caretaker.del(`/api/v0/instances/${other}/`)).status).toBe(403);
    expect((await caretaker.call('DELETE', `/api/v0/instances/${other}/`, { id })).status).toBe(403);
    // A list names no instance.
    expect((await caretaker.get('/api/v1/instances/')).status).toBe(403);
    expect((await caretaker.del(`/api/v0/instances/${id}/`)).status).toBe(200);

    const range = { constraints: { id: { gte: other, lte: other + 1 } } };
    const ranger = await keyed({ instance_read: { 'api.instance.request_logs': range } });
    expect((await logs(ranger, other)).status).toBe(200);
    expect((await logs(ranger, other - 1)).status).toBe(403);
    const roster = await keyed({ team_read: { 'api.team.members': {} } });
    expect((await roster.get('/api/v0/team/members/')).json.msg).toBe('Team metadata not found');
    expect((await roster.get('/api/v0/team/roles-full/')).status).toBe(403);
  });

  it('a wildcard stands for what the key was made with; one that stands for nothing opens nothing', async () => {
    const { owner, keyed } = await begin();
    const { id } = await rented(owner);
    const api = { instance_read: { 'api.instance.request_logs': { params: { id: '$instance' } } } };
    const bounds = { id: { gte: '$instance', lte: '$instance' } };
    const ranged = { instance_read: { 'api.instance.request_logs': { constraints: bounds } } };
    // The command line sends the parameters as the text that somebody typed.
    const filled = [
      await keyed(api, JSON.stringify({ instance: id })),
      await keyed(ranged, { instance: id }),
    ];
    for (const caller of filled) {
      expect((await logs(caller, id)).status).toBe(200);
      expect((await logs(caller, id + 1)).status).toBe(403);
    }
    expect((await logs(await keyed(api), id)).status).toBe(403);
    expect((await logs(await keyed(ranged, { other: id }), id)).status).toBe(403);
  });

  it.each([
    ['no object', 'all'],
    ['no api', { instance_read: {} }],
    ['a scope that is none', { api: { everything: {} } }],
    ['a scope that grants by a flag', { api: { instance_read: true } }],
    [
      'an operator that is none',
      { api: { misc: { 'api.bundle.create': { constraints: { limit: { lt: 3 } } } } } },
    ],
  ])('permissions that can’t be any are refused: %s', async (_, permissions) => {
    const { owner } = await begin();
    const refused = await owner.post('/api/v0/auth/apikeys/', { name: 'x', permissions });
    expect([refused.status, refused.json.error]).toEqual([400, 'invalid_permissions']);
  });
});

describe('a key as a thing', () => {
  it('without permissions it may what its maker may; its secret and what fills it are told apart', async () => {
    const { emulator, owner, keyed } = await begin();
    const maker = await keyed({ user_read: {}, user_write: {} });
    const made = (await maker.post('/api/v0/auth/apikeys/', { name: 'heir', key_params: { a: 1 } })).json;
    expect(made.permissions).toEqual({ api: { user_read: {}, user_write: {} } });
    const heir = callerOf(emulator, made.key as string);
    expect((await heir.get('/api/v1/instances/')).status).toBe(403);
    const shown = (await owner.get(`/api/v0/auth/apikeys/${made.id}/`)).json;
    expect(shown).toMatchObject({ name: 'heir', key_params: { a: 1 }, team_id: null });
    expect(JSON.stringify(shown)).not.toContain(made.key);
  });

  it('reset: the old secret is dead at once, the key is the same', async () => {
    const { emulator, owner } = await begin();
    const before = (await owner.get('/api/v0/users/current')).json.key_id;
    const { new_api_key } = (await owner.put('/api/v0/commands/reset_apikey/', { client_id: 'me' })).json;
    expect((await owner.get('/api/v0/users/current')).json.msg).toBe('Invalid user key');
    const renewed = callerOf(emulator, new_api_key as string);
    expect((await renewed.get('/api/v0/users/current')).json.key_id).toBe(before);
  });

  it('only one’s own are deleted: somebody else’s is forbidden, an unknown one not found', async () => {
    const emulator = await testEmulator({ epoch, world: 'fleet', history: 0 });
    const [one, other] = emulator.accounts.map(({ apiKey }) => callerOf(emulator, apiKey));
    const { id } = (await one!.post('/api/v0/auth/apikeys/', { name: 'mine' })).json;
    expect((await other!.del(`/api/v0/auth/apikeys/${id}/`)).status).toBe(403);
    expect((await other!.del('/api/v0/auth/apikeys/1/')).json.msg).toBe('API Key not found.');
    expect((await other!.del('/api/v0/auth/apikeys/x/')).json.msg).toBe('API Key ID not provided.');
    expect((await one!.del(`/api/v0/auth/apikeys/${id}/`)).status).toBe(200);
  });
});

it('the audit log tells what was asked by which key, newest first, and no secret', async () => {
  const { owner } = await begin();
  await owner.post('/api/v0/secrets/', { key: 'HF_TOKEN', value: 'hf-secret' });
  const { id } = await rented(owner, {}, { env: { A: 'private' } });
  await owner.del(`/api/v0/instances/${id}/`);
  const text = (await owner.get('/api/v0/audit_logs/')).text;
  const rows = JSON.parse(text);
  expect(rows.map((one: { api_route: string }) => one.api_route)).toEqual([
    'DELETE /api/v0/instances/:id',
    'PUT /api/v0/asks/:id',
    'POST /api/v0/secrets',
  ]);
  expect(rows[0]).toMatchObject({ args: { id: String(id) }, created_at: EPOCH });
  expect(rows[0].ip_address).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  expect(text).not.toMatch(/hf-secret|private/);
});
