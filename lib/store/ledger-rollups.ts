/** What the lines add up to: per contract and day with its allocation, and per dimension, day and key. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Allocation } from '@/lib/ledger/allocation';
import type { RollupRow } from '@/lib/ledger/rollup';
import { exact, type Usd } from '@/lib/money';
import type { Tx } from './db';
import { contractDay } from './schema';

export interface ContractDay extends Allocation {
  accountId: string;
  day: string;
  source: string;
  contractId: number | null;
  amount: Usd;
}

export async function contractDays(
  tx: Tx,
  workspaceId: string,
  which: SQL | undefined,
): Promise<ContractDay[]> {
  return tx
    .select({
      accountId: contractDay.accountId,
      day: contractDay.day,
      source: contractDay.source,
      contractId: contractDay.contractId,
      teamId: contractDay.teamId,
      project: contractDay.project,
      ownerId: contractDay.ownerId,
      label: contractDay.label,
      gpuName: contractDay.gpuName,
      amount: contractDay.amount,
    })
    .from(contractDay)
    .where(and(eq(contractDay.workspaceId, workspaceId), which));
}

const BATCH = 5_000;

export async function writeContractDays(
  tx: Tx,
  workspaceId: string,
  rows: readonly ContractDay[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const column = (pick: (row: ContractDay) => string | number | null) => sql.param(batch.map(pick));
    await tx.execute(sql`
      INSERT INTO contract_day (workspace_id, account_id, day, source, contract_id, team_id, project, owner_id,
        label, gpu_name, amount)
      SELECT ${workspaceId}::uuid, c.*
      FROM unnest(
        ${column((row) => row.accountId)}::uuid[],
        ${column((row) => row.day)}::date[],
        ${column((row) => row.source)}::text[],
        ${column((row) => row.contractId)}::bigint[],
        ${column((row) => row.teamId)}::uuid[],
        ${column((row) => row.project)}::text[],
        ${column((row) => row.ownerId)}::uuid[],
        ${column((row) => row.label)}::text[],
        ${column((row) => row.gpuName)}::text[],
        ${column((row) => exact(row.amount))}::numeric[]
      ) AS c
      ON CONFLICT (workspace_id, account_id, day, source) DO UPDATE SET
        team_id = excluded.team_id, project = excluded.project, owner_id = excluded.owner_id,
        label = excluded.label, gpu_name = excluded.gpu_name, amount = excluded.amount`);
  }
}

/** Adds to the sums. A sum that comes to nothing leaves no row, as if it had never been. */
export async function addToRollups(tx: Tx, workspaceId: string, rows: readonly RollupRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const column = (pick: (row: RollupRow) => string) => sql.param(batch.map(pick));
    const keys = sql`unnest(
      ${column((row) => row.dimension)}::text[],
      ${column((row) => row.day)}::date[],
      ${column((row) => row.accountId)}::uuid[],
      ${column((row) => row.key)}::text[],
      ${column((row) => exact(row.amount))}::numeric[]
    ) AS r(dimension, day, account_id, key, amount)`;
    await tx.execute(sql`
      INSERT INTO cost_rollup (workspace_id, dimension, day, account_id, key, amount)
      SELECT ${workspaceId}::uuid, r.* FROM ${keys}
      ON CONFLICT (workspace_id, dimension, day, account_id, key)
        DO UPDATE SET amount = cost_rollup.amount + excluded.amount`);
    await tx.execute(sql`
      DELETE FROM cost_rollup c USING ${keys}
      WHERE c.workspace_id = ${workspaceId}::uuid AND c.dimension = r.dimension AND c.day = r.day
        AND c.account_id = r.account_id AND c.key = r.key AND c.amount = 0`);
  }
}
