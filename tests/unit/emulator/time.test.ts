import { expect, it } from 'vitest';
import { DAY, HOUR } from '@/lib/emulator/world/clock';
import { setCredit } from '@/lib/emulator/world/credit';
import { fromNano, nano } from '@/lib/emulator/world/ticks';
import type { World } from '@/lib/emulator/world/world';
import { emulated, only, pass } from '../../support/emulated';

/** Everything that a look can see: states, money and who holds what. */
const seen = (world: World) => ({
  contracts: [...world.contracts.values()].map((one) => [one.id, one.intended, one.holding, one.stretches]),
  credit: world.accounts.map((one) => one.wallet.credit(world.settle())),
  movements: world.accounts.map((one) => one.wallet.movements),
});

it.each(['small-team', 'outbid-night'])(
  '%s: many looks and one look a week later find the same world',
  (name) => {
    const [looked, left] = [emulated(name, { history: 6 }), emulated(name, { history: 6 })];
    let passed = 0;
    for (let n = 0; passed < 7 * DAY; n += 1) {
      const step = Math.min(7 * DAY - passed, 1 + ((n * 7919) % (3 * HOUR)));
      only(looked).wallet.credit(pass(looked, step));
      passed += step;
    }
    pass(left, 7 * DAY);
    expect(seen(looked)).toEqual(seen(left));
  },
);

it('another seed is another world', () => {
  expect(seen(emulated('small-team', { seed: 8, history: 6 }))).not.toEqual(
    seen(emulated('small-team', { history: 6 })),
  );
});

it('when credit runs out every instance stops within a minute, and its disk is still billed', () => {
  const world = emulated('small-team', { history: 6 });
  const account = only(world);
  setCredit(world, account, world.settle(), fromNano(nano('1.00')));
  const at = pass(world, 2 * HOUR);
  const living = account.contracts.filter((one) => one.destroyed === null && one.kind === 'instance');
  expect(living.every((one) => one.intended === 'stopped' && !one.holding)).toBe(true);
  const overdrawn = account.wallet.credit(at);
  expect(overdrawn).toBeGreaterThan(fromNano(nano('-1')));
  expect(account.wallet.credit(pass(world, HOUR))).toBeLessThan(overdrawn);
});
