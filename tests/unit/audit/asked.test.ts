import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseAuditFilter, parseBefore } from '@/lib/queries/audit-asked';
import { kindOf } from '@/lib/queries/audit-kinds';
import { worstEffect } from '@/lib/vast/operation';
import { operations } from '@/lib/vast/operations';

const parse = (query: string) => parseAuditFilter(new URLSearchParams(query));

it('an address says what is looked for; what it doesn’t say bounds nothing', () => {
  expect(parse('')).toMatchObject({
    value: {
      words: [],
      who: [],
      kinds: [],
      results: [],
      accountIds: [],
      instance: null,
      from: null,
      to: null,
    },
  });
  expect(
    parse('q=+two++words+&kind=rent,destroy&result=refused&who=vast&instance=%2312&from=2026-11-01'),
  ).toMatchObject({
    value: {
      words: ['two', 'words'],
      kinds: ['rent', 'destroy'],
      results: ['refused'],
      who: ['vast'],
      instance: '#12',
      from: '2026-11-01',
    },
  });
});

it.each([
  'kind=nonsense',
  'result=good',
  'who=ada',
  'account=1',
  'from=yesterday',
  'to=2026-02-30',
  'from=2026-11-02&to=2026-11-01',
  `q=${'x'.repeat(201)}`,
])('refuses %s rather than show more rows than were asked for', (query) =>
  expect(parse(query)).toMatchObject({ ok: false, problem: { code: 'input.malformed' } }),
);

it.each(['0', '-1', '1.5', 'x'])('refuses to go on after row %s', (before) => {
  expect(parseBefore(new URLSearchParams({ before }))).toMatchObject({ ok: false });
});

it('every act that is recorded is of a kind, or nobody who filters would find it', () => {
  const writes = Object.values(operations).filter((each) => worstEffect(each) !== 'reads');
  const recorded = new Set(writes.map(({ name }) => name));
  for (const room of ['auth', 'gateway', 'sync', 'automation']) {
    for (const file of readdirSync(join('lib', room), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const code = readFileSync(join('lib', room, file), 'utf8');
      for (const [, action = ''] of code.matchAll(/\baction: '([\w.-]+)'/g)) recorded.add(action);
      // `action: cond ? 'a' : 'b'`, `action: `instance.${to}``
      for (const [line] of code.matchAll(/\baction: (?!')[^\n]*\n?[^\n]*/g))
        for (const [, action = ''] of line.matchAll(/['`]([a-z-]+\.[a-z_]*)/g)) recorded.add(action);
    }
  }
  expect(recorded.size).toBeGreaterThan(30);
  expect([...recorded].filter((action) => kindOf(action) === undefined)).toEqual([]);
});
