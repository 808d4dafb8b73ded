/** The same text for the same value, in whatever order its fields came. */
export const canonicalText = (value: unknown): string => JSON.stringify(canonical(value)) ?? 'null';

/** A value as lists, with its fields in one order and without those that hold nothing. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, canonical(inner)]);
}
