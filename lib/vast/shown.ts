/**
 * What a reply looks like to whoever gets it, as JSON Schema. Our types read what the field sends, which may be
 * anything; what they make of it is text, numbers and moments, and only they know which.
 */
import { z } from 'zod';
import type { Operation } from './operation';

type Json = Record<string, unknown>;

const made = new WeakMap<object, () => Json>();

/** Says what comes out of a type that a transformation hides. */
export function showsAs<T extends z.ZodType>(type: T, schema: () => Json): T {
  made.set(type, schema);
  return type;
}

export function shownSchema(type: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(type, {
    io: 'output',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const schema = made.get(zodSchema)?.();
      if (!schema) return;
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key);
      Object.assign(jsonSchema, schema);
    },
  });
  return schema;
}

const orNull = (schema: Json): Json =>
  Object.keys(schema).length === 0
    ? schema
    : typeof schema.type === 'string' && !('enum' in schema)
      ? { ...schema, type: [schema.type, 'null'] }
      : { anyOf: [schema, { type: 'null' }] };

export const nullable = (type: z.ZodType) => (): Json => orNull(shownSchema(type));

/** Without the fields that nobody is shown; those that are shown once may be missing. */
export function shownReply(op: Operation): Json {
  const once = new Set(op.shownOnce);
  const never = new Set(op.secretOutput?.filter((name) => !once.has(name)));
  const without = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(without);
    if (node === null || typeof node !== 'object') return node;
    const { properties, required, ...rest } = node as { properties?: Json; required?: string[] } & Json;
    const inner = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, without(value)]));
    if (!properties) return required ? { ...inner, required } : inner;
    const kept = Object.entries(properties).filter(([name]) => !never.has(name));
    const must = required?.filter((name) => !never.has(name) && !once.has(name)) ?? [];
    return {
      ...inner,
      properties: Object.fromEntries(kept.map(([name, value]) => [name, without(value)])),
      ...(must.length > 0 ? { required: must } : {}),
    };
  };
  return without(shownSchema(op.output)) as Json;
}
