import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chargeRow } from '@/lib/emulator/views/charge';
import { linesOf, merged, total } from '@/lib/emulator/world/billing';
import { DAY, dayOf, HOUR } from '@/lib/emulator/world/clock';
import { reconsider } from '@/lib/emulator/world/lifecycle';
import { destroy, rent } from '@/lib/emulator/world/rent';
import { nano } from '@/lib/emulator/world/ticks';
import type { World } from '@/lib/emulator/world/world';
import { emulated, only, pass } from '../support/emulated';

type Deed =
  | { readonly kind: 'rent'; readonly ask: number; readonly bid: number | null }
  | { readonly kind: 'stop' | 'start' | 'destroy'; readonly which: number }
  | { readonly kind: 'wait'; readonly seconds: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constant('rent' as const),
    ask: fc.nat(),
    bid: fc.option(fc.integer({ min: 1, max: 900 })),
  }),
  fc.record({
    kind: fc.constantFrom('stop' as const, 'start' as const, 'destroy' as const),
    which: fc.nat(),
  }),
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 30 * HOUR }) }),
);

const CONTAINER = {
  image: 'a',
  env: [],
  onstart: null,
  runtype: 'ssh',
  args: [],
  templateId: null,
  templateHash: null,
};

function live(world: World, deeds: readonly Deed[]): void {
  const account = only(world);
  const asks = [...world.asks.keys()];
  for (const one of deeds) {
    const at = world.settle();
    if (one.kind === 'wait') pass(world, one.seconds);
    else if (one.kind === 'rent') {
      const bid = one.bid === null ? null : nano((one.bid / 1000).toFixed(3));
      rent(
        world,
        account,
        {
          askId: asks[one.ask % asks.length]!,
          container: CONTAINER,
          bid,
          diskGb: 10,
          label: null,
          targetState: 'running',
          cancelUnavailable: false,
        },
        at,
      );
    } else {
      const living = account.contracts.filter((contract) => contract.destroyed === null);
      const contract = living[one.which % Math.max(1, living.length)];
      if (!contract) continue;
      if (one.kind === 'destroy') destroy(world, contract, at);
      else {
        contract.intended = one.kind === 'stop' ? 'stopped' : 'running';
        reconsider(world, contract.machine, at);
      }
    }
  }
}

const deeds = fc.array(deed, { minLength: 4, maxLength: 30 });

it('whatever is done: top-ups less the charges of every day are the credit, exactly', () => {
  fc.assert(
    fc.property(deeds, fc.integer({ min: 1, max: 99 }), (done, seed) => {
      const world = emulated('empty', { seed });
      const account = only(world);
      live(world, done);
      const at = pass(world, 5 * HOUR);
      let charged = 0n;
      for (const one of account.contracts) {
        for (let day = dayOf(world.epoch) - 1; day <= dayOf(at); day += 1)
          charged += total(linesOf(world.books, one, day, at));
      }
      expect(account.wallet.credit(at)).toBe(account.wallet.movedIn(at) - charged);
    }),
    { numRuns: 40 },
  );
});

it('days add up: a range costs what its days cost, and its lines are theirs', () => {
  fc.assert(
    fc.property(deeds, (done) => {
      const world = emulated('empty');
      live(world, done);
      const at = pass(world, HOUR);
      for (const contract of only(world).contracts) {
        const days = [];
        for (let day = dayOf(contract.created); day <= dayOf(at); day += 1)
          days.push(linesOf(world.books, contract, day, at));
        const range = merged(days.flat());
        expect(total(range)).toBe(days.reduce((sum, lines) => sum + total(lines), 0n));
        expect(new Set(range.map((line) => `${line.item} ${line.rate}`)).size).toBe(range.length);
      }
    }),
    { numRuns: 40 },
  );
});

it('a printed row and its items differ by rounding only, and now and then they do differ', () => {
  const world = emulated('small-team');
  const today = dayOf(world.epoch);
  let apart = 0;
  for (const contract of only(world).contracts) {
    for (let day = today - 20; day < today; day += 1) {
      const lines = linesOf(world.books, contract, day, world.epoch);
      if (lines.length === 0) continue;
      const row = chargeRow({ contract, firstDay: day, lastDay: day, lines });
      const items = row.items as { amount: number }[];
      const off = Math.abs(items.reduce((sum, item) => sum + item.amount, 0) - Number(row.amount));
      expect(off).toBeLessThanOrEqual(0.0005 * (items.length + 1) + 1e-9);
      if (off > 0.0004) apart += 1;
      expect([row.start, row.end]).toEqual([day * DAY, day * DAY]);
    }
  }
  expect(apart).toBeGreaterThan(5);
});

it('no GPU is ever held twice, and a held one is one that nobody else has on demand', () => {
  fc.assert(
    fc.property(deeds, fc.integer({ min: 1, max: 99 }), (done, seed) => {
      const world = emulated('empty', { seed });
      for (let n = 1; n <= done.length; n += 1) {
        live(world, done.slice(n - 1, n));
        for (const tenants of world.tenants.values()) {
          let held = 0;
          for (const one of tenants.filter((tenant) => tenant.holding)) {
            expect(held & one.chunk.slots).toBe(0);
            held |= one.chunk.slots;
          }
        }
      }
    }),
    { numRuns: 30 },
  );
});
