import { expect } from 'vitest';
import { operations } from '@/lib/vast/operations';
import { round, type Stage } from '../round';

const {
  createTeam,
  createTeamRole,
  deleteTeam,
  deleteTeamRole,
  inviteTeamMember,
  listTeamMembers,
  listTeamRoles,
  removeTeamMember,
  showTeamRole,
  showUser,
  updateTeamRole,
} = operations;

const SCOUT = { name: 'scout', permissions: { api: { instance_read: {} } } };
const STRANGER = 1;

/** The world's team ends: its owner has none then. */
const teamless = async (stage: Stage) => {
  await stage.call(deleteTeam, {});
};

const idOf = async (stage: Stage, role: string) => (await stage.call(showTeamRole, { name: role })).id;

const memberNamed = async (stage: Stage, username: string) =>
  (await stage.call(listTeamMembers, {})).find((one) => one.username === username);

const creditOf = async (stage: Stage) => (await stage.call(showUser, {})).credit?.toNumber() ?? 0;

export const team = [
  round(createTeam, {
    input: { team_name: 'Round', transfer_credit: '5' },
    refusals: [{ input: { team_name: 'Northwind Research', transfer_credit: '0' }, status: 400 }],
    expect: async (_, stage) => {
      expect(await stage.call(listTeamMembers, {})).toMatchObject([{ username: 'ops', roles: ['owner'] }]);
      const wallets = stage.emulator.world.accounts.map((one) => one.wallet.movements.at(-1)?.description);
      expect(wallets).toContain('Transfer from ops@northwind.example');
    },
  }),
  round(deleteTeam, {
    input: async (stage) => {
      expect(await creditOf(stage)).toBeGreaterThan(0);
      return {};
    },
    refusals: [{ input: {}, status: 404, after: async () => {} }],
    expect: async ({ pkey_id }, stage) => {
      expect(pkey_id).toBe(Number((await stage.call(showUser, {})).key_id));
      expect((await stage.caller.get('/api/v0/team/members/')).status).toBe(404);
    },
  }),
  round(listTeamRoles, {
    input: {},
    refusals: [{ input: {}, status: 404, after: teamless }],
    expect: (roles) => expect(roles.map((one) => one.name)).toEqual(['manager', 'member']),
  }),
  round(showTeamRole, {
    input: { name: 'member' },
    refusals: [{ input: { name: 'nobody' }, status: 404 }],
    expect: (role) =>
      expect(role).toMatchObject({ name: 'member', permissions: { api: { instance_write: {} } } }),
  }),
  round(createTeamRole, {
    input: SCOUT,
    refusals: [{ input: { name: 'scout' }, status: 400 }],
    expect: async (_, stage) =>
      expect(await stage.call(showTeamRole, { name: 'scout' })).toMatchObject(SCOUT),
  }),
  round(updateTeamRole, {
    input: async (stage) => ({ ...SCOUT, id: await idOf(stage, 'member') }),
    expect: async ({ msg }, stage, { id }) => {
      expect(msg).toMatch(/scout/);
      expect(await stage.call(showTeamRole, { name: 'scout' })).toMatchObject({ ...SCOUT, id });
    },
  }),
  round(deleteTeamRole, {
    input: { name: 'member' },
    refusals: [
      { input: { name: 'nobody' }, status: 404 },
      { input: { name: ' ' }, status: 400 },
    ],
    expect: async (_, stage) => {
      expect((await stage.call(listTeamRoles, {})).map((one) => one.name)).toEqual(['manager']);
      expect((await memberNamed(stage, 'omar'))?.roles).toEqual([]);
    },
  }),
  round(inviteTeamMember, {
    input: { email: 'round@example.com', role: 'member' },
    refusals: [
      { input: { email: 'ops@northwind.example', role: 'member' }, status: 400 },
      { input: { email: 'round@example.com', role: 'member' }, status: 404, after: teamless },
    ],
    expect: async (_, stage) => {
      const { json } = await stage.caller.post('/__emulator/invitations', { email: 'round@example.com' });
      expect(json.success).toBe(true);
      expect(await memberNamed(stage, 'round')).toMatchObject({ roles: ['member'] });
    },
  }),
  round(listTeamMembers, {
    input: {},
    expect: (members) => expect(members.map((one) => one.username)).toEqual(['ops', 'ida', 'omar']),
  }),
  round(removeTeamMember, {
    input: async (stage) => ({ id: (await memberNamed(stage, 'omar'))?.id ?? 0 }),
    refusals: (stage) => [
      { input: { id: STRANGER }, status: 404 },
      { input: { id: stage.emulator.world.accounts[0]?.id }, status: 400 },
    ],
    expect: async (_, stage) => expect(await memberNamed(stage, 'omar')).toBeUndefined(),
  }),
];
