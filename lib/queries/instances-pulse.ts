/** Small facts about the whole fleet that change without a row changing: how the accounts are, what is under way. */
import { and, asc, desc, eq, gt, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { exact } from '@/lib/money';
import type { Actor, Scope } from '@/lib/policy/actor';
import { may } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import { account, deferredAct, instance, intent, vastIdentity } from '@/lib/store/schema';
import { contractInSight } from '@/lib/store/sight';
import { sentenceOf } from '@/lib/vast/operation';
import { isForPerson, operationByName, operations } from '@/lib/vast/operations';
import type { Problem } from '@/lib/vast/problem';
import { accountNow } from './account-clock';

export interface AccountPulse {
  id: string;
  name: string;
  state: (typeof account.$inferSelect)['state'];
  /** Vast.ai's own words for a state that isn't `ok`. */
  says: string | null;
  /** When its instances were last read completely; null when never. Account's clock. */
  readMs: number | null;
  /** Nothing was read for longer than a reading takes: its rows are old. */
  silent: boolean;
}

/** Something under way, or whose answer got lost, or that waits for its take-back time. */
export interface Act {
  id: string;
  accountId: string;
  /** Null for a rent that has no contract yet. */
  contractId: number | null;
  what: ActWord;
  /**
   * `waiting` can be taken back until `dueMs`; `done` was accepted, and no reading since has shown what became of it.
   */
  state: 'open' | 'unknown' | 'waiting' | 'started' | 'refused' | 'done';
  by: string;
  atMs: number;
  dueMs: number | null;
  /** Reserved until the truth is known, $/h. */
  reservedHourUsd: string | null;
  /** "2× RTX 4090 as llama at $0.66/h" for a rent, the label for a destroy; null where the row itself says it. */
  object: string | null;
  problem: Pick<Problem, 'code' | 'say' | 'vastSays'> | null;
  /** What somebody must look at and say whether it happened, as nothing tells Gantry; null for all else. */
  forPerson: string | null;
}

export type ActWord =
  | 'rent'
  | 'start'
  | 'stop'
  | 'label'
  | 'reboot'
  | 'recycle'
  | 'bid'
  | 'destroy'
  | 'other';

export interface Pulse {
  /** The accounts' time when this was answered. */
  nowMs: number;
  accounts: AccountPulse[];
  acts: Act[];
}

/** Silent: three minutes, and twice what the last complete read took (10,000 instances are 400 pages). */
const SILENT_MS = 180_000;
/** A destroy that Vast.ai refused stays in sight this long; after that it stands in the activity. */
const REFUSED_SHOWN_MS = 600_000;
/** A poller that has not come by for this long is not about to. */
const DONE_SHOWN_MS = 600_000;
/** A bulk act on a fleet's page; beyond it the list itself is the better view. */
const ACTS_MAX = 1_000;

export async function instancesPulse(db: Tx, scope: Scope, now: Date): Promise<Pulse> {
  const theirs = await accountNow(db, scope, now);
  if (!may(scope.role, 'instances.read')) return { nowMs: theirs.getTime(), accounts: [], acts: [] };
  // Acts are timed by our clock, everything on the screen by the accounts'.
  const aheadMs = theirs.getTime() - now.getTime();
  const [accounts, intents, destroys] = await Promise.all([
    accountPulses(db, scope, now),
    intentsUnderWay(db, scope, now, aheadMs),
    waitingDestroys(db, scope, now, aheadMs),
  ]);
  return { nowMs: theirs.getTime(), accounts, acts: [...destroys, ...intents] };
}

async function accountPulses(db: Tx, scope: Scope, now: Date): Promise<AccountPulse[]> {
  const rows = await db
    .select({ account, identity: vastIdentity })
    .from(account)
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .where(and(eq(account.workspaceId, scope.workspaceId), isNull(account.removedAt)))
    .orderBy(asc(account.name), asc(account.id));
  return rows.map(({ account: a, identity }) => {
    const since = identity.instancesNotedAt ?? a.linkedAt;
    const allowedMs = SILENT_MS + 2 * (identity.instancesReadMs ?? 0);
    return {
      id: a.id,
      name: a.name,
      state: a.state,
      says: a.stateDetail,
      readMs: identity.instancesReadAt?.getTime() ?? null,
      silent: now.getTime() - since.getTime() > allowedMs,
    };
  });
}

async function intentsUnderWay(db: Tx, scope: Scope, now: Date, aheadMs: number): Promise<Act[]> {
  const lately = new Date(now.getTime() - DONE_SHOWN_MS);
  const readBegan = sql`${vastIdentity.instancesNotedAt} - coalesce(${vastIdentity.instancesReadMs}, 0) * interval '1 millisecond'`;
  const rows = await db
    .select({ intent })
    .from(intent)
    .innerJoin(account, and(eq(account.workspaceId, intent.workspaceId), eq(account.id, intent.accountId)))
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .where(
      and(
        eq(intent.workspaceId, scope.workspaceId),
        actInSight(scope),
        or(
          inArray(intent.state, ['open', 'unknown']),
          and(eq(intent.state, 'done'), gt(intent.closedAt, lately), gt(intent.closedAt, readBegan)),
        ),
      ),
    )
    .orderBy(desc(intent.openedAt))
    .limit(ACTS_MAX);
  return rows.map(({ intent: row }) => ({
    id: row.id,
    accountId: row.accountId,
    contractId: row.contractId,
    what: actWord(row.operation, row.input),
    state: row.state,
    by: (row.actor as Actor).name,
    atMs: row.openedAt.getTime() + aheadMs,
    dueMs: null,
    reservedHourUsd: row.reservedHourUsd && exact(row.reservedHourUsd),
    object: typeof row.plan?.what === 'string' ? row.plan.what : null,
    problem: publicProblem(row.problem),
    forPerson: forPerson(row),
  }));
}

/** A rent without a contract is its team's, and of whoever rents. */
function actInSight(scope: Scope): SQL | undefined {
  if (scope.sees === 'all') return undefined;
  return or(
    contractInSight(scope.sees, intent),
    and(
      isNull(intent.contractId),
      or(
        sql`${intent.actor}->>'personId' = ${scope.personId}`,
        sql`${intent.plan}->>'teamId' = ANY(${sql.param(scope.sees)}::text[])`,
      ),
    ),
  );
}

async function waitingDestroys(db: Tx, scope: Scope, now: Date, aheadMs: number): Promise<Act[]> {
  const lately = new Date(now.getTime() - REFUSED_SHOWN_MS);
  const rows = await db
    .select({ act: deferredAct, label: instance.label })
    .from(deferredAct)
    .leftJoin(
      instance,
      and(
        eq(instance.workspaceId, deferredAct.workspaceId),
        eq(instance.accountId, deferredAct.accountId),
        eq(instance.contractId, deferredAct.contractId),
      ),
    )
    .where(
      and(
        eq(deferredAct.workspaceId, scope.workspaceId),
        contractInSight(scope.sees, deferredAct),
        or(
          inArray(deferredAct.state, ['waiting', 'started']),
          and(eq(deferredAct.state, 'refused'), gt(deferredAct.dueAt, lately)),
        ),
      ),
    )
    .orderBy(asc(deferredAct.dueAt))
    .limit(ACTS_MAX);
  return rows.map(({ act: row, label }) => ({
    id: row.id,
    accountId: row.accountId,
    contractId: row.contractId,
    what: actWord(row.operation, {}),
    state: row.state === 'waiting' || row.state === 'started' ? row.state : 'refused',
    by: (row.actor as Actor).name,
    atMs: row.requestedAt.getTime() + aheadMs,
    dueMs: row.dueAt.getTime() + aheadMs,
    reservedHourUsd: null,
    object: label,
    problem: publicProblem(row.problem),
    forPerson: null,
  }));
}

function forPerson({ state, operation, problem, input, plan }: typeof intent.$inferSelect): string | null {
  const op = operationByName.get(operation);
  if (state !== 'unknown' || !op || !isForPerson(operation, problem)) return null;
  return sentenceOf(op, input, typeof plan?.what === 'string' ? plan.what : undefined);
}

export function actWord(operation: string, input: unknown): ActWord {
  const { state } = input as { state?: string };
  switch (operationByName.get(operation)) {
    case operations.rentOffer:
      return 'rent';
    case operations.manageInstance:
      return state === 'running' ? 'start' : state === 'stopped' ? 'stop' : 'label';
    case operations.rebootInstance:
      return 'reboot';
    case operations.recycleInstance:
      return 'recycle';
    case operations.changeBid:
      return 'bid';
    case operations.destroyInstance:
      return 'destroy';
    default:
      return 'other';
  }
}

function publicProblem(stored: unknown): Act['problem'] {
  const problem = stored as Problem | null;
  if (!problem) return null;
  return {
    code: problem.code,
    say: problem.say,
    ...(problem.vastSays ? { vastSays: problem.vastSays } : {}),
  };
}
