import { z } from 'zod';
import { Dollars } from '../amount';
import { operation } from '../operation';
import { Permissions, scopesInWords } from '../permissions';
import { same, traceIn } from '../trace';
import { maybe, reply, saidText, whole, words } from '../wire';

const RoleName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .meta({ description: 'The role’s name.', examples: ['developer'] });

const Role = reply({
  id: whole(),
  name: words(),
  identifier: maybe(words()),
  permissions: z.unknown().optional(),
});

export const createTeam = operation({
  name: 'create_a_vast_ai_team',
  title: 'Make team at Vast.ai',
  description:
    'Makes a Vast.ai team: an account of its own, with credit, instances and keys apart from this one, in which other people get roles. Not to be confused with Gantry’s own teams, which share the accounts that are linked. Credit sent along leaves this account.',
  http: { method: 'POST', path: '/api/v0/team/' },
  scope: 'user_write',
  effect: { worst: 'spends', of: (input) => (Number(input.transfer_credit) > 0 ? 'spends' : 'writes') },
  minIntervalMs: 1000,
  lostAnswer: 'ask',
  untold: 'No operation lists teams, and a second call would send the credit again.',
  touches: ['team', 'balance'],
  cost: ({ transfer_credit }) =>
    Number(transfer_credit) > 0 ? { usd: transfer_credit, per: 'once' } : undefined,
  sentence: ({ team_name, transfer_credit }) =>
    `made the Vast.ai team ${team_name}${Number(transfer_credit) > 0 ? ` with $${transfer_credit} of credit` : ''}`,
  input: z.strictObject({
    team_name: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .meta({ description: 'The team’s name; no other team may have it.', examples: ['vision-lab'] }),
    transfer_credit: Dollars.default('0').meta({
      description: 'US dollars that go from this account to the team, as decimal text.',
      examples: ['25.00'],
    }),
  }),
  output: reply({}),
  wire: ({ team_name, transfer_credit }) => ({
    body: { team_name, transfer_credit: Number(transfer_credit) },
  }),
});

export const deleteTeam = operation({
  name: 'delete_a_vast_ai_team_by_id',
  title: 'End team at Vast.ai',
  description:
    'Ends the Vast.ai team that this account owns: its roles, invitations, members and their keys are gone. What credit is left goes to the owner. Its instances must be destroyed before.',
  http: { method: 'DELETE', path: '/api/v0/team/' },
  scope: 'user_write',
  effect: 'destroys',
  minIntervalMs: 1000,
  lostAnswer: 'ask',
  untold: 'It names no team: sent again, it could end another one of the same owner.',
  touches: ['team', 'balance'],
  sentence: () => 'ended the Vast.ai team',
  input: z.strictObject({}),
  output: reply({ pkey_id: maybe(whole()) }),
});

export const listTeamRoles = operation({
  name: 'list_all_vast_ai_team_roles_fulls',
  title: 'List team roles',
  description:
    'The roles of the Vast.ai team and what each may; the owner, who may everything, isn’t listed.',
  http: { method: 'GET', path: '/api/v0/team/roles-full/' },
  scope: 'team_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({}),
  output: z.array(Role),
});

export const showTeamRole = operation({
  name: 'get_single_vast_ai_team_role_by_id',
  title: 'Show team role',
  description: 'One role of the Vast.ai team and what it may.',
  http: { method: 'GET', path: '/api/v0/team/roles/{name}/' },
  scope: 'team_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({ name: RoleName }),
  output: Role,
});

export const createTeamRole = operation({
  name: 'create_a_vast_ai_team_role',
  title: 'Make team role',
  description:
    'Makes a role of the Vast.ai team. Everybody who gets it can do at Vast.ai what its permissions say, without Gantry.',
  http: { method: 'POST', path: '/api/v0/team/roles/' },
  scope: 'team_write',
  effect: 'grants',
  minIntervalMs: 1000,
  lostAnswer: 'look',
  trace: traceIn(listTeamRoles, {
    rows: (roles) => roles,
    key: ({ id }) => id,
    is: (role, { name }) => same(name, role.name),
    output: () => ({}),
  }),
  touches: ['team'],
  sentence: ({ name, permissions }) => `made the Vast.ai team role ${name} ${scopesInWords(permissions)}`,
  input: z.strictObject({ name: RoleName, permissions: Permissions }),
  output: reply({ msg: maybe(words()) }),
});

