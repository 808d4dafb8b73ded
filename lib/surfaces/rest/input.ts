/** The input of an operation out of a request's path, query and body. Text of an address becomes what the schema says. */
import { z } from 'zod';
import type { Operation } from '@/lib/vast/operation';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { bodyUnreadable } from './problems';

/** Words of an address that are for Gantry and not for the operation; `limit` may be for both. */
const OURS = ['account', 'team', 'cursor', 'fields'] as const;

const BODY_MAX = 1_000_000;

type Shape = Record<string, unknown>;

const schemas = new Map<string, Shape>();

/** What each input field may be, as JSON Schema says it. */
export function fieldsOf(op: Operation): Shape {
  const known = schemas.get(op.name);
  if (known) return known;
  const schema = z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' });
  const fields = (schema.properties ?? {}) as Shape;
  schemas.set(op.name, fields);
  return fields;
}

export async function readBody(request: Request): Promise<Result<Record<string, unknown>>> {
  if (request.method === 'GET') return ok({});
  const text = await request.text();
  if (text.trim() === '') return ok({});
  if (text.length > BODY_MAX) return fail(bodyUnreadable());
  try {
    const body: unknown = JSON.parse(text);
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) return ok({ ...body });
  } catch {
    // Said below, as for what is no object.
  }
  return fail(bodyUnreadable());
}

/** A body goes before the address' query, and the path before both: it says which object is meant. */
export function inputOf(
  op: Operation,
  given: { params: Record<string, string>; query: URLSearchParams; body: Record<string, unknown> },
): Record<string, unknown> {
  const fields = fieldsOf(op);
  const input: Record<string, unknown> = {};
  for (const name of new Set(given.query.keys())) {
    const ours = (OURS as readonly string[]).includes(name) || name === 'limit';
    if (ours && !(name in fields)) continue;
    input[name] = fromText(given.query.getAll(name), fields[name]);
  }
  Object.assign(input, given.body);
  for (const [name, text] of Object.entries(given.params)) input[name] = fromText([text], fields[name]);
  return input;
}

/** What can't be read as the field's type is left as text, so that the schema says what is wrong with it. */
function fromText(texts: readonly string[], schema: unknown): unknown {
  const [text = ''] = texts;
  const types = typesOf(schema);
  if (types.has('array') && !text.startsWith('[')) {
    const items = (schema as { items?: unknown }).items;
    return texts.flatMap((each) => each.split(',')).map((each) => fromText([each], items));
  }
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (types.has('string') && types.size === 1) return text;
  const number = types.has('number') || types.has('integer');
  if (number && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (/^[[{]/.test(text) && (types.has('object') || types.has('array'))) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return text;
    }
  }
  return text;
}

function typesOf(schema: unknown): Set<string> {
  const { type, anyOf, oneOf } = (schema ?? {}) as { type?: string; anyOf?: unknown[]; oneOf?: unknown[] };
  return new Set([
    ...(type ? [type] : []),
    ...[...(anyOf ?? []), ...(oneOf ?? [])].flatMap((each) => [...typesOf(each)]),
  ]);
}
