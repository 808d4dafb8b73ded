import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Outcome } from '@/lib/gateway/types';
import { readWhole } from '@/lib/sync/pages';
import { invalidArguments, unreachable } from '@/lib/vast/problems';

type Page = { results: string[]; total: number | null; next_token: string | null };
type Fault =
  | 'total moves'
  | 'token is lost'
  | 'a row comes twice'
  | 'a page is short'
  | 'an empty page goes on';

const at = new Date('2026-11-24T10:00:00Z');
const done = (value: Page): Outcome<Page> => ({ kind: 'done', value, at });

/** A listing of which the first `spoilt` walks go wrong somewhere after their first page. */
function listing(rows: readonly string[], size: number, fault: Fault | null, spoilt: number) {
  let walk = -1;
  const ask = async (token: string | undefined): Promise<Outcome<Page>> => {
    if (token === undefined) walk += 1;
    const from = token === undefined ? 0 : Number(token);
    const results = rows.slice(from, from + size);
    const next = from + size < rows.length ? String(from + size) : null;
    const page = { results, total: rows.length, next_token: next };
    if (from === 0 || fault === null || walk >= spoilt) return done(page);
    switch (fault) {
      case 'total moves':
        return done({ ...page, total: rows.length + 1 });
      case 'token is lost':
        return { kind: 'refused', problem: invalidArguments() };
      case 'a row comes twice':
        return done({ ...page, results: [rows[0]!, ...results.slice(1)] });
      case 'a page is short':
        return done({ ...page, results: results.slice(1) });
      case 'an empty page goes on':
        return done({ ...page, results: [], next_token: 'more' });
    }
  };
  return { ask, walks: () => walk + 1 };
}

const rows = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 60 });
const sizes = fc.constantFrom(1, 7, 500);

it('I6: page sizes of 1, 7 and 500 read the same rows', async () => {
  await fc.assert(
    fc.asyncProperty(rows, sizes, async (all, size) => {
      const { ask, walks } = listing(all, size, null, 0);
      expect(await readWhole(ask, (row) => row)).toEqual({ kind: 'read', rows: all, at });
      expect(walks()).toBe(1);
    }),
  );
});

const faults = fc.constantFrom<Fault>(
  'total moves',
  'token is lost',
  'a row comes twice',
  'a page is short',
  'an empty page goes on',
);

it('I6: a walk whose pages don’t fit together is begun again, and nothing of it is kept', async () => {
  await fc.assert(
    fc.asyncProperty(rows, faults, fc.integer({ min: 1, max: 3 }), async (all, fault, spoilt) => {
      fc.pre(all.length > 7);
      const { ask, walks } = listing(all, 7, fault, spoilt);
      expect(await readWhole(ask, (row) => row)).toEqual({ kind: 'read', rows: all, at });
      expect(walks()).toBe(spoilt + 1);
    }),
  );
});

it('I6: a listing that never holds still is given up, not stored in part', async () => {
  await fc.assert(
    fc.asyncProperty(rows, faults, async (all, fault) => {
      fc.pre(all.length > 7);
      const { ask, walks } = listing(all, 7, fault, Number.POSITIVE_INFINITY);
      expect(await readWhole(ask, (row) => row)).toEqual({ kind: 'unsettled' });
      expect(walks()).toBe(4);
    }),
  );
});

it('a problem of the account ends the reading at once', async () => {
  const problem = unreachable();
  const { ask } = listing(['a', 'b'], 1, null, 0);
  let calls = 0;
  const read = await readWhole(
    async (token) => {
      calls += 1;
      return token === undefined ? ask(token) : { kind: 'refused', problem };
    },
    (row: string) => row,
  );
  expect(read).toEqual({ kind: 'failed', problem });
  expect(calls).toBe(2);
});
