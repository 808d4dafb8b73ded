/** Teams: making and ending one, who belongs to it, and what its roles may. */
import { permissionsOf } from '../access';
import { type Fields, given, number, text } from '../json';
import { answer, type Call, done, type Handler, type Reply, refuse, says } from '../reply';
import { type Route, route } from '../route';
import { isLive } from '../world/contracts';
import { foundTeam, leave } from '../world/found-team';
import { INVITATION_LASTS, OWNER, type Role, roleNamed, roleOf, type Seat, seatOf } from '../world/teams';
import { fromNano, nano } from '../world/ticks';
import { moveCredit } from '../world/transfers';
import type { World } from '../world/world';

const NO_TEAM = says(404, 'Team metadata not found');

type Seated = (world: World, call: Call, seat: Seat) => Reply;

/** About the team that the caller sits in. */
const inTeam =
  (handler: Seated): Handler =>
  (world, call) => {
    const seat = seatOf(world, call.account, call.key.holder);
    return seat ? handler(world, call, seat) : NO_TEAM;
  };

const createTeam: Handler = (world, { account, key, body, at }) => {
  const name = text(given(body, 'team_name'))?.trim();
  if (!name) return refuse(400, 'invalid_args', 'Team name is required');
  if (account.team) return refuse(400, 'invalid_args', 'A team cannot be created from within a team');
  if (world.accounts.some((one) => one.team?.ended === null && one.name === name))
    return refuse(400, undefined, 'Team name already exists');
  const sent = given(body, 'transfer_credit') ?? 0;
  const credit = number(sent);
  if (credit === null || credit < 0) return refuse(400, 'invalid_args', 'Invalid amount');
  const ticks = fromNano(nano(String(sent)));
  if (ticks > 0n && ticks > account.wallet.credit(at))
    return refuse(400, 'insufficient_balance', 'Insufficient balance');
  const newId = () => world.newId();
  const made = foundTeam(world, { id: newId(), name, owner: account, madeWith: key.id, at }, newId);
  moveCredit(world, { from: account, to: made.account, ticks }, at);
  return done({ msg: 'Team Successfully Created!' });
};

/** "Any remaining credits will be returned to your personal account"; what runs must be gone before (guides). */
const deleteTeam: Handler = (world, call) => {
  const seat = seatOf(world, call.account, call.key.holder);
  if (!seat) return refuse(404, 'not_found', 'Cannot Delete Team. User is not a team account');
  const { account, team, member } = seat;
  if (member.id !== team.owner)
    return refuse(403, 'not_allowed', "Only the Team's Owner may delete the team");
  if (account.contracts.some(isLive))
    return refuse(400, 'invalid_args', 'Destroy the instances and volumes of the team first.');
  const owner = world.accounts.find((one) => one.id === team.owner);
  if (owner) moveCredit(world, { from: account, to: owner, ticks: account.wallet.credit(call.at) }, call.at);
  team.ended = call.at;
  team.members.length = 0;
  account.keys.length = 0;
  return done({ msg: 'Team Successfully Deleted!', pkey_id: team.madeWith });
};

const roleRow = ({ id, name, identifier, permissions }: Role): Fields => ({
  id,
  name,
  identifier,
  permissions: { ...permissions },
});

const listRoles: Seated = (_, __, { team }) =>
  answer(team.roles.filter((one) => one.identifier !== OWNER).map(roleRow));

const NO_ROLE = refuse(404, 'not_found', 'Specified role not found');

const showRole: Seated = (_, { params }, { team }) => {
  const role = roleNamed(team, String(params.name));
  return role ? answer(roleRow(role)) : NO_ROLE;
};

const createRole: Seated = (world, { body }, { team }) => {
  const name = text(given(body, 'name'))?.trim();
  if (!name) return refuse(400, undefined, 'Missing name parameter');
  if (given(body, 'permissions') === undefined)
    return refuse(400, undefined, 'Missing permissions parameter');
  const permissions = permissionsOf(body.permissions);
  if (!permissions) return refuse(400, undefined, 'Invalid permissions.');
  if (roleNamed(team, name)) return refuse(400, undefined, 'Role name already exists');
  team.roles.push({ id: world.newId(), name, identifier: name, permissions });
  return { ...done(), body: { msg: 'success' } };
};

