import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Emulator } from '@/lib/emulator';
import { dollars } from '@/lib/emulator/world/ticks';
import { EPOCH } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf, offers, rented } from './client';

const epoch = new Date(EPOCH * 1000);
const HOUR = 3600;

const creditOf = async (caller: Caller) => (await caller.get('/api/v0/users/current')).json.credit;
const list = async (caller: Caller, path: string) => JSON.parse((await caller.get(path)).text);
const rows = (caller: Caller) => list(caller, '/api/v0/team/members/');

async function begin() {
  const emulator = await testEmulator({ epoch, world: 'empty' });
  const person = callerOf(emulator);
  const made = await person.post('/api/v0/team/', { team_name: 'Vision', transfer_credit: 10 });
  expect(made.json).toEqual({ success: true, msg: 'Team Successfully Created!' });
  return { emulator, person, team: await teamOf(emulator, person) };
}

/** With the key that its owner finds at Vast.ai: it acts as the team. */
async function teamOf(emulator: Emulator, person: Caller): Promise<Caller> {
  const listed = (await person.get('/api/v0/auth/apikeys/')).json.apikeys as { team_id: number | null }[];
  const user = listed.find((one) => one.team_id !== null)?.team_id;
  const { apiKey } = (await person.post('/__emulator/keys', { user })).json;
  return callerOf(emulator, apiKey as string);
}

async function joined(emulator: Emulator, person: Caller, email: string, role: string): Promise<Caller> {
  const invited = await person.call(
    'POST',
    `/api/v0/team/invite/?email=${encodeURIComponent(email)}&role=${role}`,
    {},
  );
  expect(invited.json.msg).toBe(`New invitation sent to ${email}`);
  const { apiKey } = (await person.post('/__emulator/invitations', { email })).json;
  return callerOf(emulator, apiKey as string);
}

it('a team is an account of its own: credit given at its making leaves its maker’s wallet, and comes back', async () => {
  const { person, team } = await begin();
  expect([await creditOf(person), await creditOf(team)]).toEqual([15, 10]);
  const when = { select_filters: { when: { gte: EPOCH, lte: EPOCH } } };
  const moved = async (caller: Caller) => (await caller.get('/api/v1/invoices/', when)).json.results;
  expect(await moved(person)).toMatchObject([{ type: 'transfer', amount: 10, start: EPOCH, end: EPOCH }]);
  expect(await moved(team)).toMatchObject([
    { type: 'credit', amount: -10, metadata: { service: 'transfer' } },
  ]);

  const { id } = await rented(team);
  await team.advance(3 * HOUR);
  expect((await person.get('/api/v1/instances/')).json.total_instances).toBe(0);
  expect((await person.del('/api/v0/team/')).json.msg).toMatch(/^Destroy the instances/);
  await team.del(`/api/v0/instances/${id}/`);
  const left = Number(await creditOf(team));
  expect(left).toBeLessThan(10);
  const keyId = (await person.get('/api/v0/users/current')).json.key_id;
  expect((await person.del('/api/v0/team/')).json).toMatchObject({ success: true, pkey_id: keyId });
  expect(await creditOf(person)).toBe(15 + left);
  expect((await team.get('/api/v0/users/current')).status).toBe(401);
  expect((await person.del('/api/v0/team/')).json).toMatchObject({ error: 'not_found' });
});

it('no team without its credit, without a name of its own, or inside a team', async () => {
  const { emulator, person, team } = await begin();
  const errors = [];
  for (const [caller, body] of [
    [person, { team_name: 'Other', transfer_credit: 15.01 }],
    [person, { team_name: 'Vision' }],
    [person, {}],
    [team, { team_name: 'Inner' }],
  ] as const)
    errors.push((await caller.post('/api/v0/team/', body)).json.msg);
  expect(errors).toEqual([
    'Insufficient balance',
    'Team name already exists',
    'Team name is required',
    'A team cannot be created from within a team',
  ]);
  expect(emulator.world.accounts).toHaveLength(2);
  expect(await creditOf(person)).toBe(15);
});

it('a role says what its members’ keys may at most, from the moment that it changes', async () => {
  const { emulator, person, team } = await begin();
  const member = await joined(emulator, person, 'ida@example.com', 'member');
  const manager = await joined(emulator, person, 'max@example.com', 'manager');
  expect((await offers(member, { limit: 1 })).length).toBe(1);
  const { id } = await rented(member);
  // One account: what a member rents is the team's.
  expect((await team.get('/api/v1/instances/')).json.total_instances).toBe(1);
  const when = { select_filters: { when: { gte: 0, lte: EPOCH } } };
  for (const refused of [
    await member.get('/api/v1/invoices/', when),
    await member.get('/api/v0/team/members/'),
    await member.post('/api/v0/auth/apikeys/', { name: 'more' }),
    await member.put('/api/v0/commands/transfer_credit/', { recipient: 'new@example.com', amount: 1 }),
  ])
    expect([refused.status, refused.json.error]).toEqual([403, 'not_authorized']);
  // A key made by a manager with every right dies with the role's rights, not with its own.
  const wide = (await manager.post('/api/v0/auth/apikeys/', { name: 'wide' })).json.key;
  const wider = callerOf(emulator, wide as string);
  expect((await wider.get('/api/v1/invoices/', when)).status).toBe(200);
  expect((await manager.del('/api/v0/team/')).json.error).toBe('not_allowed');
  const transfer = { recipient: 'new@example.com', amount: 1 };
  expect((await manager.put('/api/v0/commands/transfer_credit/', transfer)).json.error).toBe('not_allowed');

  const roles = await list(person, '/api/v0/team/roles-full/');
  expect(roles.map((one: { name: string }) => one.name)).toEqual(['manager', 'member']);
  const update = { name: 'lead', permissions: { api: { instance_read: { 'api.instance.show': {} } } } };
  const updated = await person.put(`/api/v0/team/roles/${roles[0].id}/`, update);
  expect(updated.text).toBe('"Successfully Updated Team Role For lead"');
  expect((await wider.get('/api/v1/invoices/', when)).status).toBe(403);
  expect((await wider.get(`/api/v0/instances/${id}/`)).status).toBe(200);
  expect((await person.get('/api/v0/team/roles/lead/')).json).toMatchObject({
    id: roles[0].id,
    identifier: 'manager',
    permissions: update.permissions,
  });
});

