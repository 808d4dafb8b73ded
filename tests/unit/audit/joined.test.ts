import { expect, it } from 'vitest';
import { joined } from '@/components/audit/joined';
import type { AuditRow } from '@/lib/queries/audit';

const rows = (...ids: number[]) => ids.map((id) => ({ id }) as AuditRow);
const shown = { query: 'q=a', rows: rows(9, 8, 7, 6, 5), next: 5 };

it('what is new comes on top of what was asked for below, without a gap', () => {
  const now = joined(shown, 'q=a', { rows: rows(11, 10, 9), next: 9 });
  expect(now.rows.map(({ id }) => id)).toEqual([11, 10, 9, 8, 7, 6, 5]);
  expect(now.next).toBe(5);
});

it('where a first page no longer reaches what is below, or is all there is, it stands alone', () => {
  expect(joined(shown, 'q=a', { rows: rows(20, 19, 18), next: 18 }).rows).toHaveLength(3);
  expect(joined(shown, 'q=a', { rows: rows(20, 19, 18), next: 18 }).next).toBe(18);
  expect(joined(shown, 'q=a', { rows: rows(9, 8), next: null }).rows).toHaveLength(2);
  expect(joined(shown, 'q=a', { rows: [], next: null }).rows).toEqual([]);
});

it('another question begins anew', () => {
  expect(joined(shown, 'q=b', { rows: rows(9), next: 9 })).toEqual({ query: 'q=b', rows: rows(9), next: 9 });
});
