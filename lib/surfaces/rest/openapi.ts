/** The description of the programs' door, OpenAPI 3.1, out of the descriptions of the operations. */
import { z } from 'zod';
import { type Operation, worstEffect } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';
import { shownReply } from '@/lib/vast/shown';
import { fieldsOf } from './input';
import { pagingOf } from './pages';
import { type Route, routes } from './routes';

type Json = Record<string, unknown>;

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

const parameter = (name: string, place: string, description: string, schema: Json): Json => ({
  ...{ name, in: place, description, schema },
});

const PARAMETERS: Record<string, Json> = {
  account: parameter(
    'account',
    'query',
    'The Vast.ai account, by its id or name. May be left out where the workspace has one.',
    { type: 'string' },
  ),
  team: parameter(
    'team',
    'query',
    'For which of Gantry’s teams, by id or name. May be left out by whoever belongs to one.',
    { type: 'string' },
  ),
  fields: parameter(
    'fields',
    'query',
    'Only these fields of the result, or of each of its rows: names with commas between.',
    { type: 'string' },
  ),
  cursor: parameter('cursor', 'query', 'next_cursor of the page before.', { type: 'string' }),
  limit: parameter('limit', 'query', 'Rows a page; without it the list comes whole.', {
    type: 'integer',
    minimum: 1,
  }),
  idempotencyKey: parameter(
    'Idempotency-Key',
    'header',
    'Your own name for this act, used once. Sent again with the same request it answers with the first reply and does nothing twice.',
    { type: 'string', minLength: 1, maxLength: 200 },
  ),
};

const PROBLEM: Json = {
  type: 'object',
  description: 'What went wrong, by RFC 9457.',
  required: ['type', 'title', 'status', 'code', 'detail', 'hint', 'retryable', 'request_id'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'One of docs/errors.md; it stays when the words change.' },
    detail: { type: 'string' },
    hint: { type: 'string', description: 'What to do next.' },
    retryable: { type: 'boolean', description: 'Whether the same request may succeed later.' },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, why: { type: 'string' } } },
    },
    vast: {
      type: 'object',
      description: 'Vast.ai’s own words and status.',
      properties: { says: { type: 'string' }, status: { type: 'integer' } },
    },
    outcome: {
      type: 'string',
      description: 'Where the outcome of an act is asked for that isn’t known yet.',
    },
  },
};

const problemContent = { 'application/problem+json': { schema: ref('schemas', 'Problem') } };

const schemaOf = (type: z.ZodType): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' });
  return schema;
};

/** A field that is described but not named in a path goes into the query of a GET, else into the body. */
function requestOf({ op, method, path }: Route): Json {
  const input = schemaOf(op.input);
  const required = (input.required ?? []) as string[];
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const rest = Object.entries(fieldsOf(op) as Record<string, Json>).filter(
    ([name]) => !inPath.includes(name),
  );
  const fields = fieldsOf(op) as Record<string, Json>;
  const place = (name: string, where: 'path' | 'query'): Json => {
    const { description, ...schema } = fields[name] ?? {};
    return {
      ...{ name, in: where, required: where === 'path' || required.includes(name) },
      ...(description === undefined ? {} : { description }),
      ...(isDeep(schema) ? { content: { 'application/json': { schema } } } : { schema }),
    };
  };
  const parameters = [
    ...inPath.map((name) => place(name, 'path')),
    ...(method === 'GET' ? rest.map(([name]) => place(name, 'query')) : []),
    ...ours(op),
  ];
  if (method === 'GET' || rest.length === 0) return { parameters };
  const must = required.filter((name) => !inPath.includes(name));
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(rest),
    ...(must.length > 0 ? { required: must } : {}),
  };
  return {
    parameters,
    requestBody: { required: must.length > 0, content: { 'application/json': { schema } } },
  };
}

/** An object has no one way to stand in a query; Gantry reads it as JSON there. */
const isDeep = (schema: Json) =>
  schema.type === 'object' || (schema.type === 'array' && isObject(schema.items));
const isObject = (items: unknown) => (items as Json | undefined)?.type !== 'string';

function ours(op: Operation): Json[] {
  const reads = worstEffect(op) === 'reads';
  const paging = pagingOf(op);
  return [
    ref('parameters', 'account'),
    ref('parameters', 'fields'),
    ...(worstEffect(op) === 'spends' ? [ref('parameters', 'team')] : []),
    ...(reads && paging !== 'first-page' ? [ref('parameters', 'cursor')] : []),
    ...(reads && paging === 'whole' ? [ref('parameters', 'limit')] : []),
    ...(reads ? [] : [ref('parameters', 'idempotencyKey')]),
  ];
}

function operationOf(route: Route): Json {
  const { op, place } = route;
  const worst = worstEffect(op);
  const reply = {
    type: 'object',
    required: ['result', 'next_cursor', 'request_id'],
    properties: {
      result: shownReply(op),
      next_cursor: { type: ['string', 'null'] },
      request_id: { type: 'string' },
      ...(op.shownOnce ? { already_shown: { type: 'array', items: { enum: [...op.shownOnce] } } } : {}),
    },
  };
  return {
    operationId: place === 'resource' ? op.name : `${op.name}_1_to_1`,
    summary: op.title,
    description: op.description,
    tags: [place === 'resource' ? (route.path.split('/')[0] ?? '') : 'proxy'],
    'x-effect': worst,
    ...requestOf(route),
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: reply } } },
      ...(worst === 'reads'
        ? {}
        : { 202: { description: 'No answer came; it is being looked up.', content: problemContent } }),
      default: { description: 'Refused, or failed.', content: problemContent },
    },
  };
}

const OUTCOME: Json = {
  get: {
    operationId: 'show_outcome',
    summary: 'Show outcome',
    description:
      'How an act ended whose answer got lost: 202 while it is being looked up, then what it came to.',
    tags: ['outcomes'],
    parameters: [
      parameter('id', 'path', 'From the `outcome` of a 202.', { type: 'string', format: 'uuid' }),
    ].map((one) => ({ ...one, required: true })),
    responses: {
      200: { description: 'Done.' },
      202: { description: 'Still being looked up.', content: problemContent },
      default: { description: 'It was not done, and why.', content: problemContent },
    },
  },
};

function document(): Json {
  const paths: Record<string, Json> = { '/api/vast/outcomes/{id}': OUTCOME };
  for (const route of routes) {
    const path = `/api/vast/${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gantry',
      version: '1',
      description: `All ${operationByName.size} operations of Vast.ai: typed, limited, audited, and never done twice under one Idempotency-Key.`,
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: {
      parameters: PARAMETERS,
      schemas: { Problem: PROBLEM },
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'An API token: gantry_…' } },
    },
  };
}

let made: Json | undefined;

/** The same for everybody; made once, as the operations are what they are. */
export function openApi(): Json {
  made ??= document();
  return made;
}
