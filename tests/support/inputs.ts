/** Random inputs of any operation: valid ones out of its schema, and ones with a single fault, which has a name. */
import fc from 'fast-check';
import { z } from 'zod';
import type { Operation } from '@/lib/vast/operation';
import type { Schema } from '@/scripts/docs/types';

type Bounded = Schema & {
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  maxItems?: number;
};

type Fields = Record<string, unknown>;

const schemaOf = (op: Operation) =>
  z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' }) as Schema;

/** What the schema doesn't say (one of two fields, an amount above a cent) is left to the operation itself. */
export const validInput = (op: Operation): fc.Arbitrary<Fields> => {
  const schema = schemaOf(op);
  const made = arbitraryOf(schema) as fc.Arbitrary<Fields>;
  const shown = fc.constantFrom(...exampleInputs(schema));
  return fc.oneof({ weight: 3, arbitrary: made }, { weight: 1, arbitrary: shown }).filter(isValid(op));
};

const isValid = (op: Operation) => (input: Fields) => op.input.safeParse(input).success;

function exampleInputs({ examples, properties = {} }: Schema): Fields[] {
  if (examples) return examples as Fields[];
  return [Object.fromEntries(Object.entries(properties).map(([name, { examples: e }]) => [name, e?.[0]]))];
}

function arbitraryOf(schema: Bounded): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(arbitraryOf));
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return fc.jsonValue({ maxDepth: 2 });
  return fc.oneof(...types.map((type) => plain(type, schema)));
}

/** Characters that anything between a program and Vast.ai may stumble over. */
const text = (schema: Bounded) =>
  fc.string({
    unit: fc.constantFrom(...'aZ09 -_/%&?#=+"\'\\{}[],.é漢😀'),
    minLength: schema.minLength ?? 0,
    maxLength: Math.min(schema.maxLength ?? 12, Math.max(12, schema.minLength ?? 0)),
  });

/** An address and what looks ahead can't be made up by a pattern: there the example stands for all. */
function patterned({ pattern, format, examples }: Bounded): fc.Arbitrary<unknown> | null {
  // `text` has no control characters, which is all that this one is about.
  const free = pattern === undefined || pattern.includes('\\P{');
  if (free && format === undefined) return null;
  const shown = (examples ?? []).map((example) => fc.constant(example));
  const made =
    free || format !== undefined || pattern.includes('(?') ? [] : [fc.stringMatching(new RegExp(pattern))];
  return fc.oneof(...shown, ...made);
}

function plain(type: string, schema: Bounded): fc.Arbitrary<unknown> {
  const { minimum, maximum, exclusiveMinimum = Number.NEGATIVE_INFINITY } = schema;
  const min = Math.max(minimum ?? -1000, exclusiveMinimum);
  const max = Math.min(maximum ?? 1_000_000, 1_000_000);
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: Math.max(Math.floor(exclusiveMinimum) + 1, min, -1000), max });
    case 'number':
      return fc
        .integer({ min: Math.ceil(min * 4), max: max * 4 })
        .map((quarters) => quarters / 4)
        .filter((value) => value > exclusiveMinimum);
    case 'string':
      return patterned(schema) ?? text(schema);
    case 'array':
      return schema.prefixItems
        ? fc.tuple(...schema.prefixItems.map(arbitraryOf))
        : fc.array(arbitraryOf(schema.items || {}), {
            minLength: schema.minItems ?? 0,
            maxLength: Math.min(schema.maxItems ?? 3, 3),
          });
    default:
      return record(schema);
  }
}

function record({ properties, required = [], additionalProperties, propertyNames }: Schema) {
  if (properties) {
    const fields = Object.entries(properties).map(([name, field]) => [name, arbitraryOf(field)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: required });
  }
  const each = typeof additionalProperties === 'object' ? arbitraryOf(additionalProperties) : fc.jsonValue();
  const names = propertyNames?.enum
    ? fc.constantFrom(...(propertyNames.enum as string[]))
    : fc.stringMatching(/^[a-z_]{1,8}$/);
  return fc.dictionary(names, each, { maxKeys: 3 });
}

export interface Faulty {
  input: Fields;
  /** The field that is wrong. */
  field: string;
}

/**
 * A valid input with one fault: a field left out that must be there, of a wrong type, or that nobody knows. `asRead` is
 * what is left of an input once it stood in an address, where a number is as good a text as any.
 */
export function faultyInput(
  op: Operation,
  except: ReadonlySet<string>,
  asRead: (input: Fields) => Fields,
): fc.Arbitrary<Faulty> {
  const { properties = {}, required = [] } = schemaOf(op);
  const faults: ((input: Fields) => Faulty)[] = [
    (input) => ({ input: { ...input, no_such_field: 1 }, field: 'no_such_field' }),
    ...required
      .filter((name) => !except.has(name))
      .map((field) => (input: Fields) => {
        const { [field]: _, ...rest } = input;
        return { input: rest, field };
      }),
    ...Object.entries(properties).flatMap(([field, schema]) =>
      except.has(field)
        ? []
        : wrongFor(schema).map((wrong) => (input: Fields) => ({
            input: { ...input, [field]: wrong },
            field,
          })),
    ),
  ];
  return fc
    .tuple(validInput(op), fc.constantFrom(...faults))
    .map(([input, spoil]) => spoil(input))
    .filter(({ input }) => !isValid(op)(asRead(input)));
}

/** Wrong whatever the schema says: those that it takes all the same are filtered out. */
const wrongFor = (schema: Schema): unknown[] =>
  schema.type === undefined && !schema.anyOf && !schema.enum && !('const' in schema)
    ? []
    : [{ no: { such: 'shape' } }, [['no']], true, 'no such value ¿', -0.125];
