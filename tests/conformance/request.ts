/** How the request that our client sends differs from the documented one: a sentence for each difference. */
import type { Operation } from '@/lib/vast/operation';
import type { Facts, Parameter } from '@/scripts/facts/document';
import { sameCall } from '@/scripts/facts/table';
import { type Sent, sentFor } from './client';
import { fullInputs, leastInput, requiredOf } from './examples';

type Place = Parameter['in'];
const HOSTS = { console: 'console.vast.ai', router: 'run.vast.ai' } as const;

/** `more` are inputs beside those made of the examples: for parameters that an example can't all show. */
export async function requestDifferences(
  op: Operation,
  facts: Facts,
  more: readonly object[],
): Promise<string[]> {
  const full = await Promise.all([...fullInputs(op), ...more].map((input) => sentFor(op, input)));
  const least = await leastSent(op);
  return [
    ...full.flatMap((sent) => callDifferences(op, facts, sent)),
    ...placeDifferences(op, facts, full),
    ...typeDifferences(facts, full),
    ...requiredDifferences(op, facts, least ?? full),
    ...intervalDifferences(op, facts),
  ].filter((one, index, all) => all.indexOf(one) === index);
}

/** Null where one of several fields must be there: then each of the examples is as little as can be. */
async function leastSent(op: Operation): Promise<Sent[] | null> {
  const input = leastInput(op);
  return op.input.safeParse(input).success ? [await sentFor(op, input)] : null;
}

function callDifferences(op: Operation, facts: Facts, sent: Sent): string[] {
  const written = sameCall(facts.path);
  const found: string[] = [];
  if (sent.method !== facts.method) found.push(`method ${sent.method}, documented ${facts.method}`);
  if (sameCall(op.http.path) !== written || !pattern(facts.path).test(sent.url.pathname)) {
    found.push(`path ${op.http.path}, documented ${facts.path}`);
  }
  if (sent.url.host !== HOSTS[facts.host]) found.push(`host ${sent.url.host}, documented ${facts.host}`);
  return found;
}

/** How often is part of how it is asked. */
const intervalDifferences = (op: Operation, { intervalS }: Facts): string[] =>
  intervalS === undefined || Math.round(intervalS * 1000) === op.minIntervalMs
    ? []
    : [`every ${op.minIntervalMs / 1000} s, documented ${intervalS} s`];

const pattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`);

const namesIn = (op: Operation, sent: Sent): Record<Place, ReadonlySet<string>> => ({
  path: new Set([...op.http.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)),
  query: new Set(sent.url.searchParams.keys()),
  body: new Set(Object.keys(sent.body)),
});

const PLACES: readonly Place[] = ['path', 'query', 'body'];

function placeDifferences(op: Operation, facts: Facts, all: readonly Sent[]): string[] {
  const ours = new Set(
    all.flatMap((sent) => {
      const names = namesIn(op, sent);
      return PLACES.flatMap((place) => [...names[place]].map((name) => `${place} ${name}`));
    }),
  );
  const theirs = new Set(facts.parameters.map((one) => `${one.in} ${one.name}`));
  return [
    ...[...theirs].filter((one) => !ours.has(one)).map((one) => `left out: ${one}`),
    ...[...ours]
      .filter((one) => !theirs.has(one) && !(facts.open && one.startsWith('body ')))
      .map((one) => `added: ${one}`),
  ];
}

/** A query is text; a body has types. */
function typeDifferences(facts: Facts, all: readonly Sent[]): string[] {
  return facts.parameters.flatMap((one) =>
    all.flatMap(({ body }) => {
      const value = body[one.name];
      if (one.in !== 'body' || value === undefined || isOf(one.type, value)) return [];
      return [`body ${one.name} is ${typeOf(value)}, documented ${one.type}`];
    }),
  );
}

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const isOf = (types: string, value: unknown): boolean =>
  types
    .split('|')
    .some(
      (type) => type === 'any' || type === typeOf(value) || (type === 'integer' && Number.isInteger(value)),
    );

function requiredDifferences(op: Operation, facts: Facts, least: readonly Sent[]): string[] {
  const required = requiredOf(op);
  return facts.parameters.flatMap((one) => {
    const always = least.every((sent) => namesIn(op, sent)[one.in].has(one.name));
    if (one.required && !always) return [`optional: ${one.in} ${one.name}, documented as required`];
    if (!one.required && always && required.includes(one.name))
      return [`required: ${one.in} ${one.name}, documented as optional`];
    return [];
  });
}
