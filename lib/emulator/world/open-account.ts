/** Opening an account: for somebody, under somebody, or for a team. */
import type { Account, ApiKey, TopUpHabit } from './accounts';
import { FULL_ACCESS } from './accounts';
import type { Seconds } from './clock';
import type { Contract } from './contracts';
import { hex } from './random';
import type { Team } from './teams';
import { Wallet } from './wallet';
import type { World } from './world';

export interface Opening {
  readonly id: number;
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly created: Seconds;
  readonly parent?: number;
  readonly hostOnly?: boolean;
  readonly team?: Team;
  readonly habit?: TopUpHabit | null;
  readonly trouble?: number;
}

/** Without any key: who opens it says which there are. */
export function openAccountOf(world: World, opening: Opening): Account {
  const contracts: Contract[] = [];
  const account: Account = {
    parent: null,
    hostOnly: false,
    team: null,
    twoFactor: { methods: [], backupCodes: new Set(), challenges: [], authorizedUntil: 0 },
    habit: null,
    trouble: 0,
    ...opening,
    fullname: opening.name,
    sid: hex(24, world.seed, 'sid', opening.name),
    wallet: new Wallet(world.books, contracts),
    keys: [],
    sshKeys: [],
    secrets: new Map(),
    contracts,
    warned: false,
    watched: null,
  };
  world.accounts.push(account);
  return account;
}

/** A key that may everything; its secret is shown once, by whoever asked for it. */
export function newKey(
  world: World,
  key: Pick<ApiKey, 'id' | 'name' | 'created'> &
    Partial<Pick<ApiKey, 'permissions' | 'params' | 'holder' | 'until'>>,
): ApiKey {
  return {
    permissions: FULL_ACCESS,
    params: null,
    holder: null,
    until: null,
    ...key,
    secret: hex(64, world.seed, 'apikey', key.id),
    state: 'ok',
  };
}
