/**
 * Whose a cost is. Booking a day and changing an assignment go through the same `book`, so that the sums by team
 * are the sums of the lines, whichever came first.
 */
import { and, asc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import {
  type Allocation,
  allocate,
  type LabelRule,
  type LabelSince,
  labelOn,
  sameAllocation,
} from '@/lib/ledger/allocation';
import type { Revision } from '@/lib/ledger/revisions';
import { handedOver, rollup, type Share } from '@/lib/ledger/rollup';
import { ZERO } from '@/lib/money';
import type { Tx } from './db';
import { lockBooks } from './ledger-locks';
import { addToRollups, type ContractDay, contractDays, writeContractDays } from './ledger-rollups';
import { allocationRule, contract, contractDay, contractLabel, instance } from './schema';

/** A contract's assignment, its labels or its GPU became known or changed: its days move to where they belong now. */
export async function reallocateContract(
  tx: Tx,
  workspaceId: string,
  accountId: string,
  contractId: number,
): Promise<void> {
  await lockBooks(tx, workspaceId);
  await reallocate(
    tx,
    workspaceId,
    and(eq(contractDay.accountId, accountId), eq(contractDay.contractId, contractId)),
  );
}

/** The rules changed: every day of every contract moves to where it belongs now. */
export async function reallocateWorkspace(tx: Tx, workspaceId: string): Promise<void> {
  await lockBooks(tx, workspaceId);
  // A month of an account at a time: a fleet's whole history at once would be a hundred megabytes.
  const months = await tx
    .selectDistinct({
      accountId: contractDay.accountId,
      from: sql<string>`date_trunc('month', ${contractDay.day})::date`,
      to: sql<string>`(date_trunc('month', ${contractDay.day}) + interval '1 month')::date`,
    })
    .from(contractDay)
    .where(eq(contractDay.workspaceId, workspaceId));
  for (const { accountId, from, to } of months) {
    await reallocate(
      tx,
      workspaceId,
      and(eq(contractDay.accountId, accountId), gte(contractDay.day, from), lt(contractDay.day, to)),
    );
  }
}

async function reallocate(tx: Tx, workspaceId: string, which: SQL | undefined): Promise<void> {
  await book(tx, workspaceId, await contractDays(tx, workspaceId, which), []);
}

export interface Booking {
  accountId: string;
  day: string;
  revision: Revision;
}

/**
 * Brings contract days and rollups in line with the revisions just appended and with what is known of the contracts
 * now. `before` holds all stored contract days concerned; the caller holds the lock. Returns how many changed.
 */
export async function book(
  tx: Tx,
  workspaceId: string,
  before: readonly ContractDay[],
  bookings: readonly Booking[],
): Promise<number> {
  const stored = new Map(before.map((row) => [keyOf(row), row]));
  const drafts = new Map(before.map((row) => [keyOf(row), { ...row }]));
  for (const { accountId, day, revision } of bookings) {
    const { source, contractId, label, delta } = revision;
    const key = keyOf({ accountId, day, source });
    const draft = drafts.get(key) ?? { accountId, day, source, contractId, label, ...nobody, amount: ZERO };
    drafts.set(key, { ...draft, amount: draft.amount.plus(delta) });
  }
  const known = await knowledgeOf(tx, workspaceId, [...drafts.values()]);
  const after = new Map([...drafts].map(([key, draft]) => [key, { ...draft, ...known.allocationOf(draft) }]));

  const shares: Share[] = bookings.map(({ accountId, day, revision }) => {
    const key = keyOf({ accountId, day, source: revision.source });
    const allocation = stored.get(key) ?? (after.get(key) as ContractDay);
    return { accountId, day, item: revision.item, allocation, amount: revision.delta };
  });
  const changed: ContractDay[] = [];
  for (const [key, row] of after) {
    const was = stored.get(key);
    const moved = was !== undefined && !sameAllocation(was, row);
    if (moved) for (const share of handedOver(row, was, row)) shares.push(share);
    if (moved || !was?.amount.eq(row.amount)) changed.push(row);
  }
  await writeContractDays(tx, workspaceId, changed);
  await addToRollups(tx, workspaceId, rollup(shares));
  return changed.length;
}

const nobody = { teamId: null, project: null, ownerId: null, gpuName: null };

const keyOf = (row: Pick<ContractDay, 'accountId' | 'day' | 'source'>): string =>
  `${row.accountId} ${row.day} ${row.source}`;

/** All that decides the allocation of these contracts, read in three queries. */
async function knowledgeOf(tx: Tx, workspaceId: string, rows: readonly ContractDay[]) {
  const ids = new Map<string, { accountId: string; contractId: number }>();
  for (const { accountId, contractId } of rows) {
    if (contractId !== null) ids.set(`${accountId} ${contractId}`, { accountId, contractId });
  }
  const asked = [...ids.values()];
  const among = (table: { accountId: AnyPgColumn; contractId: AnyPgColumn }) =>
    sql`(${table.accountId}, ${table.contractId}) IN (SELECT * FROM unnest(
      ${sql.param(asked.map((id) => id.accountId))}::uuid[], ${sql.param(asked.map((id) => id.contractId))}::bigint[]))`;

  const rules: LabelRule[] = await tx
    .select()
    .from(allocationRule)
    .where(eq(allocationRule.workspaceId, workspaceId))
    .orderBy(asc(allocationRule.position));
  const assigned = await tx
    .select({
      accountId: contract.accountId,
      contractId: contract.contractId,
      teamId: contract.teamId,
      project: contract.project,
      ownerId: contract.ownerId,
      gpuName: contract.gpuName,
    })
    .from(contract)
    .where(and(eq(contract.workspaceId, workspaceId), among(contract)));
  const seen = await tx
    .select({
      accountId: instance.accountId,
      contractId: instance.contractId,
      gpuName: instance.gpuName,
    })
    .from(instance)
    .where(and(eq(instance.workspaceId, workspaceId), among(instance)));
  const labels = await tx
    .select()
    .from(contractLabel)
    .where(and(eq(contractLabel.workspaceId, workspaceId), among(contractLabel)));

  const idOf = (row: { accountId: string; contractId: number | null }) =>
    `${row.accountId} ${row.contractId}`;
  const assignments = new Map(assigned.map((row) => [idOf(row), row]));
  const gpus = new Map(seen.map((row) => [idOf(row), row.gpuName]));
  const histories = new Map<string, LabelSince[]>();
  for (const row of labels) histories.set(idOf(row), [...(histories.get(idOf(row)) ?? []), row]);

  return {
    allocationOf(row: ContractDay): Allocation {
      const assignment = assignments.get(idOf(row)) ?? null;
      const gpuName = assignment?.gpuName ?? gpus.get(idOf(row)) ?? null;
      const label = labelOn(row.day, histories.get(idOf(row)) ?? [], row.label);
      return allocate({ gpuName, assignment }, rules, label);
    },
  };
}
