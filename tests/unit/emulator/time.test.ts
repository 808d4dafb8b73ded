import { expect, it } from 'vitest';
import { DAY, HOUR } from '@/lib/emulator/world/clock';
import { enter } from '@/lib/emulator/world/contracts';
import { setCredit } from '@/lib/emulator/world/credit';
import { fromNano, nano } from '@/lib/emulator/world/ticks';
import { Timeline } from '@/lib/emulator/world/timeline';
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

it('what is due at one moment happens in the order it was planned, and nothing happens early', () => {
  const timeline = new Timeline();
  const happened: string[] = [];
  const note = (name: string) => (at: number) => happened.push(`${name}@${at}`);
  for (const [at, name] of [
    [5, 'a'],
    [3, 'b'],
    [5, 'c'],
    [4, 'd'],
    [5, 'e'],
    [3, 'f'],
    [5, 'g'],
  ] as const)
    timeline.plan(at, note(name));
  timeline.run(4);
  expect(happened).toEqual(['b@3', 'f@3', 'd@4']);
  timeline.run(9);
  expect(happened.slice(3)).toEqual(['a@5', 'c@5', 'e@5', 'g@5']);
});

it('a state that was left in the second it was entered never was', () => {
  const contract = [...emulated('small-team', { history: 2 }).contracts.values()].at(-2)!;
  contract.stretches.splice(0, contract.stretches.length, { from: 10, state: 'kept', gpuNanoHour: 0n });
  enter(contract, 20, 'running');
  enter(contract, 20, 'offline');
  enter(contract, 30, 'offline');
  expect(contract.stretches.map((one) => [one.from, one.state])).toEqual([
    [10, 'kept'],
    [20, 'offline'],
  ]);
});

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
