/**
 * Filters, orders and pages, as Vast.ai reads them: `{"field": {"op": value}}`, operators ANDed, values coerced to the
 * column's own type because the CLI sends text ("4", "True").
 */
import { type Fields, isFields, type Json } from './json';

export type Row = (column: string) => Json | undefined;

const COMPARE: Record<string, (cell: Json, value: Json) => boolean> = {
  eq: (cell, value) => compare(cell, value) === 0,
  neq: (cell, value) => compare(cell, value) !== 0,
  gt: (cell, value) => order(cell, value, (sign) => sign > 0),
  gte: (cell, value) => order(cell, value, (sign) => sign >= 0),
  lt: (cell, value) => order(cell, value, (sign) => sign < 0),
  lte: (cell, value) => order(cell, value, (sign) => sign <= 0),
  in: (cell, value) => list(value).some((one) => compare(cell, one) === 0),
  notin: (cell, value) => list(value).every((one) => compare(cell, one) !== 0),
};

const list = (value: Json): Json[] => (Array.isArray(value) ? value : [value]);

function order(cell: Json, value: Json, holds: (sign: number) => boolean): boolean {
  if (cell === null) return false;
  const sign = compare(cell, value);
  return !Number.isNaN(sign) && holds(sign);
}

/** Sign of cell - value after the value took the cell's type; NaN when they can't be compared. */
function compare(cell: Json, value: Json): number {
  const wanted = coerce(cell, value);
  if (cell === null || wanted === null) return cell === wanted ? 0 : Number.NaN;
  if (typeof cell === 'number' && typeof wanted === 'number') return cell - wanted;
  if (typeof cell === 'boolean' && typeof wanted === 'boolean') return Number(cell) - Number(wanted);
  const [a, b] = [String(cell), String(wanted)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function coerce(cell: Json, value: Json): Json {
  if (typeof cell === 'number')
    return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number(value);
  if (typeof cell === 'boolean') {
    if (typeof value === 'string') return /^(true|1)$/i.test(value);
    return typeof value === 'number' ? value !== 0 : value;
  }
  return value;
}

export class BadQuery extends Error {
  constructor(
    readonly code: 'invalid_request' | 'invalid_token',
    message: string,
  ) {
    super(message);
  }
}

export type Test = (row: Row) => boolean;

/** "any" (the self-test's way to say no constraint) and an empty object constrain nothing. */
export function filterOf(filters: Fields, known: (column: string) => boolean): Test {
  const tests: Test[] = [];
  for (const [column, ops] of Object.entries(filters)) {
    if (!known(column))
      throw new BadQuery('invalid_request', `Error in query parameters: ${column} is not a valid search key`);
    const wanted = isFields(ops) ? ops : { eq: ops };
    for (const [op, value] of Object.entries(wanted)) {
      const holds = COMPARE[op];
      if (!holds)
        throw new BadQuery('invalid_request', `Error in query parameters: ${op} is not a valid operator`);
      if (value === 'any' || value === undefined) continue;
      tests.push((row) => holds(row(column) ?? null, value));
    }
  }
  return (row) => tests.every((test) => test(row));
}

export interface Direction {
  readonly column: string;
  readonly down: boolean;
}

/** Nulls come last in either direction. */
export function byOrder(directions: readonly Direction[], a: Row, b: Row): number {
  for (const { column, down } of directions) {
    const [x, y] = [a(column) ?? null, b(column) ?? null];
    if (x === null || y === null) {
      if (x === y) continue;
      return x === null ? 1 : -1;
    }
    const sign = compare(x, y);
    if (sign !== 0 && !Number.isNaN(sign)) return down ? -sign : sign;
  }
  return 0;
}

/** A page token holds the last row's place in the order, so that rows that come and go never shift a page. */
export const tokenOf = (values: Fields): string =>
  Buffer.from(JSON.stringify({ values, os_page: 0 })).toString('base64');

export function valuesOf(token: string): Fields {
  try {
    const parsed: Json = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    if (isFields(parsed) && isFields(parsed.values)) return parsed.values;
  } catch {
    // Falls through: text that is no token and a token with the wrong inside get the same answer.
  }
  throw new BadQuery('invalid_token', 'Invalid pagination token');
}

/** JSON in a query parameter; absent means `otherwise`. */
export function jsonParam(value: string | undefined, otherwise: Json): Json {
  if (value === undefined || value === '') return otherwise;
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new BadQuery('invalid_request', 'Invalid json in query parameters');
  }
}

/** `[{"col": "id", "dir": "asc"}]`; any other direction than desc is asc. */
export function directionsOf(value: Json): Direction[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isFields).map((one) => ({ column: String(one.col), down: one.dir === 'desc' }));
}
