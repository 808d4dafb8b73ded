import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  amount,
  bandwidthTicks,
  diskHour,
  diskTicks,
  dollars,
  fromNano,
  gpuTicks,
  nano,
  price,
  ratio,
} from '@/lib/emulator/world/ticks';
import { per, round, times, usd } from '@/lib/money';

const priceText = fc.integer({ min: 1, max: 128_000_000 }).map((micro) => (micro / 1e6).toFixed(6));

it('GPU seconds, disk and traffic come out as exact decimals would have them', () => {
  fc.assert(
    fc.property(
      priceText,
      fc.integer({ min: 1, max: 90 * 86_400 }),
      fc.integer({ min: 1, max: 4_000_000 }),
      (text, seconds, milliGb) => {
        const gpu = round(per(times(usd(text), seconds), 3600), 9);
        expect(dollars(gpuTicks(nano(text), seconds), 9)).toBe(gpu.toFixed(9));
        const gbHours = per(times(usd(text), `${milliGb}`), 1000);
        expect(dollars(diskTicks(nano(text), BigInt(milliGb) * BigInt(seconds)), 9)).toBe(
          round(per(times(gbHours, seconds), 720 * 3600), 9).toFixed(9),
        );
        expect(dollars(bandwidthTicks(nano(text), BigInt(milliGb)), 9)).toBe(round(gbHours, 9).toFixed(9));
      },
    ),
  );
});

it('the documented example is what the API would print: 96 hours at $0.389', () => {
  expect(amount(gpuTicks(nano('0.389'), 96 * 3600), 3)).toBe(37.344);
});

it('half a unit is rounded away from zero, and zero has no sign', () => {
  expect([ratio(5n, 10_000n, 3), ratio(-5n, 10_000n, 3), ratio(-4n, 10_000n, 3)]).toEqual([
    '0.001',
    '-0.001',
    '0.000',
  ]);
});

it('a price on the wire is the double that reading its text gives', () => {
  fc.assert(
    fc.property(priceText, (text) => {
      expect(price(nano(text))).toBe(Number(text));
      expect(dollars(fromNano(nano(text)), 6)).toBe(usd(text).toFixed(6));
    }),
  );
});

it('a disk is quoted per hour of a 30-day month, as in the documented example', () => {
  expect(diskHour(nano('0.149333'), 10_000)).toBe(0.002074);
});
