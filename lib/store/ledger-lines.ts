/** The ledger's lines: read as they stand now, and appended to. Nothing here changes a line that was written. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { KnownLine, Revision } from '@/lib/ledger/revisions';
import { exact } from '@/lib/money';
import type { Tx } from './db';
import { chargeLine } from './schema';

export interface AccountDay {
  workspaceId: string;
  accountId: string;
  /** UTC */
  day: string;
}

/** Makes the month's partition when it isn't there. Outside the transaction that writes: it locks the whole ledger. */
export async function ensureMonth(db: Tx, day: string): Promise<void> {
  await db.execute(sql`SELECT ensure_charge_month(${day}::date)`);
}

/** The latest revision of every line of the day. */
export async function currentLines(tx: Tx, at: AccountDay): Promise<KnownLine[]> {
  return tx
    .selectDistinctOn([chargeLine.source, chargeLine.item, chargeLine.segment], {
      source: chargeLine.source,
      item: chargeLine.item,
      segment: chargeLine.segment,
      revision: chargeLine.revision,
      amount: chargeLine.amount,
      type: chargeLine.type,
      contractId: chargeLine.contractId,
      description: chargeLine.description,
      label: chargeLine.label,
      templateId: chargeLine.templateId,
      endpointId: chargeLine.endpointId,
      workergroupId: chargeLine.workergroupId,
    })
    .from(chargeLine)
    .where(
      and(
        eq(chargeLine.workspaceId, at.workspaceId),
        eq(chargeLine.accountId, at.accountId),
        eq(chargeLine.day, at.day),
      ),
    )
    .orderBy(chargeLine.source, chargeLine.item, chargeLine.segment, desc(chargeLine.revision));
}

// Arrays of this size cost one round trip and little memory; a day of 2,000 contracts is two batches.
const BATCH = 5_000;

export async function appendRevisions(
  tx: Tx,
  at: AccountDay,
  revisions: readonly Revision[],
  knownFrom: Date,
): Promise<void> {
  for (let from = 0; from < revisions.length; from += BATCH) {
    const batch = revisions.slice(from, from + BATCH);
    const column = (pick: (line: Revision) => string | number | null) => sql.param(batch.map(pick));
    await tx.execute(sql`
      INSERT INTO charge_line (workspace_id, account_id, day, source, item, segment, revision, amount, delta,
        type, contract_id, description, label, template_id, endpoint_id, workergroup_id, known_from)
      SELECT ${at.workspaceId}::uuid, ${at.accountId}::uuid, ${at.day}::date, l.*, ${knownFrom.toISOString()}::timestamptz
      FROM unnest(
        ${column((line) => line.source)}::text[],
        ${column((line) => line.item)}::text[],
        ${column((line) => line.segment)}::int[],
        ${column((line) => line.revision)}::int[],
        ${column((line) => exact(line.amount))}::numeric[],
        ${column((line) => exact(line.delta))}::numeric[],
        ${column((line) => line.type)}::text[],
        ${column((line) => line.contractId)}::bigint[],
        ${column((line) => line.description)}::text[],
        ${column((line) => line.label)}::text[],
        ${column((line) => line.templateId)}::bigint[],
        ${column((line) => line.endpointId)}::bigint[],
        ${column((line) => line.workergroupId)}::bigint[]
      ) AS l`);
  }
}
