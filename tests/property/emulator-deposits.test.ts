import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOf, total } from '@/lib/emulator/world/billing';
import { dayOf, HOUR } from '@/lib/emulator/world/clock';
import type { Contract } from '@/lib/emulator/world/contracts';
import { setCredit } from '@/lib/emulator/world/credit';
import { leftOf, refundable } from '@/lib/emulator/world/deposits';
import { reconsider } from '@/lib/emulator/world/lifecycle';
import { rent } from '@/lib/emulator/world/rent';
import { prepay } from '@/lib/emulator/world/reserving';
import { fromNano, nano } from '@/lib/emulator/world/ticks';
import type { World } from '@/lib/emulator/world/world';
import { emulated, only, pass } from '../support/emulated';

type Deed =
  | { readonly kind: 'pay'; readonly dollars: number }
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'turn' };

const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('pay' as const), dollars: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ kind: fc.constant('turn' as const) }),
  ),
  { minLength: 3, maxLength: 14 },
);

const ticks = (dollars: number) => fromNano(nano(String(dollars)));

function rentedIn(world: World): Contract {
  setCredit(world, only(world), world.epoch, ticks(5000));
  for (const askId of world.asks.keys()) {
    const container = {
      ...{ image: 'a', env: [], onstart: null, runtype: 'ssh', args: [] },
      ...{ templateId: null, templateHash: null },
    };
    const terms = { askId, container, bid: null, diskGb: 10, label: null, targetState: 'running' as const };
    const made = rent(world, only(world), { ...terms, cancelUnavailable: true }, world.epoch);
    if ('contract' in made) return made.contract;
  }
  throw new Error('nothing to rent');
}

const charged = (world: World, contract: Contract, at: number) => {
  let sum = 0n;
  for (let day = dayOf(contract.created); day <= dayOf(at); day += 1)
    sum += total(linesOf(world.books, contract, day, at));
  return sum;
};

it('what is charged comes from the deposit or from the credit, to the tick, and no more than is left comes back', () => {
  fc.assert(
    fc.property(deeds, fc.integer({ min: 1, max: 40 }), (done, seed) => {
      const world = emulated('empty', { seed });
      const { wallet } = only(world);
      const contract = rentedIn(world);
      for (const deed of done) {
        const from = world.settle();
        const [left, credit, cost] = [
          leftOf(world.books, contract, from),
          wallet.credit(from),
          charged(world, contract, from),
        ];
        if (deed.kind === 'pay') {
          prepay(world, only(world), contract, ticks(deed.dollars), from);
          expect(leftOf(world.books, contract, from)).toBe(left + ticks(deed.dollars));
          expect(wallet.credit(from)).toBe(credit - ticks(deed.dollars));
        } else if (deed.kind === 'turn') {
          contract.intended = contract.intended === 'running' ? 'stopped' : 'running';
          reconsider(world, contract.machine, from);
        } else {
          const at = pass(world, deed.hours * HOUR);
          const after = leftOf(world.books, contract, at);
          expect(after + wallet.credit(at)).toBe(left + credit - (charged(world, contract, at) - cost));
          expect(refundable(world.books, contract, at)).toBeLessThanOrEqual(after);
        }
      }
    }),
    { numRuns: 40 },
  );
});
