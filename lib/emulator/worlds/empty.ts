/** A new account: some credit, no keys, nothing rented, nothing charged. */
import { DAY, HOUR } from '../world/clock';
import { topUp } from '../world/credit';
import type { World } from '../world/world';
import { dollarsOf, openAccount } from './found';

export function empty(world: World): void {
  const account = openAccount(world, { name: 'New account', email: 'new@example.com' });
  topUp(world, account, world.epoch - DAY - HOUR, dollarsOf('25'));
}
