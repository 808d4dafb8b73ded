/** Whether money may be spent: every limit that binds the spender, what is committed under it, and what is wanted. */
import { and, eq, sql } from 'drizzle-orm';
import { per, times, type Usd, usd, ZERO } from '@/lib/money';
import {
  type Committed,
  type Objection,
  objection,
  type SpendingLimit,
  type WantedSpend,
} from '@/lib/policy/limits';
import { committedUnder, type LimitRow, limitsOn, type Replaced, type Spender } from './commitments';
import type { Tx } from './db';
import { account, contract, instance, person, team, vastIdentity, workspace } from './schema';
import { teamOf } from './sight';

export interface Wanted {
  accountId: string;
  hourUsd: Usd;
  /** On this server's clock, which ends leases; null is no end. */
  endsAt: Date | null;
  /** Null for what runs on a machine that is rented already. */
  offer: { gpu: string; country: string | null } | null;
  replaces?: Replaced;
}

/** What a token may spend: a day's money of all it started, and the price of one rent. */
export interface TokenCeilings {
  id: string;
  name: string;
  dayUsd: string | null;
  rentHourUsd: string | null;
}

export interface Weighed {
  limit: SpendingLimit;
  committed: Committed;
  wanted: WantedSpend;
  objection: Objection | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export async function weigh(tx: Tx, spender: Spender, wanted: Wanted, now: Date): Promise<Weighed[]> {
  const limits = await limitsOn(tx, spender);
  if (limits.length === 0) return [];
  const at = await accountTime(tx, spender.workspaceId, wanted.accountId, now);
  const spend = spendOf(wanted, { at, now });
  const weighed: Weighed[] = [];
  for (const row of limits) {
    const limit = { ...row, whose: await subjectName(tx, row) };
    const committed = await committedUnder(tx, row, now, wanted.replaces);
    weighed.push({ limit, committed, wanted: spend, objection: objection(limit, committed, spend) });
  }
  return weighed;
}

/** Null when the token's own ceilings let it be. Its limit of one rent is held to that rent alone. */
export async function weighToken(
  tx: Tx,
  workspaceId: string,
  token: TokenCeilings,
  wanted: Wanted,
  now: Date,
): Promise<Objection | null> {
  const at = await accountTime(tx, workspaceId, wanted.accountId, now);
  const spend = spendOf({ ...wanted, offer: null }, { at, now });
  const whose = `The token ${token.name}`;
  const free = { gpus: null, countries: null, longestHours: null, endRequired: false };
  const hourUsd = token.rentHourUsd === null ? null : usd(token.rentHourUsd);
  const one = { whose, hourUsd, dayUsd: null, ...free };
  const overOne = objection(one, { hourUsd: ZERO, dayUsd: ZERO }, spend);
  if (overOne || token.dayUsd === null) return overOne;
  const under = { workspaceId, subject: 'token', subjectId: token.id } as const;
  const committed = await committedUnder(tx, under, now, wanted.replaces);
  return objection({ whose, hourUsd: null, dayUsd: usd(token.dayUsd), ...free }, committed, spend);
}

/** The day ends on the account's clock (`at`), a lease on this server's (`now`): each is measured on its own. */
function spendOf({ hourUsd, endsAt, offer }: Wanted, { at, now }: { at: Date; now: Date }): WantedSpend {
  const todayMs = DAY_MS - (at.getTime() % DAY_MS);
  const leaseMs = endsAt === null ? null : endsAt.getTime() - now.getTime();
  const leftMs = Math.max(0, Math.min(todayMs, leaseMs ?? todayMs));
  return {
    hourUsd,
    dayUsd: per(times(hourUsd, leftMs), HOUR_MS),
    offer: offer && {
      ...offer,
      endsInHours: leaseMs === null ? null : leaseMs / HOUR_MS,
    },
  };
}

/** What time it is for an account: the clock its days follow. */
async function accountTime(tx: Tx, workspaceId: string, accountId: string, now: Date): Promise<Date> {
  const [row] = await tx
    .select({ theirs: vastIdentity.instancesReadAt, ours: vastIdentity.instancesNotedAt })
    .from(account)
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .where(and(eq(account.workspaceId, workspaceId), eq(account.id, accountId)));
  if (!row?.theirs || !row.ours) return now;
  return new Date(now.getTime() + row.theirs.getTime() - row.ours.getTime());
}

/** Whose contract it is, and whose team pays for it. */
export async function spenderOf(
  tx: Tx,
  workspaceId: string,
  { accountId, contractId }: Replaced,
): Promise<Spender> {
  const [row] = await tx
    .select({ teamId: sql<string | null>`${teamOf(instance)}`, personId: contract.ownerId })
    .from(instance)
    .leftJoin(
      contract,
      and(
        eq(contract.workspaceId, instance.workspaceId),
        eq(contract.accountId, instance.accountId),
        eq(contract.contractId, instance.contractId),
      ),
    )
    .where(
      and(
        eq(instance.workspaceId, workspaceId),
        eq(instance.accountId, accountId),
        eq(instance.contractId, contractId),
      ),
    );
  return { workspaceId, teamId: row?.teamId ?? null, personId: row?.personId ?? null };
}

/** When a lease on the contract ends. */
export async function leaseOf(
  tx: Tx,
  workspaceId: string,
  { accountId, contractId }: Replaced,
): Promise<Date | null> {
  const [row] = await tx
    .select({ endsAt: contract.endsAt })
    .from(contract)
    .where(
      and(
        eq(contract.workspaceId, workspaceId),
        eq(contract.accountId, accountId),
        eq(contract.contractId, contractId),
      ),
    );
  return row?.endsAt ?? null;
}

/** Whom a limit binds, as sentences name them. */
export async function subjectName(
  tx: Tx,
  { workspaceId, subject, subjectId }: Pick<LimitRow, 'workspaceId' | 'subject' | 'subjectId'>,
): Promise<string> {
  const [row] =
    subject === 'workspace'
      ? await tx.select({ name: workspace.name }).from(workspace).where(eq(workspace.id, workspaceId))
      : subject === 'team'
        ? await tx
            .select({ name: team.name })
            .from(team)
            .where(and(eq(team.workspaceId, workspaceId), eq(team.id, subjectId ?? '')))
        : await tx
            .select({ name: person.name })
            .from(person)
            .where(eq(person.id, subjectId ?? ''));
  return row?.name ?? 'Somebody';
}
