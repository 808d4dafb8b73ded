/** What agents planned: for the people who decide on it, and for the agent that waits for them. */
import { and, count, desc, eq, gt, inArray, isNotNull, isNull, not, or, type SQL, sql } from 'drizzle-orm';
import { type Actor, type Scope, tokenOf } from '@/lib/policy/actor';
import { type Standing, standingOf } from '@/lib/policy/plan-standing';
import { wantsTo } from '@/lib/policy/plan-words';
import type { Tx } from '@/lib/store/db';
import { account, agentPlan, apiToken, type PlanWeight, person, team, workspace } from '@/lib/store/schema';
import { isUuid } from '@/lib/store/uuid';
import { operationByName } from '@/lib/vast/operations';

export interface PlanRow {
  id: string;
  standing: Standing;
  operation: string;
  title: string;
  /** What it would do, after "wants to": "rent 4× RTX 4090". */
  wants: string;
  effect: 'spends' | 'destroys' | 'grants';
  /** Without secret fields. */
  input: unknown;
  accountId: string;
  accountName: string;
  contractId: number | null;
  teamName: string | null;
  tokenId: string;
  tokenName: string;
  /** The person whose token it is, or the service. */
  askedBy: string;
  /** The agent's own words. */
  reason: string | null;
  /** Exact dollars as text; `state` is what it was weighed by. */
  weight: PlanWeight;
  /** A decision names it: only what was seen is agreed to. */
  weighedAt: string;
  beyond: string | null;
  createdAt: string;
  expiresAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
}

/** Those that wait for a person, soonest to expire first. */
export const waitingPlans = (db: Tx, scope: Scope, now: Date): Promise<PlanRow[]> =>
  select(db, and(inSight(scope), isWaiting(now)), sql`${agentPlan.expiresAt}`, WAITING_MAX, now);

/** How many of them there are. */
export async function countWaiting(db: Tx, scope: Scope, now: Date): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(agentPlan)
    .leftJoin(apiToken, ofToken)
    .where(and(inSight(scope), isWaiting(now)));
  return row?.waiting ?? 0;
}

/** The latest, whatever became of them. */
export const latestPlans = (db: Tx, scope: Scope, now: Date, limit = 50): Promise<PlanRow[]> =>
  select(db, inSight(scope), desc(agentPlan.createdAt), limit, now);

/** Those that a person was asked about and that wait no more, the latest first. */
export const pastApprovals = (db: Tx, scope: Scope, now: Date, limit: number): Promise<PlanRow[]> =>
  select(
    db,
    and(inSight(scope), isNotNull(agentPlan.beyond), not(isWaiting(now) as SQL)),
    desc(agentPlan.createdAt),
    limit,
    now,
  );

export async function planById(db: Tx, scope: Scope, id: string, now: Date): Promise<PlanRow | null> {
  if (!isUuid(id)) return null;
  const [row] = await select(db, and(inSight(scope), eq(agentPlan.id, id)), sql`1`, 1, now);
  return row ?? null;
}

/** A token's own plans that a person has to agree to, or had to. */
export async function plansOfToken(
  db: Tx,
  actor: Actor,
  now: Date,
  asked: { id?: string; limit: number },
): Promise<PlanRow[]> {
  if (asked.id !== undefined && !isUuid(asked.id)) return [];
  const own = and(
    eq(agentPlan.workspaceId, actor.workspaceId),
    eq(agentPlan.tokenId, tokenOf(actor)?.id ?? ''),
    asked.id === undefined ? isNotNull(agentPlan.beyond) : eq(agentPlan.id, asked.id),
  );
  return select(db, own, desc(agentPlan.createdAt), asked.limit, now);
}

/** Whether somebody stopped every agent, since when and who. */
export async function agentsStopped(
  db: Tx,
  { workspaceId }: Pick<Scope, 'workspaceId'>,
): Promise<{ at: string; by: string | null } | null> {
  const [row] = await db
    .select({ at: workspace.agentsStoppedAt, by: person.name })
    .from(workspace)
    .leftJoin(person, eq(person.id, workspace.agentsStoppedBy))
    .where(eq(workspace.id, workspaceId));
  return row?.at ? { at: row.at.toISOString(), by: row.by } : null;
}

/** More than anybody reads; the rest comes when these are decided. */
const WAITING_MAX = 200;

const ofToken = and(eq(apiToken.workspaceId, agentPlan.workspaceId), eq(apiToken.id, agentPlan.tokenId));

const isWaiting = (now: Date) =>
  and(
    isNotNull(agentPlan.beyond),
    isNull(agentPlan.decision),
    isNull(agentPlan.usedAt),
    gt(agentPlan.expiresAt, now),
  );

/** One's own tokens' plans, and those for or about one's teams. */
function inSight({ workspaceId, personId, sees }: Scope): SQL | undefined {
  const here = eq(agentPlan.workspaceId, workspaceId);
  if (sees === 'all') return here;
  const own = eq(apiToken.personId, personId);
  return and(here, sees.length === 0 ? own : or(own, inArray(agentPlan.teamId, [...sees])));
}

async function select(
  db: Tx,
  where: SQL | undefined,
  order: SQL,
  limit: number,
  now: Date,
): Promise<PlanRow[]> {
  const rows = await db
    .select({
      plan: agentPlan,
      tokenName: apiToken.name,
      accountName: account.name,
      teamName: team.name,
      decidedBy: person.name,
    })
    .from(agentPlan)
    .leftJoin(apiToken, ofToken)
    .leftJoin(
      account,
      and(eq(account.workspaceId, agentPlan.workspaceId), eq(account.id, agentPlan.accountId)),
    )
    .leftJoin(team, and(eq(team.workspaceId, agentPlan.workspaceId), eq(team.id, agentPlan.teamId)))
    .leftJoin(person, eq(person.id, agentPlan.decidedBy))
    .where(where)
    .orderBy(order)
    .limit(limit);
  return rows.map(({ plan, ...names }) => ({
    id: plan.id,
    standing: standingOf(plan, now),
    operation: plan.operation,
    title: operationByName.get(plan.operation)?.title ?? plan.operation,
    wants: wantsTo(operationByName.get(plan.operation)?.title ?? plan.operation, plan),
    effect: plan.effect,
    input: plan.input,
    accountId: plan.accountId,
    accountName: names.accountName ?? '',
    contractId: plan.contractId,
    teamName: names.teamName,
    tokenId: plan.tokenId,
    tokenName: names.tokenName ?? '',
    askedBy: (plan.actor as Actor).name,
    reason: plan.reason,
    weight: plan.weight,
    weighedAt: plan.weighedAt.toISOString(),
    beyond: plan.beyond,
    createdAt: plan.createdAt.toISOString(),
    expiresAt: plan.expiresAt.toISOString(),
    decidedBy: names.decidedBy,
    decidedAt: plan.decidedAt?.toISOString() ?? null,
  }));
}
