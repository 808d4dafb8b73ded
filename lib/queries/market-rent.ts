/** What the rent panel offers to choose from, and what became of a rent. */
import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Actor, Scope } from '@/lib/policy/actor';
import { may } from '@/lib/policy/roles';
import { seesTeam } from '@/lib/policy/sight';
import type { Tx } from '@/lib/store/db';
import { contract, contractLabel, instance, intent } from '@/lib/store/schema';
import { teamInSight } from '@/lib/store/sight';
import { operations } from '@/lib/vast/operations';
import type { Problem } from '@/lib/vast/problem';
import { type StatusWord, statusWord } from '@/lib/vast/status';
import { accountNow } from './account-clock';
import { teamsOf } from './instances-first';

export interface RentChoices {
  mayRent: boolean;
  teams: { id: string; name: string }[];
  /** Whether one may rent for no team: it would be out of sight of whoever sees their teams only. */
  noTeam: boolean;
  /** Used before, newest first. */
  projects: string[];
  /** Whom this person's last rent was for. */
  last: { teamId: string | null; project: string | null } | null;
  /** What this person called their instances, newest first: the next name follows on from them. */
  names: string[];
}

export async function rentChoices(db: Tx, scope: Scope): Promise<RentChoices> {
  const mine = and(eq(contract.workspaceId, scope.workspaceId), eq(contract.ownerId, scope.personId));
  const [teams, projects, last, labels] = await Promise.all([
    teamsOf(db, scope),
    db
      .select({ project: contract.project })
      .from(contract)
      .where(
        and(
          eq(contract.workspaceId, scope.workspaceId),
          teamInSight(scope.sees, contract.teamId),
          isNotNull(contract.project),
        ),
      )
      .groupBy(contract.project)
      .orderBy(desc(sql`max(${contract.firstSeenAt})`))
      .limit(50),
    db
      .select({ teamId: contract.teamId, project: contract.project })
      .from(contract)
      .where(mine)
      .orderBy(desc(contract.firstSeenAt))
      .limit(1),
    db
      .select({ label: contractLabel.label })
      .from(contractLabel)
      .innerJoin(
        contract,
        and(
          eq(contract.workspaceId, contractLabel.workspaceId),
          eq(contract.accountId, contractLabel.accountId),
          eq(contract.contractId, contractLabel.contractId),
        ),
      )
      .where(and(mine, isNotNull(contractLabel.label)))
      .orderBy(desc(contractLabel.fromAt))
      .limit(100),
  ]);
  return {
    mayRent: may(scope.role, 'instances.rent'),
    teams,
    noTeam: scope.sees === 'all',
    projects: projects.flatMap(({ project }) => project ?? []),
    last: lastFor(scope, teams, last[0] ?? null),
    names: labels.flatMap(({ label }) => label ?? []),
  };
}

/** Whoever sees their teams only rents for one of them. */
function lastFor(scope: Scope, teams: RentChoices['teams'], last: RentChoices['last']): RentChoices['last'] {
  if (seesTeam(scope.sees, last?.teamId ?? null)) return last;
  return teams[0] ? { teamId: teams[0].id, project: null } : null;
}

/** A rent on its way, by the key its panel made. */
export interface RentProgress {
  /** `open`: sent or about to be. `unknown`: the answer got lost and is being looked up; nothing is sent twice. */
  state: 'open' | 'unknown' | 'done' | 'refused';
  problem: Problem | null;
  accountId: string;
  contractId: number | null;
  /** Null until the poller has seen it. */
  word: StatusWord | null;
  statusMsg: string | null;
  /** Whether an SSH key was put on it, or why not; null when none was tried (yet). */
  ssh: { on: true } | { on: false; problem: Problem } | null;
}

/** Null: no rent with this key ever reached Gantry. Another person's or workspace's key is nobody's. */
export async function rentProgress(
  db: Tx,
  scope: Scope,
  key: string,
  now: Date,
): Promise<RentProgress | null> {
  const intents = await db
    .select()
    .from(intent)
    .where(
      and(
        eq(intent.workspaceId, scope.workspaceId),
        inArray(intent.idempotencyKey, [key, `${key}/ssh`]),
        inArray(intent.operation, [operations.rentOffer.name, operations.attachSshKey.name]),
      ),
    );
  const rent = intents.find((i) => i.operation === operations.rentOffer.name);
  const by = rent?.actor as Actor | undefined;
  if (!rent || by?.kind !== 'person' || by.personId !== scope.personId) return null;
  const attach = intents.find((i) => i.operation === operations.attachSshKey.name);
  const [seen] =
    rent.contractId === null
      ? []
      : await db
          .select()
          .from(instance)
          .where(
            and(
              eq(instance.workspaceId, scope.workspaceId),
              eq(instance.accountId, rent.accountId),
              eq(instance.contractId, rent.contractId),
            ),
          );
  return {
    state: rent.state,
    problem: rent.problem as Problem | null,
    accountId: rent.accountId,
    contractId: rent.contractId,
    word: seen ? statusWord(seen, await accountNow(db, scope, now)) : null,
    statusMsg: seen?.statusMsg ?? null,
    ssh:
      attach?.state === 'done'
        ? { on: true }
        : attach?.state === 'refused'
          ? { on: false, problem: attach.problem as Problem }
          : null,
  };
}
