/** Schemas as an agent reads them: every word of one is paid for before anything was asked. */
import { z } from 'zod';
import type { Operation } from '@/lib/vast/operation';
import { shownReply } from '@/lib/vast/shown';
import { tokensOf } from './size';
import type { Json } from './tool';

export const inputSchemaOf = (op: Operation): Json => schemaOf(op.input);

export function schemaOf(type: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Json;
  return without(schema, (key, value) => key === 'maximum' && value === Number.MAX_SAFE_INTEGER) as Json;
}

/** What a result is at its top: its names, and which of them are lists. What is in them, the reply shows. */
export function resultSchemaOf(op: Operation): Json {
  const { type, properties } = shownReply(op) as { type?: string; properties?: Record<string, Json> };
  if (type !== 'object') return type === 'array' ? { type: ['array', 'null'] } : {};
  const named = Object.entries(properties ?? {}).map(([name, inner]) => [
    name,
    typeof inner.type === 'string' && inner.type !== 'object' ? { type: [inner.type, 'null'] } : {},
  ]);
  return { type: ['object', 'null'], properties: Object.fromEntries(named) };
}

interface Wording {
  description: string;
  input: Json;
  result: Json;
}

/** From the whole of it to what is needed to call it at all; the first that fits is told. */
const SHORTER: readonly ((tool: Wording) => Wording)[] = [
  (tool) => tool,
  (tool) => withInput(tool, (input) => without(input, isExample) as Json),
  (tool) => withInput(tool, (input) => without(input, isExample, firstSentence) as Json),
  (tool) => withInput(tool, (input) => onlyNamed(without(input, isBound, firstSentence) as Json)),
  (tool) => withInput(brief(tool), (input) => onlyNamed(without(input, isBound, firstSentence) as Json)),
  (tool) => withInput(brief(tool), (input) => onlyRequired(without(input, isBound, firstSentence) as Json)),
  (tool) => ({
    ...withInput(brief(tool), (input) =>
      shallow(onlyRequired(without(input, isBound, firstSentence) as Json)),
    ),
    result: {},
  }),
];

export function fitting<W extends Wording, T>(tool: W, tokens: number, whole: (tool: W) => T): T {
  const fits = (one: T) => tokensOf(JSON.stringify(one)) <= tokens;
  const tried = SHORTER.map((shorter) => whole({ ...tool, ...shorter(tool) }));
  return tried.find(fits) ?? (tried.at(-1) as T);
}

const withInput = (tool: Wording, change: (input: Json) => Json): Wording => ({
  ...tool,
  input: change(tool.input),
});

/** What it does, and how it is called; the paragraph between is describe_operation's. */
function brief(tool: Wording): Wording {
  const sentences = tool.description.split(/(?<=\.) /);
  const [first = ''] = sentences;
  const last = sentences.at(-1) ?? '';
  return { ...tool, description: sentences.length > 2 ? `${first} ${last}` : tool.description };
}

const isExample = (key: string): boolean => key === 'examples';
const isBound = (key: string): boolean =>
  isExample(key) || key === 'pattern' || key === 'maxLength' || key === 'minLength' || key === 'default';

const firstSentence = (text: string): string =>
  /^.*?[.:;](?= |$)/.exec(text)?.[0].replace(/[:;]$/, '.') ?? text;

/** Fields that may be left out keep their name and type alone. */
function onlyNamed(input: Json): Json {
  const required = new Set(input.required as string[] | undefined);
  const properties = Object.entries((input.properties ?? {}) as Record<string, Json>).map(([name, field]) => {
    const { description: _, ...bare } = field;
    return [name, required.has(name) ? field : bare];
  });
  return { ...input, properties: Object.fromEntries(properties) };
}

/** The rest may still be given: describe_operation tells it. */
function onlyRequired(input: Json): Json {
  const required = new Set([...((input.required ?? []) as string[]), 'plan_id']);
  const kept = Object.entries((input.properties ?? {}) as Json).filter(([name]) => required.has(name));
  const { additionalProperties: _, ...rest } = input;
  return { ...rest, properties: Object.fromEntries(kept) };
}

const WORDS = 80;

/** What is inside an argument is left to describe_operation. */
function shallow(input: Json): Json {
  const properties = Object.entries((input.properties ?? {}) as Record<string, Json>).map(
    ([name, { type, description }]) => [
      name,
      { type, description: String(description ?? '').slice(0, WORDS) },
    ],
  );
  return { ...input, properties: Object.fromEntries(properties) };
}

function without(
  node: unknown,
  drops: (key: string, value: unknown) => boolean,
  shorten: (text: string) => string = (text) => text,
): unknown {
  if (Array.isArray(node)) return node.map((each) => without(each, drops, shorten));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !drops(key, value))
      .map(([key, value]) => [
        key,
        key === 'description' && typeof value === 'string' ? shorten(value) : without(value, drops, shorten),
      ]),
  );
}
