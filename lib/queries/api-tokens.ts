/** The tokens that programs and agents come with: whose they are, what they may, how far their money goes. */
import { and, asc, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { exact } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import { isRole, may, type Role } from '@/lib/policy/roles';
import { EFFECTS, tokenState } from '@/lib/policy/tokens';
import { committedUnder } from '@/lib/store/commitments';
import type { Tx } from '@/lib/store/db';
import { account, apiToken, apiTokenSecret, auditEvent, membership, person, team } from '@/lib/store/schema';
import type { Effect } from '@/lib/vast/operation';

export interface TokenRow {
  id: string;
  name: string;
  /** Whom it acts for: a person, or a service with a role of its own. */
  holder:
    | { kind: 'person'; name: string; role: Role | null; mine: boolean }
    | { kind: 'service'; role: Role | null; teams: string[] };
  effects: Effect[];
  /** Names of operations; null is all. */
  operations: string[] | null;
  /** What an agent is shown; null is the core. */
  toolsets: string[] | null;
  agentOnly: boolean;
  /** Names of accounts; null is all. */
  accounts: string[] | null;
  /** Exact dollars; null is no ceiling of its own. */
  dayUsd: string | null;
  /** Of today, UTC, what is spoken for with it. */
  committedUsd: string;
  rentHourUsd: string | null;
  /** Calls a minute of its own; null: what its door allows. */
  readsMinute: number | null;
  writesMinute: number | null;
  state: 'live' | 'expired';
  createdAt: string;
  createdBy: string | null;
  expiresAt: string | null;
  lastUsedAt: string | null;
  /** Until when the secret that was replaced opens it, too. */
  rotatingUntil: string | null;
}

/** Everybody's for those who manage them, else one's own. The revoked are in the audit. */
export async function apiTokens(db: Tx, scope: Scope, now: Date): Promise<TokenRow[]> {
  const { workspaceId, personId, role } = scope;
  const [rows, accounts, teams, rotating] = await Promise.all([
    db
      .select({ token: apiToken, holder: person.name, holderRole: membership.role })
      .from(apiToken)
      .leftJoin(person, eq(person.id, apiToken.personId))
      .leftJoin(
        membership,
        and(eq(membership.workspaceId, apiToken.workspaceId), eq(membership.personId, apiToken.personId)),
      )
      .where(
        and(
          eq(apiToken.workspaceId, workspaceId),
          isNull(apiToken.revokedAt),
          may(role, 'tokens.manage') ? undefined : eq(apiToken.personId, personId),
        ),
      )
      .orderBy(asc(apiToken.name), asc(apiToken.createdAt)),
    namesOf(db, account, workspaceId),
    namesOf(db, team, workspaceId),
    db
      .select({ tokenId: apiTokenSecret.tokenId, endsAt: apiTokenSecret.endsAt })
      .from(apiTokenSecret)
      .where(and(eq(apiTokenSecret.workspaceId, workspaceId), gt(apiTokenSecret.endsAt, now)))
      .orderBy(asc(apiTokenSecret.endsAt)),
  ]);
  const makers = await makersOf(
    db,
    rows.flatMap(({ token }) => token.createdBy ?? []),
  );
  const until = new Map(rotating.map(({ tokenId, endsAt }) => [tokenId, endsAt]));
  const named = (names: Map<string, string>, ids: readonly string[]) =>
    ids.flatMap((id) => names.get(id) ?? []);
  return Promise.all(
    rows.map(async ({ token, holder, holderRole }): Promise<TokenRow> => {
      const ofPerson = token.personId !== null;
      const roleNow = (ofPerson ? holderRole : token.role) ?? '';
      const its = isRole(roleNow) ? roleNow : null;
      return {
        id: token.id,
        name: token.name,
        holder: ofPerson
          ? { kind: 'person', name: holder ?? '', role: its, mine: token.personId === personId }
          : { kind: 'service', role: its, teams: named(teams, token.teamIds) },
        effects: EFFECTS.filter((effect) => token.effects.includes(effect)),
        operations: token.operations,
        toolsets: token.toolsets,
        agentOnly: token.agentOnly,
        accounts: token.accounts && named(accounts, token.accounts),
        dayUsd: token.dayUsd && exact(token.dayUsd),
        committedUsd: token.dayUsd ? await committedToday(db, workspaceId, token.id, now) : '0',
        rentHourUsd: token.rentHourUsd && exact(token.rentHourUsd),
        readsMinute: token.readsMinute,
        writesMinute: token.writesMinute,
        state: tokenState(token, now) === 'expired' ? 'expired' : 'live',
        createdAt: token.createdAt.toISOString(),
        createdBy: token.createdBy === null ? null : (makers.get(token.createdBy) ?? null),
        expiresAt: token.expiresAt?.toISOString() ?? null,
        lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
        rotatingUntil: until.get(token.id)?.toISOString() ?? null,
      };
    }),
  );
}

const namesOf = async (db: Tx, of: typeof account | typeof team, workspaceId: string) =>
  new Map(
    (await db.select({ id: of.id, name: of.name }).from(of).where(eq(of.workspaceId, workspaceId))).map(
      ({ id, name }) => [id, name],
    ),
  );

async function makersOf(db: Tx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(inArray(person.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function committedToday(db: Tx, workspaceId: string, tokenId: string, now: Date): Promise<string> {
  const { dayUsd } = await committedUnder(db, { workspaceId, subject: 'token', subjectId: tokenId }, now);
  return exact(dayUsd);
}

/** How an agent stands at the moment it asks. */
export interface AgentStanding {
  /** Its token's ceiling of a day, and what of today is spoken for; null: it has none. */
  day: { limitUsd: string; committedUsd: string } | null;
  /** Names of what it called last, the latest first. */
  calls: string[];
  /** It still opens something. */
  live: boolean;
}

const CALLS = 3;
const CALLS_MS = 3_600_000;

/** Of the token behind a plan that is in sight. */
export async function agentStanding(
  db: Tx,
  { workspaceId }: Scope,
  tokenId: string,
  now: Date,
): Promise<AgentStanding> {
  const [[token], calls] = await Promise.all([
    db
      .select()
      .from(apiToken)
      .where(and(eq(apiToken.workspaceId, workspaceId), eq(apiToken.id, tokenId))),
    db
      .select({ action: auditEvent.action })
      .from(auditEvent)
      .where(
        and(
          eq(auditEvent.workspaceId, workspaceId),
          gt(auditEvent.at, new Date(now.getTime() - CALLS_MS)),
          sql`${auditEvent.detail}->>'tokenId' = ${tokenId}`,
        ),
      )
      .orderBy(desc(auditEvent.id))
      .limit(CALLS),
  ]);
  return {
    day: token?.dayUsd
      ? {
          limitUsd: exact(token.dayUsd),
          committedUsd: await committedToday(db, workspaceId, tokenId, now),
        }
      : null,
    calls: calls.map(({ action }) => action),
    live: token !== undefined && tokenState(token, now) === 'live',
  };
}
