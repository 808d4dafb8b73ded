/** What the settings show: the workspace, its teams, who pays for what nobody assigned, and one's own sessions. */
import { and, asc, eq, gte, isNull, sql } from 'drizzle-orm';
import { fits } from '@/lib/ledger/allocation';
import { exact, sum, type Usd, usd, ZERO } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { allocationRule, contract, contractDay, team, workspace } from '@/lib/store/schema';
import { teamInSight } from '@/lib/store/sight';

export interface WorkspaceFacts {
  id: string;
  name: string;
  kind: 'real' | 'demo';
  timeZone: string;
}

export async function workspaceFacts(db: Tx, scope: Scope): Promise<WorkspaceFacts> {
  const [row] = await db
    .select({ id: workspace.id, name: workspace.name, kind: workspace.kind, timeZone: workspace.timeZone })
    .from(workspace)
    .where(eq(workspace.id, scope.workspaceId));
  if (!row) throw new Error('a scope without a workspace');
  return row;
}

export interface Team {
  id: string;
  name: string;
  archived: boolean;
}

export const teams = (db: Tx, scope: Scope): Promise<Team[]> =>
  db
    .select({ id: team.id, name: team.name, archived: team.archived })
    .from(team)
    .where(eq(team.workspaceId, scope.workspaceId))
    .orderBy(asc(team.position), asc(team.name));

export interface Rule {
  id: string;
  labelPattern: string;
  teamId: string | null;
  project: string | null;
}

export const rules = (db: Tx, scope: Scope): Promise<Rule[]> =>
  db
    .select({
      id: allocationRule.id,
      labelPattern: allocationRule.labelPattern,
      teamId: allocationRule.teamId,
      project: allocationRule.project,
    })
    .from(allocationRule)
    .where(eq(allocationRule.workspaceId, scope.workspaceId))
    .orderBy(asc(allocationRule.position));

export interface Caught {
  labels: number;
  /** A few of them, dearest first. */
  examples: string[];
  amount: string;
}

export interface RulePreview {
  /** One per pattern, in the order of the patterns: the first that fits takes a label. */
  caught: Caught[];
  /** What no pattern fits, contracts without a label included. */
  left: Caught;
}

/** What each pattern would catch of the costs since `fromDay` that nobody assigned by hand. */
export async function previewRules(
  db: Tx,
  scope: Scope,
  patterns: readonly string[],
  fromDay: string,
): Promise<RulePreview> {
  const rows = await db
    .select({ label: contractDay.label, amount: sql<string>`sum(${contractDay.amount})` })
    .from(contractDay)
    .leftJoin(
      contract,
      and(
        eq(contract.workspaceId, contractDay.workspaceId),
        eq(contract.accountId, contractDay.accountId),
        eq(contract.contractId, contractDay.contractId),
      ),
    )
    .where(
      and(
        eq(contractDay.workspaceId, scope.workspaceId),
        gte(contractDay.day, fromDay),
        teamInSight(scope.sees, contractDay.teamId),
        // The hand's decision comes before every rule.
        isNull(contract.teamId),
        isNull(contract.project),
      ),
    )
    .groupBy(contractDay.label);
  const labels = rows
    .map((row) => ({ label: row.label, amount: usd(row.amount) }))
    .toSorted((a, b) => b.amount.comparedTo(a.amount));
  const taken = labels.map(({ label }) => patterns.findIndex((pattern) => fits(pattern, label)));
  const caughtBy = (index: number) => summary(labels.filter((_, at) => taken[at] === index));
  return { caught: patterns.map((_, index) => caughtBy(index)), left: caughtBy(-1) };
}

const EXAMPLES = 4;

function summary(labels: readonly { label: string | null; amount: Usd }[]): Caught {
  return {
    labels: labels.length,
    examples: labels.slice(0, EXAMPLES).map(({ label }) => label ?? 'no label'),
    amount: exact(labels.length > 0 ? sum(labels.map(({ amount }) => amount)) : ZERO),
  };
}
