/** Charges as Vast.ai would say them: exact amounts underneath, each rounded to 3 decimals by itself. */
import fc from 'fast-check';
import type { Allocation } from '@/lib/ledger/allocation';
import type { Line } from '@/lib/ledger/lines';
import { per, round, sum, times, type Usd, usd } from '@/lib/money';
import type { ChargeRow } from '@/lib/vast/operations/billing';

export interface Metered {
  item: string;
  /** Dollars per hour, exact. */
  rate: string;
  /** Of each day. */
  seconds: number[];
}

export interface Contract {
  source: string;
  label: string | null;
  metered: Metered[];
}

const rate = fc.integer({ min: 1, max: 9_999_999 }).map((n) => (n / 1e6).toFixed(6));

export const contracts = (days: number, max = 12): fc.Arbitrary<Contract[]> =>
  fc.uniqueArray(
    fc.record({
      source: fc.integer({ min: 1, max: 9_999 }).map((id) => `instance-${id}`),
      label: fc.option(fc.constantFrom('llama-70b', 'sd-xl', 'crawl', '')),
      metered: fc.array(
        fc.record({
          item: fc.constantFrom('gpu', 'disk', 'bwd', 'bwu'),
          rate,
          seconds: fc.array(fc.integer({ min: 0, max: 86_400 }), { minLength: days, maxLength: days }),
        }),
        { minLength: 1, maxLength: 5 },
      ),
    }),
    { selector: (contract) => contract.source, maxLength: max },
  );

const exactAmount = (metered: Metered, days: number[]): Usd =>
  per(
    times(
      usd(metered.rate),
      days.reduce((seconds, day) => seconds + (metered.seconds[day] ?? 0), 0),
    ),
    3600,
  );

/** The reply about the given days together, as one query of Vast.ai's answers it. */
export const replyOf = (world: readonly Contract[], days: number[]): ChargeRow[] =>
  world.map((contract) => ({
    start: null,
    end: null,
    type: 'instance',
    source: contract.source,
    description: `Instance ${contract.source.slice(9)} Charges`,
    amount: round(sum(contract.metered.map((metered) => exactAmount(metered, days))), 3),
    metadata: { template_id: null, label: contract.label, endpoint_id: null, workergroup_id: null },
    items: contract.metered.map((metered) => ({
      type: metered.item,
      description: `for $${metered.rate}/hour`,
      amount: round(exactAmount(metered, days), 3),
    })),
  }));

export const allocations: fc.Arbitrary<Allocation> = fc.record({
  teamId: fc.option(fc.constantFrom('a', 'b', 'c')),
  project: fc.option(fc.constantFrom('p', 'q')),
  ownerId: fc.option(fc.constantFrom('x', 'y')),
  label: fc.option(fc.constantFrom('l', 'm', '')),
  gpuName: fc.option(fc.constantFrom('RTX 4090', 'H100')),
});

export const amounts: fc.Arbitrary<Usd> = fc
  .integer({ min: -5_000_000, max: 50_000_000 })
  .map((milli) => usd((milli / 1000).toFixed(3)));

/** Readings of one day, one after another, by few keys so that they collide, vanish and come back. */
export const readings = (count = 6): fc.Arbitrary<Line[][]> =>
  fc.array(
    fc.uniqueArray(
      fc
        .record({
          source: fc.constantFrom('instance-1', 'instance-2', 'volume-3'),
          item: fc.constantFrom('gpu', 'disk', 'rounding'),
          segment: fc.constantFrom(0, 1),
          amount: fc.constantFrom('0', '0.001', '1.5', '1.500', '-0.25').map(usd),
        })
        .map((line) => ({
          ...line,
          type: 'instance',
          contractId: null,
          description: '',
          label: null,
          templateId: null,
          endpointId: null,
          workergroupId: null,
        })),
      { selector: (line) => `${line.source} ${line.item} ${line.segment}` },
    ),
    { minLength: 1, maxLength: count },
  );
