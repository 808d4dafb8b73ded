import { isLosslessNumber, parse } from 'lossless-json';

/** Parses a reply keeping every number as its text: `JSON.parse` would already have made money a float. */
export const parseReply = (text: string): unknown => parse(text);

/** The text of a number as it stood in the reply, or undefined when it isn't one. Strings of digits count: some fields come quoted. */
export function numberText(value: unknown): string | undefined {
  if (isLosslessNumber(value)) return value.value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value.trim())) return value.trim();
  return undefined;
}

/** Number tokens to JavaScript numbers, deeply: for facts that aren't money. */
export function toPlain(value: unknown): unknown {
  if (isLosslessNumber(value)) return Number(value.value);
  if (Array.isArray(value)) return value.map(toPlain);
  // Dates and amounts are values, not records of fields.
  if (value && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, toPlain(inner)]));
  }
  return value;
}
