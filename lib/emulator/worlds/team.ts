/** A Vast.ai team that an account owns beside itself: two more people, and a little credit of its own. */
import type { Account } from '../world/accounts';
import { DAY } from '../world/clock';
import { foundTeam, join } from '../world/found-team';
import { hash } from '../world/random';
import { roleNamed } from '../world/teams';
import type { World } from '../world/world';
import { dollarsOf } from './found';

const PEOPLE = [
  { name: 'Ida Lind', role: 'manager' },
  { name: 'Omar Said', role: 'member' },
];

/** Its ids are its own, so that the world's next one is what it would be without it. */
export function teamOf(world: World, owner: Account, name: string): void {
  const id = 410_000 + (hash(world.seed, 'team', owner.id) % 90_000);
  let made = 0;
  const newId = () => {
    made += 1;
    return id * 20 + made;
  };
  const at = world.epoch - 40 * DAY;
  const madeWith = owner.keys[0]?.id ?? 0;
  const { account, team } = foundTeam(world, { id, name, owner, madeWith, at }, newId);
  for (const person of PEOPLE) {
    const username = person.name.split(' ')[0]!.toLowerCase();
    const role = roleNamed(team, person.role)!.id;
    const email = `${username}@${owner.email.split('@')[1]}`;
    join(world, account, team, { id: newId(), username, email, fullname: person.name, role }, newId(), at);
  }
  account.wallet.movements.push({
    id: newId(),
    at: at + DAY,
    paid: at + DAY + 42,
    type: 'credit',
    service: 'stripe_payments',
    source: 'stripe',
    description: 'Manual Billing from MASTERCARD ...4412',
    ticks: dollarsOf('120'),
  });
}
