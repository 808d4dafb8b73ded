/** Vast.ai's OpenAPI document read for its facts: what is called how, with what, and what comes back. Never its text. */
import { parse } from 'yaml';
import { resolved, type Schema, type Schemas, type Shape, shapeOf, typesOf } from './shape';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'body';
  readonly required: boolean;
  readonly type: string;
}

export interface Facts {
  /** Where the facts are from: Vast.ai's OpenAPI document, or what its official client sends and reads. */
  readonly source: 'document' | 'official client';
  readonly id: string | null;
  readonly method: string;
  readonly path: string;
  readonly host: 'console' | 'router';
  readonly parameters: readonly Parameter[];
  /** The body may hold fields beside those. */
  readonly open?: true;
  /** Empty where no source says. */
  readonly statuses: readonly number[];
  /** The least seconds between two calls, where the document says. */
  readonly intervalS?: number;
  readonly reply: Shape;
}

interface Written {
  readonly operationId: string;
  readonly servers?: readonly { readonly url: string }[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly 'x-rateLimit'?: number;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

const METHODS = new Set(['get', 'post', 'put', 'delete', 'patch']);

/** Every operation of the document. */
export function readDocument(text: string): Facts[] {
  const document = parse(text) as {
    paths: Record<string, Record<string, Written>>;
    components: { schemas: Schemas };
  };
  return Object.entries(document.paths).flatMap(([path, written]) =>
    Object.entries(written)
      .filter(([method]) => METHODS.has(method))
      .map(([method, one]) => factsOf(one, method.toUpperCase(), path, document.components.schemas)),
  );
}

function factsOf(one: Written, method: string, path: string, schemas: Schemas): Facts {
  const statuses = Object.keys(one.responses).map(Number).sort();
  const success = one.responses['200']?.content?.['application/json'];
  return {
    source: 'document',
    id: one.operationId,
    method,
    path,
    host: one.servers?.[0]?.url.includes('//run.') ? 'router' : 'console',
    parameters: [...inAddress(one), ...inBody(one, schemas)],
    ...(bodyOf(one, schemas)?.additionalProperties === true ? { open: true } : {}),
    statuses,
    ...intervalOf(one),
    reply: success ? shapeOf(success.schema, schemas) : 'any',
  };
}

/** As a number of the operation's, or in the words of its example of a call that came too soon. */
function intervalOf(one: Written): Pick<Facts, 'intervalS'> {
  const said = /threshold=(\d+(?:\.\d+)?)/.exec(JSON.stringify(one.responses['429'] ?? {}))?.[1];
  const seconds = said ?? one['x-rateLimit'];
  return seconds === undefined ? {} : { intervalS: Number(seconds) };
}

/** The header that is listed somewhere is the authentication, which all have. */
const inAddress = (one: Written): Parameter[] =>
  (one.parameters ?? []).flatMap(({ name, in: place, required = false, schema }) =>
    place === 'path' || place === 'query'
      ? [{ name, in: place, required, type: typesOf(schema).join('|') }]
      : [],
  );

const bodyOf = (one: Written, schemas: Schemas): Schema | null =>
  one.requestBody ? resolved(one.requestBody.content['application/json'].schema, schemas) : null;

function inBody(one: Written, schemas: Schemas): Parameter[] {
  const schema = bodyOf(one, schemas);
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'body',
    required: schema?.required?.includes(name) ?? false,
    type: typesOf(resolved(property, schemas)).join('|'),
  }));
}
