/** The registry against the table of facts: the same calls, with the same parameters in the same places. */
import { describe, expect, it } from 'vitest';
import { operationByName } from '@/lib/vast/operations';
import { NAMES } from '@/scripts/facts/names';
import { differences, untold } from './differences';
import { fieldsOf, fullInputs } from './examples';
import { facts, factsOf } from './facts';
import { requestDifferences } from './request';
import { rounds } from './rounds';

const sorted = (names: Iterable<string>) => [...names].sort();

it('every operation that there is has a name, facts, a description and a round, and nothing else has', () => {
  const names = sorted(Object.keys(NAMES));
  expect(names).toHaveLength(105);
  expect(sorted(Object.keys(facts))).toEqual(names);
  expect(sorted(operationByName.keys())).toEqual(names);
  expect(sorted(rounds.keys())).toEqual(names);
});

it('differences are told of operations that there are', () => {
  expect(Object.keys(differences).filter((name) => !facts[name])).toEqual([]);
});

/** A sentence for people: it ends like one, and its apostrophes are printer's. */
const isSentence = (text = ''): boolean => /[.”]$/.test(text) && !/\w'\w/.test(text);

it('all that people read of an operation is in sentences', () => {
  const odd = [...operationByName.values()].flatMap((op) => [
    ...(op.title.endsWith('.') || op.title.length > 40 ? [`title of ${op.name}: ${op.title}`] : []),
    ...(isSentence(op.description) && op.description.length > 20 ? [] : [`${op.name}: ${op.description}`]),
    ...Object.entries(fieldsOf(op))
      .filter(([, { description }]) => !isSentence(description))
      .map(([field, { description }]) => `${field} of ${op.name}: ${description}`),
  ]);
  expect(odd, odd.join('\n')).toEqual([]);
});

describe.each([...operationByName].map(([name, op]) => [name, op] as const))('%s', (name, op) => {
  it('says of each field what it is, with an example, and takes its own examples', () => {
    const fields = Object.entries(fieldsOf(op));
    const bare = fields.filter(([, { description, examples }]) => !description || !examples?.length);
    expect(bare.map(([field]) => field)).toEqual([]);
    const inputs = fullInputs(op);
    for (const input of inputs) expect(op.input.safeParse(input).error?.issues ?? []).toEqual([]);
    const shown = new Set(inputs.flatMap((input) => Object.keys(input)));
    expect(fields.map(([field]) => field).filter((field) => !shown.has(field))).toEqual([]);
  });

  it('is called as it is documented', async () => {
    const found = await requestDifferences(op, factsOf(name), rounds.get(name)?.sends ?? []);
    const rest = untold(found, differences[name]?.request);
    expect(rest, rest).toBe('');
  });
});
