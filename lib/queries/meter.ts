/** The meter on every screen: what burns now, on how many GPUs, what is left, and for how long. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { firstToStop, type Wallet } from '@/lib/ledger/runway';
import { exact, sum, type Usd, usd, ZERO } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import { may } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import { account, instance, vastIdentity } from '@/lib/store/schema';
import { instanceInSight } from '@/lib/store/sight';
import { accountNow } from './account-clock';
import { countWaiting } from './agent-plans';

export interface Meter {
  /** The accounts' time when this was answered, ISO. */
  now: string;
  /** When this was answered, on our clock, ISO. */
  answeredAt: string;
  accounts: number;
  /** $/h in the present state of every instance, disks of stopped ones included. */
  hourUsd: string;
  gpus: number;
  /** Instances with a GPU at work, and all that exist. */
  running: number;
  instances: number;
  /** Null while no account's credit is known, and for those it is none of their business. */
  credit: string | null;
  /** The first account to run dry, ISO moment on its clock; null when nothing burns. */
  stopsAt: string | null;
  stopsAccount: string | null;
  /** The oldest of the accounts' last complete readings, on our clock; null while one has never been read. */
  readAt: string | null;
  /** What agents planned and a person has to decide on. */
  approvals: number;
  /** Accounts whose figures are not being renewed, by name. */
  silent: string[];
}

interface AccountFigures extends Wallet {
  state: (typeof account.$inferSelect)['state'];
  readAt: Date | null;
  gpus: number;
  running: number;
  instances: number;
}

export async function meter(db: Tx, scope: Scope, now: Date): Promise<Meter> {
  const [accounts, theirs, approvals] = await Promise.all([
    accountFigures(db, scope),
    accountNow(db, scope, now),
    countWaiting(db, scope, now),
  ]);
  const credits = accounts.map((a) => a.credit).filter((credit) => credit !== null);
  const stops = firstToStop(accounts);
  const total = (pick: (a: AccountFigures) => number) => accounts.reduce((n, a) => n + pick(a), 0);
  return {
    now: theirs.toISOString(),
    answeredAt: now.toISOString(),
    accounts: accounts.length,
    hourUsd: exact(sum(accounts.map((a) => a.hourUsd))),
    gpus: total((a) => a.gpus),
    running: total((a) => a.running),
    instances: total((a) => a.instances),
    credit: credits.length > 0 ? exact(sum(credits)) : null,
    stopsAt: stops?.stopsAt.toISOString() ?? null,
    stopsAccount: stops?.name ?? null,
    readAt: oldest(accounts.map((a) => a.readAt))?.toISOString() ?? null,
    approvals,
    silent: accounts.filter((a) => a.state !== 'ok').map((a) => a.name),
  };
}

/** One row per linked account of this workspace and no other: a demo's dollars never meet real ones. */
export async function accountFigures(db: Tx, scope: Scope): Promise<AccountFigures[]> {
  const running = sql`filter (where ${instance.actualStatus} = 'running')`;
  const rows = await db
    .select({
      accountId: account.id,
      name: account.name,
      state: account.state,
      credit: account.credit,
      creditReadAt: account.creditReadAt,
      readAt: vastIdentity.instancesNotedAt,
      hourUsd: sql<string | null>`sum(${instance.presentHour})`,
      gpus: sql<string | null>`sum(${instance.numGpus}) ${running}`,
      running: sql<string>`count(${instance.contractId}) ${running}`,
      instances: sql<string>`count(${instance.contractId})`,
    })
    .from(account)
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .leftJoin(
      instance,
      and(
        eq(instance.workspaceId, account.workspaceId),
        eq(instance.accountId, account.id),
        isNull(instance.goneAt),
        instanceInSight(scope.sees, instance),
      ),
    )
    .where(and(eq(account.workspaceId, scope.workspaceId), isNull(account.removedAt)))
    .groupBy(account.workspaceId, account.id, vastIdentity.id)
    .orderBy(asc(account.name), asc(account.id));
  const balance = may(scope.role, 'balance.read');
  return rows.map((row) => ({
    ...row,
    credit: balance ? row.credit : null,
    hourUsd: row.hourUsd === null ? ZERO : (usd(row.hourUsd) as Usd),
    gpus: Number(row.gpus ?? 0),
    running: Number(row.running),
    instances: Number(row.instances),
  }));
}

function oldest(moments: readonly (Date | null)[]): Date | null {
  const known = moments.filter((moment) => moment !== null);
  if (known.length < moments.length) return null;
  return known.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
