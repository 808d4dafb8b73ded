/**
 * An operation's input as a form, read off its schema: one control a field, whatever the operation. What no control
 * fits is written as JSON, which the operation's own schema then holds to.
 */
import { z } from 'zod';
import type { Operation } from '@/lib/vast/operation';
import { inWords, unitIn } from './names';

export type Control =
  /** `scalar`: text, or a number where it reads as one. */
  | { kind: 'text'; of: 'text' | 'scalar'; long: boolean; secret: boolean }
  | { kind: 'number'; whole: boolean }
  /** Epoch seconds, chosen on a calendar. */
  | { kind: 'moment' }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'flag' }
  /** One a line. */
  | { kind: 'lines'; of: 'text' | 'number' }
  | { kind: 'group'; fields: readonly Field[] }
  /** `tuple`: each row is an array rather than an object. */
  | { kind: 'rows'; fields: readonly Field[]; tuple: boolean }
  | { kind: 'pairs'; of: 'text' | 'scalar'; secret: boolean }
  /** Field, comparison, value: how Vast.ai filters. */
  | { kind: 'comparisons'; signs: readonly string[] }
  | { kind: 'json' };

export interface Field {
  name: string;
  label: string;
  hint: string | null;
  unit: string | null;
  required: boolean;
  /** What holds when it is left out, as it is written; null where nothing does. */
  unless: string | null;
  example: unknown;
  control: Control;
}

/** The part of JSON Schema in which zod writes our inputs. */
interface Shape {
  type?: string | string[];
  description?: string;
  examples?: unknown[];
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  maxLength?: number;
  anyOf?: Shape[];
  items?: Shape | false;
  prefixItems?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  additionalProperties?: Shape | boolean;
  propertyNames?: { enum?: string[] };
}

const SECONDS = /,? (in )?seconds since 1970( UTC)?/;

/** Text that people write over several lines. */
const LONG = 1025;
/** Between 2001 and 2096 in epoch seconds: no count, price or id of ours lies there as an example. */
const isEpoch = (example: unknown): boolean => typeof example === 'number' && example > 1e9 && example < 4e9;

export function fieldsOf(op: Operation): Field[] {
  const shape = z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' }) as Shape;
  return fieldsIn(shape, new Set(op.secretInput), shape.examples?.[0]);
}

function fieldsIn(shape: Shape, secret: ReadonlySet<string>, whole?: unknown): Field[] {
  return Object.entries(shape.properties ?? {}).map(([name, inner]) => {
    const example = inner.examples?.[0] ?? (whole as Record<string, unknown> | undefined)?.[name];
    const control = controlFor(inner, secret.has(name), secret, example);
    const isMoment = control.kind === 'moment';
    return {
      name,
      label: inWords(name),
      // On a calendar nobody counts seconds.
      hint: (isMoment ? inner.description?.replace(SECONDS, '') : inner.description) ?? null,
      unit: isMoment ? null : unitIn(inner.description, plainType(inner)),
      required: shape.required?.includes(name) ?? false,
      unless: inner.default === undefined || isEmpty(inner.default) ? null : written(inner.default),
      example: example ?? null,
      control,
    };
  });
}

function controlFor(shape: Shape, isSecret: boolean, secret: ReadonlySet<string>, example: unknown): Control {
  if (shape.enum) return { kind: 'choice', options: shape.enum.map(String) };
  if (typeof shape.const === 'string') return { kind: 'choice', options: [shape.const] };
  switch (plainType(shape)) {
    case 'boolean':
      return { kind: 'flag' };
    case 'integer':
    case 'number':
      return isEpoch(example) ? { kind: 'moment' } : { kind: 'number', whole: shape.type === 'integer' };
    case 'string':
      // A secret is typed unseen, in one line; nobody can write a script that way.
      return { kind: 'text', of: 'text', long: isSecret ? isScript(shape) : isLong(shape), secret: isSecret };
    case 'scalar':
      return { kind: 'text', of: 'scalar', long: false, secret: isSecret };
    case 'array':
      return listControl(shape, secret, example);
    case 'object':
      return objectControl(shape, isSecret, secret, example);
    default:
      return { kind: 'json' };
  }
}

function listControl(
  { items, prefixItems, ...shape }: Shape,
  secret: ReadonlySet<string>,
  example: unknown,
): Control {
  const [first] = Array.isArray(example) ? example : [];
  if (!items || shape.type !== 'array') return { kind: 'json' };
  if (items.prefixItems) {
    const [words, direction] = items.prefixItems;
    const parts = { field: words ?? {}, direction: direction ?? {} };
    const rows = fieldsIn({ properties: parts, required: Object.keys(parts) }, secret);
    return items.prefixItems.length === 2 ? { kind: 'rows', fields: rows, tuple: true } : { kind: 'json' };
  }
  switch (plainType(items)) {
    case 'string':
      return { kind: 'lines', of: 'text' };
    case 'integer':
    case 'number':
      return { kind: 'lines', of: 'number' };
    case 'object':
      return items.properties
        ? { kind: 'rows', fields: fieldsIn(items, secret, first), tuple: false }
        : { kind: 'json' };
    default:
      return { kind: 'json' };
  }
}

function objectControl(
  shape: Shape,
  isSecret: boolean,
  secret: ReadonlySet<string>,
  example: unknown,
): Control {
  if (shape.properties) return { kind: 'group', fields: fieldsIn(shape, secret, example) };
  const each = shape.additionalProperties;
  if (typeof each !== 'object') return { kind: 'json' };
  const signs = each.propertyNames?.enum;
  if (signs && plainType(each) === 'object' && signs.includes('eq')) return { kind: 'comparisons', signs };
  if (shape.propertyNames?.enum) return { kind: 'json' };
  switch (plainType(each)) {
    case 'string':
      return { kind: 'pairs', of: 'text', secret: isSecret };
    case 'scalar':
      return { kind: 'pairs', of: 'scalar', secret: isSecret };
    default:
      return { kind: 'json' };
  }
}

/** What a value is; `scalar` where text and a number both are right. */
function plainType({ type, anyOf }: Shape): string | undefined {
  if (typeof type === 'string') return type;
  const types = type ?? anyOf?.map((each) => (typeof each.type === 'string' ? each.type : 'other')) ?? [];
  const some = types.filter((each) => each !== 'null');
  if (some.length === 1) return some[0];
  const scalars = ['string', 'number', 'integer', 'boolean'];
  return some.length > 1 && some.every((each) => scalars.includes(each)) ? 'scalar' : undefined;
}

const isScript = ({ description = '' }: Shape): boolean => /\b(script|markdown)\b/i.test(description);
const isLong = (shape: Shape): boolean =>
  ((shape.maxLength ?? 0) >= LONG && shape.pattern === undefined) || isScript(shape);

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
