/** That the comparison sees what it is there to see: facts changed in one place are always a difference. */
import { describe, expect, it } from 'vitest';
import { operationByName } from '@/lib/vast/operations';
import type { Facts } from '@/scripts/facts/document';
import type { Shape } from '@/scripts/facts/shape';
import { factsOf } from './facts';
import { replyDifferences } from './reply';
import { requestDifferences } from './request';

const NAME = 'update_a_vast_ai_instances_bid_price_by_id';
const op = operationByName.get(NAME)!;
const facts = factsOf(NAME);
const found = (change: Partial<Facts>) => requestDifferences(op, { ...facts, ...change }, []);
const changed = (name: string, change: Partial<Facts['parameters'][number]>) =>
  facts.parameters.map((one) => (one.name === name ? { ...one, ...change } : one));

describe('of a request it notices', () => {
  it.each<[string, Partial<Facts>, string[]]>([
    ['nothing when nothing is changed', {}, []],
    ['another method', { method: 'POST' }, ['method PUT, documented POST']],
    [
      'another path',
      { path: '/api/v0/instances/bid/{id}' },
      [`path ${op.http.path}, documented /api/v0/instances/bid/{id}`],
    ],
    ['another interval', { intervalS: 7 }, ['every 5.5 s, documented 7 s']],
    ['another host', { host: 'router' }, ['host console.vast.ai, documented router']],
    [
      'another name',
      { parameters: changed('price', { name: 'bid', required: false }) },
      ['left out: body bid', 'added: body price'],
    ],
    [
      'another place',
      { parameters: changed('price', { in: 'query', required: false }) },
      ['left out: query price', 'added: body price'],
    ],
    [
      'another type',
      { parameters: changed('price', { type: 'string' }) },
      ['body price is number, documented string'],
    ],
    [
      'another duty',
      { parameters: changed('price', { required: false }) },
      ['required: body price, documented as optional'],
    ],
  ])('%s', async (_, change, differences) => {
    expect(await found(change)).toEqual(differences);
  });
});

describe('of a reply it notices', () => {
  const shape: Shape = {
    id: 'integer',
    rows: [{ name: 'string|null' }],
    of: { '*': 'number' },
    one: { oneOf: ['null', ['string']] },
  };
  const reply = { id: 1, rows: [{ name: 'a' }, { name: null }], of: { a: 1.5 }, one: null, more: true };
  it.each<[string, object, string[]]>([
    ['nothing when nothing is changed', {}, []],
    ['a type', { id: '1' }, ['reply.id is string, documented integer']],
    ['a fraction', { id: 1.5 }, ['reply.id is number, documented integer']],
    ['a missing key', { rows: [{ name: 'a' }, {}] }, ['reply.rows[].name is missing']],
    ['a list that is none', { rows: {} }, ['reply.rows is object, documented array']],
    ['a list that proves nothing', { rows: [] }, ['reply.rows is an empty list']],
    ['a value under an open key', { of: { a: 'x' } }, ['reply.of.* is string, documented number']],
    ['a value that is neither choice', { one: 5 }, ['reply.one is integer, documented null']],
  ])('%s', (_, change, differences) => {
    expect(replyDifferences(shape, [{ ...reply, ...change }])).toEqual(differences);
  });
});
