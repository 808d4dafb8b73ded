import type { AuditPage, AuditRow } from '@/lib/queries/audit';

export interface Shown {
  /** Which question the rows answer. */
  query: string;
  /** Newest first, without a gap. */
  rows: AuditRow[];
  next: number | null;
}

/**
 * The first page, read again, on top of what is shown below it. Where more came meanwhile than a page holds, or
 * another question is asked, what is below doesn't follow on, and is left out.
 */
export function joined(shown: Shown, query: string, first: AuditPage): Shown {
  const last = first.rows.at(-1);
  const at = last === undefined ? -1 : shown.rows.findIndex((row) => row.id === last.id);
  if (shown.query !== query || at < 0 || first.next === null) return { query, ...first };
  const below = shown.rows.slice(at + 1);
  return { query, rows: [...first.rows, ...below], next: below.length > 0 ? shown.next : first.next };
}
