/** Northwind AI, the company that most worlds are about. */
import type { Account } from '../world/accounts';
import { dayOf } from '../world/clock';
import { keepHabit, watchCredit } from '../world/credit';
import { reconsider } from '../world/lifecycle';
import type { World } from '../world/world';
import { dollarsOf, openAccount } from './found';
import { livePast, payPast } from './history';

/** The company with its past; what lives now is added by the world, which then calls `settle`. */
export function northwind(world: World, history: number): Account {
  const account = openAccount(world, {
    name: 'Northwind AI',
    email: 'ops@northwind.example',
    habit: { below: '900', amount: '1500' },
    sshKeys: [
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9vNnJ0aHdpbmQtb3BzLWtleS1mb3ItdGVzdHM0 ops@northwind',
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9vNnJ0aHdpbmQtbmxwLWtleS1mb3ItdGVzdHM1 engineer@northwind',
    ],
  });
  livePast(world, account, history);
  return account;
}

/** What was paid for all that, what the wallet does from here on, and a first look at every machine. */
export function settle(world: World, account: Account, history: number): void {
  payPast(world, account, history, dollarsOf('2500'));
  keepHabit(world, account, dayOf(world.epoch) + 1);
  lookAround(world, account);
}

export function lookAround(world: World, account: Account): void {
  for (const one of account.contracts) {
    if (one.destroyed === null) reconsider(world, one.machine, world.epoch);
  }
  watchCredit(world, account, world.epoch);
}
