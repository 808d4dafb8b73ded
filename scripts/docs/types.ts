/** JSON Schema, as far as our operations use it, as TypeScript's types. */
export interface Schema {
  type?: string | string[];
  description?: string;
  examples?: unknown[];
  default?: unknown;
  format?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema | false;
  prefixItems?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
}

export function typeOf(schema: Schema, indent = ''): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return union(choices.map((one) => typeOf(one, indent)));
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return 'unknown';
  return union(types.map((type) => plain(type, schema, indent)));
}

const union = (types: string[]) => [...new Set(types)].join(' | ');

function plain(type: string, schema: Schema, indent: string): string {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'array':
      return list(schema, indent);
    case 'object':
      return record(schema, indent);
    default:
      throw new Error(`a schema of the type ${type}`);
  }
}

function list({ prefixItems, items }: Schema, indent: string): string {
  if (prefixItems) return `[${prefixItems.map((one) => typeOf(one, indent)).join(', ')}]`;
  const each = items ? typeOf(items, indent) : 'unknown';
  return / \| /.test(each) ? `(${each})[]` : `${each}[]`;
}

function record(schema: Schema, indent: string): string {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const inner = `${indent}  `;
  const fields = Object.entries(properties).flatMap(([name, field]) => [
    ...note(field, inner),
    `${inner}${/^[a-z_$][\w$]*$/i.test(name) ? name : JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(field, inner)};`,
  ]);
  const open = additionalProperties ?? false;
  const others = open === false ? null : open === true ? 'unknown' : typeOf(open, inner);
  if (fields.length === 0) {
    if (others === null) return 'Record<string, never>';
    return propertyNames?.enum
      ? `Partial<Record<${typeOf(propertyNames)}, ${others}>>`
      : `Record<string, ${others}>`;
  }
  // What Vast.ai adds one day is there, too, but nobody knows as what.
  if (others !== null) fields.push(`${inner}[field: string]: unknown;`);
  return `{\n${fields.join('\n')}\n${indent}}`;
}

function note({ description, examples, default: unless, format }: Schema, indent: string): string[] {
  const said = [
    description,
    format === 'decimal' ? 'US dollars, with every digit.' : undefined,
    unless === undefined ? undefined : `Without it: ${JSON.stringify(unless)}.`,
    examples?.[0] === undefined ? undefined : `For example ${JSON.stringify(examples[0])}.`,
  ].filter((one) => one !== undefined);
  return said.length === 0 ? [] : [`${indent}/** ${said.join(' ').replaceAll('*/', '* /')} */`];
}
