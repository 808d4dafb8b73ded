/**
 * The JSON of a reply in a notation of ours, itself JSON: a text names types ("string|null"), an array holds what each
 * of its items is, an object the keys that the document names; `*` stands for keys it doesn't, `oneOf` for alternatives.
 */
export type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export type Schemas = Readonly<Record<string, Schema>>;

export function resolved(schema: Schema, all: Schemas): Schema {
  if (schema.$ref) {
    const found = all[schema.$ref.replace('#/components/schemas/', '')];
    if (!found) throw new Error(`the document doesn't define ${schema.$ref}`);
    return resolved(found, all);
  }
  if (!schema.allOf) return schema;
  const parts = [schema, ...schema.allOf.map((part) => resolved(part, all))];
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map((part) => part.properties ?? {})),
    required: parts.flatMap((part) => part.required ?? []),
  };
}

export function shapeOf(written: Schema, all: Schemas): Shape {
  const schema = resolved(written, all);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return { oneOf: choices.map((choice) => shapeOf(choice, all)) };
  const types = typesOf(schema);
  const structured = structureOf(schema, all);
  if (structured === null) return types.join('|');
  return types.includes('null') ? { oneOf: ['null', structured] } : structured;
}

export const typesOf = ({ type }: Schema): readonly string[] =>
  type === undefined ? ['any'] : typeof type === 'string' ? [type] : type;

function structureOf({ items, properties, additionalProperties }: Schema, all: Schemas): Shape | null {
  if (items && Object.keys(items).length > 0) return [shapeOf(items, all)];
  if (properties && Object.keys(properties).length > 0) {
    return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, shapeOf(inner, all)]));
  }
  return typeof additionalProperties === 'object' ? { '*': shapeOf(additionalProperties, all) } : null;
}