export const updateTeamRole = operation({
  name: 'update_a_vast_ai_team_role_by_id',
  title: 'Change team role',
  description:
    'Gives a role of the Vast.ai team another name and other permissions. They hold at once for everybody who has the role.',
  http: { method: 'PUT', path: '/api/v0/team/roles/{id}/' },
  scope: 'team_write',
  effect: 'grants',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['team'],
  sentence: ({ id, name, permissions }) =>
    `changed Vast.ai team role ${id}: ${name}, ${scopesInWords(permissions)}`,
  input: z.strictObject({
    id: z
      .int()
      .positive()
      .meta({ description: 'The role’s number, from the list of roles.', examples: [1234] }),
    name: RoleName,
    permissions: Permissions,
  }),
  output: saidText(),
});

export const deleteTeamRole = operation({
  name: 'delete_a_vast_ai_team_role_by_id',
  title: 'Remove team role',
  description: 'Removes a role from the Vast.ai team. Whoever has it is left without its rights.',
  http: { method: 'DELETE', path: '/api/v0/team/roles/{name}/' },
  scope: 'team_write',
  effect: 'destroys',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: ['team'],
  sentence: ({ name }) => `removed the Vast.ai team role ${name}`,
  notFoundMeans: {},
  input: z.strictObject({ name: RoleName }),
  output: reply({ status: maybe(words()), message: maybe(words()) }),
});

export const inviteTeamMember = operation({
  name: 'create_a_vast_ai_team_invite',
  title: 'Invite to team at Vast.ai',
  description:
    'Sends somebody a letter that lets them join the Vast.ai team within four hours. As a member they can do at Vast.ai what the role says, with the team’s credit and without Gantry.',
  http: { method: 'POST', path: '/api/v0/team/invite/' },
  scope: 'team_write',
  effect: 'grants',
  minIntervalMs: 1000,
  lostAnswer: 'ask',
  untold: 'Open invitations stand in no list, and a second call would send a second letter.',
  touches: ['team'],
  sentence: ({ email, role }) => `invited ${email} to the Vast.ai team as ${role}`,
  input: z.strictObject({
    email: z
      .email()
      .max(64)
      .meta({ description: 'Whom the letter goes to.', examples: ['ida@example.com'] }),
    role: RoleName.meta({ description: 'The name of the role they get.', examples: ['member'] }),
  }),
  output: reply({}),
  // The official client asks by query, the document says body: the same in both.
  wire: (input) => ({ query: input, body: input }),
});

export const listTeamMembers = operation({
  name: 'list_all_vast_ai_team_members',
  title: 'List team members at Vast.ai',
  description: 'Who belongs to the Vast.ai team, with their roles.',
  http: { method: 'GET', path: '/api/v0/team/members/' },
  scope: 'team_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({}),
  output: z.array(
    reply({
      id: whole(),
      username: maybe(words()),
      email: maybe(words()),
      fullname: maybe(words()),
      roles: maybe(z.array(words())),
    }),
  ),
});

export const removeTeamMember = operation({
  name: 'delete_a_vast_ai_team_member_by_id',
  title: 'Remove team member at Vast.ai',
  description:
    'Ends somebody’s membership of the Vast.ai team. Their keys of the team stop working at once; what they rented stays the team’s.',
  http: { method: 'DELETE', path: '/api/v0/team/members/{id}/' },
  scope: 'team_write',
  effect: 'destroys',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: ['team'],
  sentence: ({ id }) => `removed member ${id} from the Vast.ai team`,
  notFoundMeans: {},
  input: z.strictObject({
    id: z
      .int()
      .positive()
      .meta({ description: 'The member’s number, from the list of members.', examples: [12345] }),
  }),
  output: reply({ status: maybe(words()), message: maybe(words()) }),
});
