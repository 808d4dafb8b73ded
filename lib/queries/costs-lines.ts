import { and, desc, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { Day } from '@/lib/ledger/days';
import { exact, usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, chargeLine, contractDay } from '@/lib/store/schema';
import { teamInSight } from '@/lib/store/sight';
import { isUuid } from '@/lib/store/uuid';
import type { CostQuery } from './costs-days';
import { namesOf } from './costs-names';

export interface LineQuery extends CostQuery {
  /** The group to look into, by its key (empty: what nothing was allocated to); all groups when absent. */
  key?: string;
  /** One contract, as Vast.ai spells it. */
  source?: { accountId: string; source: string };
  limit: number;
  offset: number;
}

export interface CostLine {
  day: Day;
  accountId: string;
  accountName: string;
  source: string;
  contractId: number | null;
  /** As known on that day. */
  label: string | null;
  gpuName: string | null;
  item: string;
  itemName: string;
  segment: number;
  /** Exact decimal text. */
  amount: string;
  /** Vast.ai's own words: quantity and price. */
  description: string;
  /** 1 for a line that was never restated. */
  revisions: number;
}

export interface CostLines {
  lines: CostLine[];
  /** Of all lines, not of this page. */
  count: number;
  total: string;
}

/** The lines that a group of `costsByDay` is made of, newest day and dearest line first; they add up to it exactly. */
export async function costLines(db: Tx, scope: Scope, query: LineQuery): Promise<CostLines> {
  const line = linesOfDay(db, query);
  const which = daysWith(scope, query);
  const rows = await db
    .select({
      day: contractDay.day,
      accountId: contractDay.accountId,
      accountName: account.name,
      source: contractDay.source,
      contractId: contractDay.contractId,
      label: contractDay.label,
      gpuName: contractDay.gpuName,
      item: line.item,
      segment: line.segment,
      amount: line.amount,
      description: line.description,
      revisions: line.revisions,
    })
    .from(contractDay)
    .crossJoinLateral(line)
    .innerJoin(account, ownerOfDay)
    .where(which)
    .orderBy(
      desc(contractDay.day),
      desc(line.amount),
      contractDay.accountId,
      contractDay.source,
      line.item,
      line.segment,
    )
    .limit(query.limit)
    .offset(query.offset);
  const [all] = await db
    .select({ count: sql<string>`count(*)`, total: sql<string>`coalesce(sum(${line.amount}), 0)` })
    .from(contractDay)
    .crossJoinLateral(line)
    .where(which);
  const itemName = await namesOf(db, scope, 'item');
  return {
    lines: rows.map((row) => ({ ...row, amount: exact(usd(row.amount)), itemName: itemName(row.item) })),
    count: Number(all?.count ?? 0),
    total: exact(usd(all?.total ?? '0')),
  };
}

type Which = Omit<LineQuery, 'limit' | 'offset'>;

/**
 * The lines of a contract's day as they stand. Lateral, because a plain join was planned to read the whole month for
 * every line while the tables, just filled, had no statistics yet.
 */
export function linesOfDay(db: Tx, { group, key }: Pick<Which, 'group' | 'key'>) {
  return db
    .select({
      item: chargeLine.item,
      segment: chargeLine.segment,
      amount: sql<string>`sum(${chargeLine.delta})`.as('line_amount'),
      description:
        sql<string>`(array_agg(${chargeLine.description} ORDER BY ${chargeLine.revision} DESC))[1]`.as(
          'line_description',
        ),
      revisions: sql<number>`max(${chargeLine.revision})`.as('line_revisions'),
    })
    .from(chargeLine)
    .where(
      and(
        eq(chargeLine.workspaceId, contractDay.workspaceId),
        eq(chargeLine.accountId, contractDay.accountId),
        eq(chargeLine.day, contractDay.day),
        eq(chargeLine.source, contractDay.source),
        group === 'item' && key !== undefined ? eq(chargeLine.item, key) : undefined,
      ),
    )
    .groupBy(chargeLine.item, chargeLine.segment)
    .as('line');
}

export const ownerOfDay = and(
  eq(account.workspaceId, contractDay.workspaceId),
  eq(account.id, contractDay.accountId),
);

/** The contracts' days that a group is made of; which of their lines belong to it, `linesOfDay` knows. */
export const daysWith = (scope: Scope, query: Which): SQL | undefined =>
  and(
    eq(contractDay.workspaceId, scope.workspaceId),
    teamInSight(scope.sees, contractDay.teamId),
    gte(contractDay.day, query.from),
    lt(contractDay.day, query.to),
    query.accountIds === undefined ? undefined : inArray(contractDay.accountId, [...query.accountIds]),
    query.key === undefined ? undefined : inGroup(query.group, query.key),
    query.source && eq(contractDay.accountId, query.source.accountId),
    query.source && eq(contractDay.source, query.source.source),
  );

function inGroup(group: CostQuery['group'], key: string): SQL | undefined {
  const nobody = key === '';
  switch (group) {
    case 'team':
      // Anything but an id would make PostgreSQL refuse the whole query.
      if (!nobody && !isUuid(key)) return sql`false`;
      return nobody ? isNull(contractDay.teamId) : eq(contractDay.teamId, key);
    case 'project':
      return nobody ? isNull(contractDay.project) : eq(contractDay.project, key);
    case 'label':
      return nobody ? isNull(contractDay.label) : eq(contractDay.label, key);
    case 'gpu':
      return nobody ? isNull(contractDay.gpuName) : eq(contractDay.gpuName, key);
    case 'item':
      return undefined;
    case 'account':
      return sql`${contractDay.accountId}::text = ${key}`;
  }
}
