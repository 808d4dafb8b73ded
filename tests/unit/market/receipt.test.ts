import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseBehind, hoursOfCredit, receiptOf, suggestedBid, typedAmount } from '@/components/market/receipt';
import { exact, usd } from '@/lib/money';
import { offerHour } from '@/lib/vast/price';

const offer = { count: 2, dphBase: '0.636', storageCost: '0.132' };

describe('the receipt', () => {
  it('says the parts, the sum per hour, and the most that it can come to until it ends', () => {
    expect(receiptOf(offer, 60, { hours: 12 })).toEqual({
      each: '0.318',
      gpus: '0.636',
      disk: '0.011',
      hour: '0.647',
      exactHour: '0.647',
      atMost: '7.76',
      day: '15.53',
    });
  });

  it('has no total without an end, and prices a bid instead of the machine', () => {
    const receipt = receiptOf(offer, 60, { bid: '0.4', hours: null });
    expect(receipt).toMatchObject({ each: '0.200', gpus: '0.400', hour: '0.411', atMost: null });
  });

  const amounts = fc.integer({ min: 0, max: 50_000_000 }).map((n) => exact(usd((n / 1e6).toFixed(6))));
  it('shows parts that add up to the sum it shows, and is held to every digit behind it', () =>
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: 8, max: 4000 }), (dphBase, storageCost, disk) => {
        const receipt = receiptOf({ count: 4, dphBase, storageCost }, disk, { hours: 1 });
        expect(usd(receipt.gpus).plus(usd(receipt.disk)).toFixed(3)).toBe(receipt.hour);
        expect(receipt.exactHour).toBe(
          exact(offerHour({ dphBase: usd(dphBase), storageCost: usd(storageCost) }, disk)),
        );
      }),
    ));

  it('can be drawn anew from a sum that moved', () => {
    const dphBase = baseBehind('0.702', offer, 60);
    expect(receiptOf({ ...offer, dphBase }, 60, { hours: null })).toMatchObject({
      gpus: '0.691',
      disk: '0.011',
      hour: '0.702',
    });
  });
});

it('the suggested bid wins: it is above the lowest, by a tenth, in whole thousandths', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (millionths) => {
      const lowest = usd((millionths / 1e6).toFixed(6));
      const bid = usd(suggestedBid(exact(lowest)));
      expect(bid.greaterThan(lowest)).toBe(true);
      expect(bid.minus(lowest.times('1.1')).lessThan('0.001')).toBe(true);
      expect(bid.decimalPlaces()).toBeLessThanOrEqual(3);
    }),
  ));

it('credit lasts as many hours as it pays for, and a free machine forever', () => {
  expect(hoursOfCredit('10', '0.5')).toBe(20);
  expect(hoursOfCredit('-3', '0.5')).toBe(0);
  expect(hoursOfCredit('10', '0')).toBeNull();
});

it('amounts are understood as people type them, and nothing else is', () => {
  expect(['0.25', ' $0.250 ', '0,25', '1'].map(typedAmount)).toEqual(['0.25', '0.25', '0.25', '1']);
  expect(['', 'a', '-1', '1e3', '0.1234567', '1.2.3'].map(typedAmount)).toEqual(Array(6).fill(null));
});
