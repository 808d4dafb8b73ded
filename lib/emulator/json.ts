/** JSON on the wire, and how its values are read: clients send numbers as text and null for what they leave out. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };
export type Fields = { [key: string]: Json | undefined };

/** `null` in a body means "not given": the CLI sends every key. */
export const given = (body: Fields, key: string): Json | undefined => body[key] ?? undefined;

export const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);

export const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Numbers arrive as numbers or as text ("4"); anything else is no number. */
export function number(value: Json | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}
