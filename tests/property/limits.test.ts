import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usd, ZERO } from '@/lib/money';
import {
  fullness,
  headroomSentence,
  headroomUnder,
  objection,
  overAlready,
  type SpendingLimit,
  sentenceOf,
  tightest,
  type WantedSpend,
} from '@/lib/policy/limits';

const NONE: SpendingLimit = {
  whose: 'Research',
  hourUsd: null,
  dayUsd: null,
  gpus: null,
  countries: null,
  longestHours: null,
  endRequired: false,
};
const NOTHING = { hourUsd: ZERO, dayUsd: ZERO };
const offer = { gpu: 'RTX 4090', country: 'US', endsInHours: 4 };
const wanted = (over: Partial<WantedSpend> = {}): WantedSpend => ({
  hourUsd: usd('0.5'),
  dayUsd: usd('2'),
  offer,
  ...over,
});
const amount = fc
  .integer({ min: 0, max: 10_000_000 })
  .map((n) => usd(`${Math.floor(n / 1e5)}.${String(n % 1e5).padStart(5, '0')}`));

describe('a spending limit', () => {
  it('is reached and never passed, by the hour and by the day', () => {
    fc.assert(
      fc.property(amount, amount, amount, fc.constantFrom('hourUsd', 'dayUsd'), (limit, held, more, by) => {
        const against = objection(
          { ...NONE, [by]: limit },
          { ...NOTHING, [by]: held },
          wanted({ hourUsd: ZERO, dayUsd: ZERO, [by]: more }),
        );
        expect(against === null).toBe(held.plus(more).lte(limit));
      }),
    );
  });

  it('without a word about something lets it be', () => {
    expect(objection(NONE, { hourUsd: usd('1000'), dayUsd: usd('1000') }, wanted())).toBeNull();
  });

  it('names the model, the country, the end and the length it objects to', () => {
    const says = (limit: Partial<SpendingLimit>, more: Partial<WantedSpend> = {}) => {
      const against = objection({ ...NONE, ...limit }, NOTHING, wanted(more));
      return against && sentenceOf(against);
    };
    expect(says({ gpus: ['RTX 3090', 'A100'] })).toBe(
      'Research may rent RTX 3090 and A100, and this is a RTX 4090.',
    );
    expect(says({ gpus: ['RTX 4090'] })).toBeNull();
    expect(says({ countries: ['NO'] })).toContain('in NO, and this is in US');
    expect(says({ countries: ['US'] }, { offer: { ...offer, country: null } })).toContain('an unknown place');
    expect(says({ endRequired: true }, { offer: { ...offer, endsInHours: null } })).toContain(
      'only with an end',
    );
    expect(says({ longestHours: 8 }, { offer: { ...offer, endsInHours: null } })).toContain(
      'only with an end',
    );
    expect(says({ longestHours: 3 })).toContain('at most 3 h');
    expect(says({ longestHours: 4 })).toBeNull();
    // What is rented already is bound by money alone.
    expect(says({ gpus: ['A100'], endRequired: true }, { offer: null })).toBeNull();
  });

  it('says how much is too much', () => {
    const against = objection({ ...NONE, hourUsd: usd('5') }, { ...NOTHING, hourUsd: usd('4.6') }, wanted());
    expect(against && sentenceOf(against)).toContain('$4.6 is committed and this adds $0.5: $0.1 too much');
  });
});

describe('the headroom under limits', () => {
  const ceiling = fc.option(amount);

  it('is the fullest ceiling of all, and more than full exactly when something objects', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ hourUsd: ceiling, dayUsd: ceiling, hour: amount, day: amount })),
        (limits) => {
          const all = limits.flatMap(({ hourUsd, dayUsd, hour, day }) =>
            headroomUnder({ ...NONE, hourUsd, dayUsd }, { hourUsd: hour, dayUsd: day }, wanted()),
          );
          const fullest = tightest(all);
          expect(fullest === undefined).toBe(all.length === 0);
          for (const each of all) expect(fullness(each)).toBeLessThanOrEqual(fullest ? fullness(fullest) : 0);
          const refused = limits.some(({ hourUsd, dayUsd, hour, day }) =>
            objection({ ...NONE, hourUsd, dayUsd }, { hourUsd: hour, dayUsd: day }, wanted()),
          );
          expect(all.some(({ after, limit }) => after.greaterThan(limit))).toBe(refused);
        },
      ),
    );
  });

  it('is a sentence with both amounts; one of nothing is full', () => {
    const [hour, day] = headroomUnder({ ...NONE, hourUsd: usd('5'), dayUsd: ZERO }, NOTHING, wanted());
    expect(hour && headroomSentence(hour)).toBe('Research: $0.50 of $5.00 an hour after this.');
    expect(day && headroomSentence(day)).toBe('Research: $2.00 of $0.00 today after this.');
    expect(day && fullness(day)).toBe(1);
  });
});

describe('a limit lower than what is committed', () => {
  it('says what runs already and that nothing more can start', () => {
    const held = { hourUsd: usd('6.2'), dayUsd: usd('80') };
    expect(overAlready({ hourUsd: usd('5'), dayUsd: null }, held)).toBe(
      '$6.20 an hour is running already; nothing more can start until it is below $5.00.',
    );
    expect(overAlready({ hourUsd: null, dayUsd: usd('79') }, held)).toContain('$80.00 of today is committed');
    expect(overAlready({ hourUsd: usd('6.2'), dayUsd: usd('80') }, held)).toBeNull();
  });
});
