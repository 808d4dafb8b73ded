/** Making a team, joining it and leaving it. */
import type { Account, ApiKey } from './accounts';
import type { Seconds } from './clock';
import { newKey, openAccountOf } from './open-account';
import { defaultRoles, type Member, type Team } from './teams';
import type { World } from './world';

export interface Founding {
  readonly id: number;
  readonly name: string;
  readonly owner: Pick<Account, 'id' | 'username' | 'email' | 'fullname'>;
  readonly madeWith: number;
  readonly at: Seconds;
}

/** With its owner and their key, the usual roles and nobody else. `newId` gives each part its id. */
export function foundTeam(
  world: World,
  { id, name, owner, madeWith, at }: Founding,
  newId: (what: string) => number,
): { account: Account; team: Team } {
  const roles = defaultRoles(newId);
  const team: Team = { owner: owner.id, madeWith, roles, members: [], invitations: [], ended: null };
  const account = openAccountOf(world, {
    id,
    name,
    username: name,
    email: `team-${id}@teams.example`,
    created: at,
    team,
  });
  const { username, email, fullname } = owner;
  join(
    world,
    account,
    team,
    { id: owner.id, username, email, fullname, role: roles[0]!.id },
    newId('key'),
    at,
  );
  return { account, team };
}

/** Somebody becomes a member, and gets a key of the team. */
export function join(
  world: World,
  account: Account,
  team: Team,
  member: Member,
  keyId: number,
  at: Seconds,
): ApiKey {
  team.members.push(member);
  const key = newKey(world, { id: keyId, name: account.name, created: at, holder: member.id });
  account.keys.push(key);
  return key;
}

/** Their keys of the team go with them. */
export function leave(account: Account, team: Team, member: Member): void {
  team.members.splice(team.members.indexOf(member), 1);
  const kept = account.keys.filter((one) => one.holder !== member.id);
  account.keys.splice(0, account.keys.length, ...kept);
}
