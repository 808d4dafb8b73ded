import { stringify } from 'csv-stringify/sync';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { type AuditRow, auditPage } from './audit';
import type { AuditFilter } from './audit-asked';
import { guarded } from './csv';

const COLUMNS = [
  'id',
  'at_utc',
  'who',
  'who_kind',
  'via',
  'what',
  'action',
  'result',
  'why',
  'vast_says',
  'account',
  'instance',
  'contract_id',
  'request_id',
  'intent_id',
];

/** Rows that are read, written out and forgotten at once. */
const BATCH = 1_000;

/**
 * The rows of `auditPage` as RFC 4180, in pieces: the file of years is never whole in memory. What happens while it
 * is written is not in it, since that is newer than where it began. Names are people's own words, so every cell is
 * guarded, whoever reads the file.
 */
export async function* auditCsv(db: Tx, scope: Scope, filter: AuditFilter): AsyncGenerator<string> {
  yield csv([COLUMNS]);
  let before: number | undefined;
  do {
    const { rows, next } = await auditPage(db, scope, filter, { limit: BATCH, before });
    if (rows.length > 0) yield csv(rows.map(cells));
    before = next ?? undefined;
  } while (before !== undefined);
}

const csv = (rows: string[][]): string => stringify(rows, { record_delimiter: 'windows' });

const cells = (row: AuditRow): string[] =>
  [
    String(row.id),
    new Date(row.atMs).toISOString(),
    row.who,
    row.actorKind,
    row.via,
    row.did,
    row.action,
    row.result,
    row.why ?? '',
    row.vastSays ?? '',
    row.account?.name ?? '',
    row.instance?.name ?? '',
    row.instance ? String(row.instance.contractId) : '',
    row.requestId ?? '',
    row.intentId ?? '',
  ].map(guarded);
