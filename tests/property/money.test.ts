import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exact, format, per, round, roundParts, sum, times, type Usd, usd, ZERO } from '@/lib/money';

/** Amounts as Vast.ai writes them: up to 12 decimals, either sign. */
const amounts = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => {
    const sign = digits < 0n ? '-' : '';
    const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0');
    return places === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
  });

describe('money', () => {
  it('has one total for the same amounts, in any order and any grouping', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 40 }), fc.nat(), fc.nat(), (texts, cut, turn) => {
        const parts = texts.map(usd);
        const at = parts.length === 0 ? 0 : cut % parts.length;
        const turned = [
          ...parts.slice(turn % (parts.length || 1)),
          ...parts.slice(0, turn % (parts.length || 1)),
        ];
        const grouped = sum([sum(parts.slice(0, at)), sum(parts.slice(at))]);
        expect(exact(sum(turned))).toBe(exact(sum(parts)));
        expect(exact(grouped)).toBe(exact(sum(parts)));
      }),
    );
  });

  it('comes out as it went in: no digit lost, no exponent', () => {
    fc.assert(
      fc.property(amounts, (text) => {
        const printed = exact(usd(text));
        expect(printed).not.toMatch(/e/i);
        expect(exact(usd(printed))).toBe(printed);
        expect(usd(text).equals(usd(printed))).toBe(true);
      }),
    );
  });

  it('shows parts that add up to the shown total', () => {
    fc.assert(
      fc.property(
        fc.array(amounts, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 4 }),
        (texts, places) => {
          const parts = texts.map(usd);
          const shown = roundParts(parts, places);
          expect(exact(sum(shown))).toBe(exact(round(sum(parts), places)));
          for (const [index, part] of shown.entries()) {
            expect(
              part
                .minus(parts[index] ?? ZERO)
                .abs()
                .lessThan(new Usd10(places).unit),
            ).toBe(true);
          }
        },
      ),
    );
  });

  it('refuses what is not an amount', () => {
    for (const text of ['', ' ', 'NaN', 'Infinity', '1,000', '$1', '0x10', '1.2.3', '--1']) {
      expect(() => usd(text)).toThrow(TypeError);
    }
    expect(() => per(usd('1'), 0)).toThrow(RangeError);
  });

  it('is written for a reader with its sign before the dollar and no negative zero', () => {
    expect(format(usd('1284.1'))).toBe('$1,284.10');
    expect(format(usd('-0.25'))).toBe('-$0.25');
    expect(format(usd('-0.001'))).toBe('$0.00');
    expect(format(usd('0.3895'), 3)).toBe('$0.390');
    expect(format(usd('1234567'), 0)).toBe('$1,234,567');
  });

  it('multiplies without the error doubles make', () => {
    expect(exact(times(usd('0.389'), '96.000'))).toBe('37.344');
    expect(exact(times(usd('0.1'), 3))).toBe('0.3');
  });
});

/** One unit of the last place shown. */
class Usd10 {
  readonly unit: Usd;
  constructor(places: number) {
    this.unit = per(usd('1'), 10 ** places);
  }
}
