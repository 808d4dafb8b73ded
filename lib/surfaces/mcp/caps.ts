/** No reply floods an agent: what is more than the cap is left out, and how much and where it goes on is said. */
import { charactersIn } from './size';

/** Tokens of one reply. */
export const HARD_CAP = 8_000;

export interface Cut {
  kept: number;
  total: number;
  /** Of which list, where it is one of several. */
  of?: string;
}

const sizeOf = (value: unknown): number => JSON.stringify(value)?.length ?? 0;

export function capped(result: unknown, cap = HARD_CAP): { result: unknown; cut: Cut | null } {
  const most = charactersIn(cap);
  if (sizeOf(result) <= most) return { result, cut: null };
  const list = longestList(result);
  if (list) {
    const kept = fitting(list.rows, most - (sizeOf(result) - sizeOf(list.rows)));
    if (kept > 0) {
      const rows = list.rows.slice(0, kept);
      const cut = { kept, total: list.rows.length, ...(list.key === null ? {} : { of: list.key }) };
      return { result: list.key === null ? rows : { ...(result as object), [list.key]: rows }, cut };
    }
  }
  const short = shortened(result, most);
  return { result: short, cut: { kept: sizeOf(short), total: sizeOf(result), of: 'characters' } };
}

function longestList(result: unknown): { key: string | null; rows: unknown[] } | null {
  if (Array.isArray(result)) return { key: null, rows: result };
  if (result === null || typeof result !== 'object') return null;
  const lists = Object.entries(result).filter((entry): entry is [string, unknown[]] =>
    Array.isArray(entry[1]),
  );
  const [longest] = lists.toSorted(([, a], [, b]) => sizeOf(b) - sizeOf(a));
  return longest ? { key: longest[0], rows: longest[1] } : null;
}

/** How many rows from the first fit. */
function fitting(rows: readonly unknown[], most: number): number {
  let size = 2;
  const over = rows.findIndex((row) => {
    size += sizeOf(row) + 1;
    return size > most;
  });
  return over === -1 ? rows.length : over;
}

/** Long texts are cut until the whole fits; at last its beginning stands as text. */
function shortened(result: unknown, most: number): unknown {
  for (const longest of [4_000, 1_000, 200]) {
    const short = cutTexts(result, longest);
    if (sizeOf(short) <= most) return short;
  }
  return { beginning: JSON.stringify(result).slice(0, most / 2) };
}

function cutTexts(value: unknown, longest: number): unknown {
  if (typeof value === 'string') return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (Array.isArray(value)) return value.map((each) => cutTexts(each, longest));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cutTexts(inner, longest)]));
}