it('roles come and go; the owner’s stays as it is', async () => {
  const { emulator, person } = await begin();
  const permissions = { api: { misc: {}, team_read: {} } };
  expect((await person.post('/api/v0/team/roles/', { name: 'scout', permissions })).json).toEqual({
    msg: 'success',
  });
  const scout = await joined(emulator, person, 'sam@example.com', 'scout');
  expect((await scout.get('/api/v0/team/members/')).status).toBe(200);
  const msgs = [];
  for (const body of [
    { name: 'scout', permissions },
    { name: 'x' },
    { permissions },
    { name: 'y', permissions: {} },
  ])
    msgs.push((await person.post('/api/v0/team/roles/', body)).json.msg);
  expect(msgs).toEqual([
    'Role name already exists',
    'Missing permissions parameter',
    'Missing name parameter',
    'Invalid permissions.',
  ]);
  expect((await person.del('/api/v0/team/roles/owner/')).json.error).toBe('forbidden');
  expect((await person.del('/api/v0/team/roles/scout/')).json).toEqual({
    status: 'success',
    message: 'Role removed from team',
  });
  expect((await person.get('/api/v0/team/roles/scout/')).json.error).toBe('not_found');
  expect((await scout.get('/api/v0/team/members/')).status).toBe(403);
});

it('an invitation lasts four hours; a member who leaves takes no key along', async () => {
  const { emulator, person } = await begin();
  const refusals = [];
  for (const body of [
    { email: 'new@example.com', role: 'member' },
    { email: 'x@example.com', role: 'nobody' },
    { email: 'x@example.com', role: 'owner' },
    { email: 'x', role: 'member' },
  ])
    refusals.push((await person.post('/api/v0/team/invite/', body)).json);
  expect(refusals).toEqual([
    { msg: 'User cannot be invited to their own team.' },
    { msg: 'Specified role not found' },
    { msg: 'Specified role not found' },
    { msg: 'Invalid email address.' },
  ]);
  const ida = await joined(emulator, person, 'ida@example.com', 'member');
  const again = await person.post('/api/v0/team/invite/', { email: 'ida@example.com', role: 'member' });
  expect(again.json.msg).toBe('User is already a member of this team.');
  expect(await rows(person)).toMatchObject([
    { email: 'new@example.com', roles: ['owner'] },
    { email: 'ida@example.com', roles: ['member'], role: 'member' },
  ]);
  await person.post('/api/v0/team/invite/', { email: 'late@example.com', role: 'member' });
  await person.advance(4 * HOUR);
  expect((await person.post('/__emulator/invitations', { email: 'late@example.com' })).status).toBe(404);

  const [owner, member] = await rows(person);
  expect((await person.del(`/api/v0/team/members/${owner.id}/`)).json.msg).toMatch(/^Cannot remove/);
  expect((await person.del(`/api/v0/team/members/${member.id}/`)).json.status).toBe('success');
  expect((await person.del(`/api/v0/team/members/${member.id}/`)).json.status).toBe('failure');
  expect((await ida.get('/api/v1/instances/')).status).toBe(401);
});

it('a restart finds teams, members, their keys and every wallet as they were', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'emulator-team-'));
  const first = await testEmulator({ epoch, world: 'empty', stateDir });
  const person = callerOf(first);
  await person.post('/api/v0/team/', { team_name: 'Vision', transfer_credit: 10 });
  const ida = await joined(first, person, 'ida@example.com', 'member');
  await rented(ida);
  const { new_api_key } = (await person.put('/api/v0/commands/reset_apikey/', {})).json;
  const state = ({ world }: Emulator) =>
    world.accounts.map((one) => [
      one.keys,
      one.team,
      one.contracts.length,
      dollars(one.wallet.credit(world.clock.now()), 6),
    ]);
  const before = state(first);
  await first.close();
  const second = await testEmulator({ stateDir });
  expect(state(second)).toEqual(before);
  expect((await callerOf(second, new_api_key as string).get('/api/v0/team/members/')).status).toBe(200);
  rmSync(stateDir, { recursive: true });
});
