/**
 * Chance without state. A question ("is this host down in this hour?") is answered by hashing the seed with the
 * question's own words, so that it has one answer whenever and however often it is asked. Nothing in the world
 * draws from a shared stream: a draw more in one place would move every later one.
 */
export type Key = string | number;

function mix(h: number): number {
  // murmur3's finalizer: every input bit reaches every output bit.
  let x = h;
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** 32 bits that depend on every key and on their order. */
export function hash(seed: number, ...keys: readonly Key[]): number {
  let h = mix(seed ^ 0x9e3779b9);
  for (const key of keys) {
    const word = typeof key === 'string' ? hashText(key) : (key % 0x1_0000_0000) | 0;
    h = mix(Math.imul(h, 31) ^ word);
  }
  return h;
}

/** A number in [0, 1) that depends on every key. */
export const chance = (seed: number, ...keys: readonly Key[]): number => hash(seed, ...keys) / 0x1_0000_0000;

/** A whole number in [low, high], both included. */
export const between = (low: number, high: number, seed: number, ...keys: readonly Key[]): number =>
  low + (hash(seed, ...keys) % (high - low + 1));

export function pick<T>(list: readonly T[], seed: number, ...keys: readonly Key[]): T {
  const chosen = list[hash(seed, ...keys) % list.length];
  if (chosen === undefined) throw new RangeError('picking from nothing');
  return chosen;
}

/** Smooth noise in [0, 1): values at whole steps of `period` seconds, joined by straight lines. */
export function wave(periodS: number, atS: number, seed: number, ...keys: readonly Key[]): number {
  const step = Math.floor(atS / periodS);
  const into = atS / periodS - step;
  return chance(seed, ...keys, step) * (1 - into) + chance(seed, ...keys, step + 1) * into;
}

/** Lower-case hexadecimal text of the wanted length: keys, tokens, hashes. */
export function hex(length: number, seed: number, ...keys: readonly Key[]): string {
  let text = '';
  for (let i = 0; text.length < length; i += 1)
    text += hash(seed, ...keys, i)
      .toString(16)
      .padStart(8, '0');
  return text.slice(0, length);
}
