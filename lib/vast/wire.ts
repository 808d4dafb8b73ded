/**
 * The types of Vast.ai's replies. They forgive what the field forgives (numbers as text, 0/1 for booleans,
 * negative readings for "unknown") and never fail because a field was added.
 */
import { z } from 'zod';
import { type Usd, usd } from '@/lib/money';
import { numberText } from './json';
import { nullable, showsAs } from './shown';

const token = (what: string) =>
  z.unknown().transform((value, context) => {
    const text = numberText(value);
    if (text === undefined) context.addIssue({ code: 'custom', message: `expected ${what}` });
    return text ?? '0';
  });

/** US dollars, exact: from the digits in the reply. */
export const money = () =>
  showsAs(
    token('an amount').transform((text): Usd => usd(text)),
    () => ({ type: 'string', format: 'decimal' }),
  );
/** A quantity that is not money. */
export const quantity = () => showsAs(token('a number').transform(Number), () => ({ type: 'number' }));
/** An id or a count. */
export const whole = () =>
  showsAs(
    token('a whole number').transform((text) => Math.trunc(Number(text))),
    () => ({ type: 'integer' }),
  );
/** true/false, also as 0/1 (`external`, `has_avx`). */
export const flag = () =>
  showsAs(
    z.unknown().transform((value) => value === true || value === 'true' || numberText(value) === '1'),
    () => ({ type: 'boolean' }),
  );
/** Text that may come as a number (`ssh_idx`, `cuda_max_good`). */
export const words = () =>
  showsAs(
    z.unknown().transform((value, context) => {
      if (typeof value === 'string') return value;
      const text = numberText(value);
      if (text === undefined) context.addIssue({ code: 'custom', message: 'expected text' });
      return text ?? '';
    }),
    () => ({ type: 'string' }),
  );

/** Null, absent or unreadable becomes null: a page must not fail over one gauge. */
export const maybe = <T extends z.ZodType>(type: T) =>
  showsAs(
    // Optional on the way in: zod 4 takes an absent key of `unknown` for a missing one.
    z
      .unknown()
      .optional()
      .transform((value): z.output<T> | null => {
        if (value === null || value === undefined) return null;
        const read = type.safeParse(value);
        return read.success ? read.data : null;
      }),
    nullable(type),
  );

/** A reading for which Vast.ai sends a negative number when it doesn't know. */
export const reading = () =>
  showsAs(
    maybe(quantity()).transform((value) => (value === null || value < 0 ? null : value)),
    nullable(quantity()),
  );

const AT = () => ({ type: ['string', 'null'], format: 'date-time' });

/** Epoch seconds to a moment; or its text, which some documents say, and which a reply that was kept has. */
export const epoch = () =>
  showsAs(
    maybe(words()).transform((value) => {
      if (value === null) return null;
      const seconds = Number(value);
      const at = new Date(Number.isFinite(seconds) ? seconds * 1000 : value);
      return Number.isNaN(at.getTime()) ? null : at;
    }),
    AT,
  );

/** An object of which we name the fields we use; the rest is kept. */
export const reply = z.looseObject;

/** A bare text (docs/vast.md), under a name; a reply that was kept has the name already. */
export const saidText = () =>
  showsAs(
    z.unknown().transform((said) => {
      const text = said !== null && typeof said === 'object' && 'msg' in said ? said.msg : said;
      return { msg: typeof text === 'string' ? text : null };
    }),
    () => ({ type: 'object', properties: { msg: { type: ['string', 'null'] } }, required: ['msg'] }),
  );
