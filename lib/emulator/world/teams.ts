/**
 * Teams: an account with a wallet of its own, for which several people act. Each holds keys of the team, and their
 * role says what those keys may at most.
 */
import { type Account, allOf, FULL_ACCESS, type Permissions, SCOPES } from './accounts';
import { HOUR, type Seconds } from './clock';
import type { World } from './world';

export interface Role {
  readonly id: number;
  name: string;
  /** Made from its first name; it stays when the role is renamed (inferred). */
  readonly identifier: string;
  permissions: Permissions;
}

/** A person: somebody with an account, or somebody who has one only for the team. */
export interface Member {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly fullname: string;
  /** Id of their role. One that was removed leaves them without any right. */
  role: number;
}

export interface Invitation {
  readonly email: string;
  readonly role: number;
  readonly until: Seconds;
}

export interface Team {
  readonly owner: number;
  /** The key that it was made with: its owner's key for what is asked under /team/. */
  readonly madeWith: number;
  readonly roles: Role[];
  readonly members: Member[];
  readonly invitations: Invitation[];
  ended: Seconds | null;
}

export const OWNER = 'owner';

/** Guides: managers may do everything but end the team (which is the owner's alone); members rent and look. */
export const defaultRoles = (id: (name: string) => number): Role[] =>
  (
    [
      [OWNER, FULL_ACCESS],
      ['manager', allOf(SCOPES)],
      ['member', allOf(['misc', 'user_read', 'instance_read', 'instance_write'])],
    ] as const
  ).map(([name, permissions]) => ({ id: id(name), name, identifier: name, permissions }));

export const roleNamed = (team: Team, name: string): Role | undefined =>
  team.roles.find((one) => one.name === name);

export const roleOf = (team: Team, member: Member): Role | undefined =>
  team.roles.find((one) => one.id === member.role);

/** "Team Invitations will expire after 4 hours." */
export const INVITATION_LASTS = 4 * HOUR;

export interface Seat {
  readonly account: Account;
  readonly team: Team;
  /** Who asks. */
  readonly member: Member;
}

/**
 * The team that a call under /team/ is about: that of a team's key; of anybody else's the one that they made last,
 * because the key that made a team is its owner's key for it (spec).
 */
export function seatOf(world: World, account: Account, holder: number | null): Seat | null {
  const of = account.team ? account : world.accounts.findLast((one) => owns(one, account.id));
  const team = of?.team;
  const member = team?.members.find((one) => one.id === (account.team ? holder : account.id));
  return of && team && member ? { account: of, team, member } : null;
}

export const owns = (account: Account, person: number): boolean =>
  account.team !== null && account.team.ended === null && account.team.owner === person;

/** What the keys of a member may at most; nothing for somebody who is no member any more. */
export function limitOf(team: Team, holder: number | null): Permissions {
  const member = team.members.find((one) => one.id === holder);
  return (member && roleOf(team, member)?.permissions) ?? allOf([]);
}
