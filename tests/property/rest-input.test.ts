/** An operation's own examples, written into an address, are read as what they are; a wrong one is named. */
import { describe, expect, it } from 'vitest';
import { issuesIn } from '@/lib/gateway/malformed';
import { fieldsOf, inputOf } from '@/lib/surfaces/rest/input';
import { operationByName } from '@/lib/vast/operations';

const all = [...operationByName.values()];
const NONE = { params: {}, query: new URLSearchParams(), body: {} };

const examplesOf = (op: (typeof all)[number]) =>
  Object.entries(fieldsOf(op) as Record<string, { examples?: unknown[] }>).flatMap(([name, { examples }]) =>
    examples?.[0] === undefined ? [] : [[name, examples[0]] as const],
  );

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

describe.each(all)('$name', (op) => {
  const examples = examplesOf(op);

  it('has an example of each field', () => {
    expect(examples.map(([name]) => name)).toEqual(Object.keys(fieldsOf(op)));
  });

  it('reads each from a query as from a body, and a list of words with commas', () => {
    for (const [name, value] of examples) {
      const query = new URLSearchParams([[name, asText(value)]]);
      expect(inputOf(op, { ...NONE, query }), name).toEqual({ [name]: value });
      if (!Array.isArray(value) || !value.every((one) => typeof one === 'string')) continue;
      const commas = new URLSearchParams([[name, value.join(',')]]);
      expect(inputOf(op, { ...NONE, query: commas }), name).toEqual({ [name]: value });
    }
  });

  it('names a field that nobody knows', () => {
    const parsed = op.input.safeParse({ ...Object.fromEntries(examples), no_such_field: 1 });
    expect(parsed.success ? [] : issuesIn(op, parsed.error).map(({ field }) => field)).toContain(
      'no_such_field',
    );
  });
});
