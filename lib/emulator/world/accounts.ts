/** Who rents: accounts, the keys that act for them, and what moves their money besides charges. */
import type { Fields } from '../json';
import type { Seconds } from './clock';
import type { Contract } from './contracts';
import type { Team } from './teams';
import type { Ticks } from './ticks';
import type { TwoFactor } from './two-factor';
import type { Wallet } from './wallet';

/** `{"api": {<scope>: {<route>: …}}}`; an empty object grants the whole scope. */
export type Permissions = { readonly api: Readonly<Record<string, Fields>> };

export interface ApiKey {
  readonly id: number;
  readonly name: string;
  secret: string;
  readonly permissions: Permissions;
  /** Values for the wildcards in its permissions. */
  readonly params: Fields | null;
  /** Whose it is, where several people act for one account: a member of a team. */
  readonly holder: number | null;
  /** Until when a session's key is good; null for an API key, which doesn't expire. */
  readonly until: Seconds | null;
  readonly created: Seconds;
  /** Vast.ai may end a key or demand a second factor at any time. */
  state: 'ok' | 'revoked' | 'two_factor';
}

export interface SshKey {
  readonly id: number;
  text: string;
  readonly created: Seconds;
}

/** Somebody of the team tops the wallet up on working days, as long as anybody looks. */
export interface TopUpHabit {
  readonly below: Ticks;
  readonly amount: Ticks;
}

export interface Account {
  readonly id: number;
  readonly name: string;
  username: string;
  email: string;
  fullname: string;
  readonly created: Seconds;
  /** The account that made it, of a subaccount. */
  readonly parent: number | null;
  /** May host and not rent. */
  readonly hostOnly: boolean;
  /** A team is an account of its own. */
  readonly team: Team | null;
  readonly twoFactor: TwoFactor;
  readonly sid: string;
  readonly wallet: Wallet;
  readonly keys: ApiKey[];
  readonly sshKeys: SshKey[];
  readonly secrets: Map<string, string>;
  readonly contracts: Contract[];
  readonly habit: TopUpHabit | null;
  /** Share of its calls that Vast.ai answers with 503 or not at all: an account that is in trouble by design. */
  readonly trouble: number;
  /** Told that its credit is low. */
  warned: boolean;
  /** The next planned look at its credit. */
  watched: Seconds | null;
}

export const SCOPES = [
  'instance_read',
  'instance_write',
  'user_read',
  'user_write',
  'billing_read',
  'billing_write',
  'machine_read',
  'machine_write',
  'team_read',
  'team_write',
  'misc',
] as const;

/** The whole of these scopes. */
export const allOf = (scopes: readonly (typeof SCOPES)[number][]): Permissions => ({
  api: Object.fromEntries(scopes.map((scope) => [scope, {}])),
});

export const FULL_ACCESS: Permissions = allOf(SCOPES);
