/**
 * The types of Vast.ai's replies. They forgive what the field forgives (numbers as text, 0/1 for booleans,
 * negative readings for "unknown") and never fail because a field was added.
 */
import { z } from 'zod';
import { type Usd, usd } from '@/lib/money';
import { numberText } from './json';

const token = (what: string) =>
  z.unknown().transform((value, context) => {
    const text = numberText(value);
    if (text === undefined) context.addIssue({ code: 'custom', message: `expected ${what}` });
    return text ?? '0';
  });

/** US dollars, exact: from the digits in the reply. */
export const money = () => token('an amount').transform((text): Usd => usd(text));
/** A quantity that is not money. */
export const quantity = () => token('a number').transform(Number);
/** An id or a count. */
export const whole = () => token('a whole number').transform((text) => Math.trunc(Number(text)));
/** true/false, also as 0/1 (`external`, `has_avx`). */
export const flag = () =>
  z.unknown().transform((value) => value === true || value === 'true' || numberText(value) === '1');
/** Text that may come as a number (`ssh_idx`, `cuda_max_good`). */
export const words = () =>
  z.unknown().transform((value, context) => {
    if (typeof value === 'string') return value;
    const text = numberText(value);
    if (text === undefined) context.addIssue({ code: 'custom', message: 'expected text' });
    return text ?? '';
  });

/** Null, absent or unreadable becomes null: a page must not fail over one gauge. */
export const maybe = <T extends z.ZodType>(type: T) =>
  // Optional on the way in: zod 4 takes an absent key of `unknown` for a missing one.
  z
    .unknown()
    .optional()
    .transform((value): z.output<T> | null => {
      if (value === null || value === undefined) return null;
      const read = type.safeParse(value);
      return read.success ? read.data : null;
    });

/** A reading for which Vast.ai sends a negative number when it doesn't know. */
export const reading = () =>
  maybe(quantity()).transform((value) => (value === null || value < 0 ? null : value));

/** Epoch seconds to a moment. */
export const epoch = () =>
  maybe(quantity()).transform((value) => (value === null ? null : new Date(value * 1000)));

/** The same, also where the documents say text and the field says epoch seconds. */
export const moment = () =>
  maybe(words()).transform((value) => {
    if (value === null) return null;
    const seconds = Number(value);
    const at = new Date(Number.isFinite(seconds) ? seconds * 1000 : value);
    return Number.isNaN(at.getTime()) ? null : at;
  });

/** An object of which we name the fields we use; the rest is kept. */
export const reply = z.looseObject;