/** By number, although the document's path says name; the reply is a bare text. */
const updateRole: Seated = (_, { body, params }, { team }) => {
  const role = team.roles.find((one) => one.id === Number(params.name));
  if (!role) return NO_ROLE;
  if (role.identifier === OWNER) return refuse(403, 'forbidden', 'You cannot change the owner role.');
  const sent = given(body, 'permissions');
  const permissions = sent === undefined ? role.permissions : permissionsOf(sent);
  if (!permissions) return refuse(400, undefined, 'Invalid permissions.');
  const name = text(given(body, 'name'))?.trim() || role.name;
  if (name !== role.name && roleNamed(team, name)) return refuse(400, undefined, 'Role name already exists');
  Object.assign(role, { name, permissions });
  return { ...done(), body: `Successfully Updated Team Role For ${name}` };
};

const removeRole: Seated = (_, { params }, { team }) => {
  const name = String(params.name).trim();
  if (!name) return says(400, 'Role name is required');
  const role = roleNamed(team, name);
  if (!role) return NO_ROLE;
  if (role.identifier === OWNER) return refuse(403, 'forbidden', 'You cannot delete the owner role.');
  team.roles.splice(team.roles.indexOf(role), 1);
  return { ...done(), body: { status: 'success', message: 'Role removed from team' } };
};

/** By query (the CLI) or by body (spec). A second invitation takes the place of the first. */
const invite: Seated = (_, { body, query, at }, { team, member }) => {
  const email = (text(given(body, 'email')) ?? query.email ?? '').trim();
  const role = roleNamed(team, text(given(body, 'role')) ?? query.role ?? '');
  if (!/^\S+@\S+\.\S+$/.test(email)) return says(400, 'Invalid email address.');
  if (!role || role.identifier === OWNER) return says(400, 'Specified role not found');
  if (email === member.email) return says(400, 'User cannot be invited to their own team.');
  if (team.members.some((one) => one.email === email))
    return says(400, 'User is already a member of this team.');
  const open = team.invitations.findIndex((one) => one.email === email);
  if (open >= 0) team.invitations.splice(open, 1);
  team.invitations.push({ email, role: role.id, until: at + INVITATION_LASTS });
  return done({ msg: `New invitation sent to ${email}` });
};

const listMembers: Seated = (_, __, { team }) =>
  answer(
    team.members.map((one) => {
      const name = roleOf(team, one)?.name;
      const { id, username, email, fullname } = one;
      return { id, username, email, fullname, roles: name ? [name] : [], role: name ?? null };
    }),
  );

const removeMember: Seated = (_, { params }, { account, team }) => {
  const member = team.members.find((one) => one.id === Number(params.id));
  if (!member) {
    const body = { status: 'failure', message: 'No user was removed from the team.' };
    return { status: 404, body, accepted: false };
  }
  if (member.id === team.owner) return says(400, 'Cannot remove the team owner from the team');
  leave(account, team, member);
  return { ...done(), body: { status: 'success', message: 'User removed from the team.' } };
};

export const team: readonly Route[] = [
  route('create_a_vast_ai_team', 'POST /api/v0/team', 'user_write', 1, createTeam),
  route('delete_a_vast_ai_team_by_id', 'DELETE /api/v0/team', 'user_write', 1, deleteTeam),
  route(
    'list_all_vast_ai_team_roles_fulls',
    'GET /api/v0/team/roles-full',
    'team_read',
    1,
    inTeam(listRoles),
  ),
  route(
    'get_single_vast_ai_team_role_by_id',
    'GET /api/v0/team/roles/:name',
    'team_read',
    1,
    inTeam(showRole),
  ),
  route('create_a_vast_ai_team_role', 'POST /api/v0/team/roles', 'team_write', 1, inTeam(createRole)),
  route(
    'update_a_vast_ai_team_role_by_id',
    'PUT /api/v0/team/roles/:name',
    'team_write',
    1,
    inTeam(updateRole),
  ),
  route(
    'delete_a_vast_ai_team_role_by_id',
    'DELETE /api/v0/team/roles/:name',
    'team_write',
    3,
    inTeam(removeRole),
  ),
  route('create_a_vast_ai_team_invite', 'POST /api/v0/team/invite', 'team_write', 1, inTeam(invite)),
  route('list_all_vast_ai_team_members', 'GET /api/v0/team/members', 'team_read', 1, inTeam(listMembers)),
  route(
    'delete_a_vast_ai_team_member_by_id',
    'DELETE /api/v0/team/members/:id',
    'team_write',
    3,
    inTeam(removeMember),
  ),
];
