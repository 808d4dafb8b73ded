/**
 * One way of paging over Vast.ai's three: lists with a token of Vast.ai's for the next page, lists that come whole
 * (cut here), and searches, of which there is never more than their first page.
 */
import type { Operation } from '@/lib/vast/operation';
import type { Position } from './cursor';
import { fieldsOf } from './input';

export type Paging = 'token' | 'whole' | 'first-page';

export function pagingOf(op: Operation): Paging {
  const fields = fieldsOf(op);
  if ('after_token' in fields) return 'token';
  return 'limit' in fields ? 'first-page' : 'whole';
}

/** The rows of a reply: it is a list, or has one. */
function rowsAt(result: unknown): { key: string | null; rows: unknown[] } | null {
  if (Array.isArray(result)) return { key: null, rows: result };
  if (result === null || typeof result !== 'object') return null;
  const lists = Object.entries(result).filter(([, value]) => Array.isArray(value));
  const [only] = lists;
  return only && lists.length === 1 ? { key: only[0], rows: only[1] as unknown[] } : null;
}

const withRows = (result: unknown, key: string | null, rows: unknown[]): unknown =>
  key === null ? rows : { ...(result as object), [key]: rows };

export interface Page {
  result: unknown;
  next: Position | null;
}

export function pageOf(
  op: Operation,
  result: unknown,
  asked: { limit: number | null; position: Position | null },
): Page {
  switch (pagingOf(op)) {
    case 'token': {
      const after = (result as { next_token?: unknown } | null)?.next_token;
      return { result, next: typeof after === 'string' && after !== '' ? { after } : null };
    }
    case 'first-page':
      return { result, next: null };
    case 'whole': {
      const list = rowsAt(result);
      if (!list) return { result, next: null };
      const skip = asked.position && 'skip' in asked.position ? asked.position.skip : 0;
      const end = asked.limit === null ? list.rows.length : skip + asked.limit;
      const rows = list.rows.slice(skip, end);
      return {
        result: withRows(result, list.key, rows),
        next: end < list.rows.length ? { skip: end } : null,
      };
    }
  }
}

/** Only these fields, of each row or of the one object. */
export function onlyFields(result: unknown, fields: readonly string[]): unknown {
  const pick = (one: unknown): unknown =>
    one === null || typeof one !== 'object' || Array.isArray(one)
      ? one
      : Object.fromEntries(Object.entries(one).filter(([name]) => fields.includes(name)));
  const list = rowsAt(result);
  return list ? withRows(result, list.key, list.rows.map(pick)) : pick(result);
}
