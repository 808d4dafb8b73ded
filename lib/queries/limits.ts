/** What may be spent, by whom and on what: the limits there are, and what one more rent would take of them. */
import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { exact, type Usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import {
  fullness,
  headroomSentence,
  headroomUnder,
  overAlready,
  sentenceOf,
  tightest,
} from '@/lib/policy/limits';
import { may } from '@/lib/policy/roles';
import { seesTeam } from '@/lib/policy/sight';
import { committedUnder, type LimitRow } from '@/lib/store/commitments';
import type { Tx } from '@/lib/store/db';
import { account, membership, offer, person, spendingLimit, team } from '@/lib/store/schema';
import { subjectName, weigh } from '@/lib/store/spending';
import { originsOf } from './market';

export type LimitSubject = Pick<LimitRow, 'subject' | 'subjectId'>;

/** A limit as it is shown: dollars exact, as text. */
export interface Limit extends LimitSubject {
  id: string;
  whose: string;
  hourUsd: string | null;
  dayUsd: string | null;
  gpus: string[] | null;
  countries: string[] | null;
  longestHours: number | null;
  endRequired: boolean;
  committed: { hourUsd: string; dayUsd: string };
  /** Why nothing more can start under it now. */
  over: string | null;
  changedAt: string;
  /** Null: whoever it was is not known any more. */
  changedBy: string | null;
}

/** The workspace's first, then teams' and people's by name. Whoever sees their teams only sees what binds them. */
export async function spendingLimits(db: Tx, scope: Scope, now: Date): Promise<Limit[]> {
  const rows = await db
    .select({ limit: spendingLimit, changedBy: person.name })
    .from(spendingLimit)
    .leftJoin(person, eq(person.id, spendingLimit.changedBy))
    .where(and(eq(spendingLimit.workspaceId, scope.workspaceId), limitInSight(scope)));
  const limits = await Promise.all(rows.map((row) => shown(db, row.limit, row.changedBy, now)));
  const rank = ['workspace', 'team', 'person'];
  return limits.toSorted(
    (a, b) => rank.indexOf(a.subject) - rank.indexOf(b.subject) || a.whose.localeCompare(b.whose),
  );
}

function limitInSight({ sees, personId }: Scope): SQL | undefined {
  if (sees === 'all') return undefined;
  return or(
    eq(spendingLimit.subject, 'workspace'),
    and(eq(spendingLimit.subject, 'team'), inArray(spendingLimit.subjectId, [...sees])),
    and(eq(spendingLimit.subject, 'person'), eq(spendingLimit.subjectId, personId)),
  );
}

async function shown(db: Tx, row: LimitRow, changedBy: string | null, now: Date): Promise<Limit> {
  const [whose, committed] = await Promise.all([subjectName(db, row), committedUnder(db, row, now)]);
  const { id, subject, subjectId, gpus, countries, longestHours, endRequired } = row;
  return {
    ...{ id, subject, subjectId, whose, gpus, countries, longestHours, endRequired, changedBy },
    hourUsd: row.hourUsd && exact(row.hourUsd),
    dayUsd: row.dayUsd && exact(row.dayUsd),
    committed: { hourUsd: exact(committed.hourUsd), dayUsd: exact(committed.dayUsd) },
    over: overAlready(row, committed),
    changedAt: row.changedAt.toISOString(),
  };
}

/** What a limit can be for, and what it can allow. */
export interface LimitChoices {
  workspace: string;
  teams: { id: string; name: string }[];
  people: { id: string; name: string; email: string }[];
  /** Models and countries of the markets the workspace can rent from, the commonest first. */
  gpus: string[];
  countries: string[];
}

/** Null for whoever may not set any. */
export async function limitChoices(db: Tx, scope: Scope): Promise<LimitChoices | null> {
  if (!may(scope.role, 'limits.manage')) return null;
  const { workspaceId } = scope;
  const origins = await originsOf(db, scope);
  const [workspace, teams, people, gpus, countries] = await Promise.all([
    subjectName(db, { workspaceId, subject: 'workspace', subjectId: null }),
    db
      .select({ id: team.id, name: team.name })
      .from(team)
      .where(and(eq(team.workspaceId, workspaceId), eq(team.archived, false)))
      .orderBy(asc(team.position), asc(team.name)),
    db
      .select({ id: person.id, name: person.name, email: person.email })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .where(eq(membership.workspaceId, workspaceId))
      .orderBy(asc(person.name), asc(person.email)),
    inMarkets(db, origins, offer.gpuName),
    inMarkets(db, origins, offer.country),
  ]);
  return { workspace, teams, people, gpus, countries };
}

async function inMarkets(
  db: Tx,
  origins: string[],
  column: typeof offer.gpuName | typeof offer.country,
): Promise<string[]> {
  const rows = await db
    .select({ value: column })
    .from(offer)
    .where(inArray(offer.origin, origins))
    .groupBy(column)
    .orderBy(desc(sql`count(*)`), asc(column));
  return rows.flatMap(({ value }) => value ?? []);
}

/** What one more rent would come to under the limits that bind it. Only said: the gateway decides, when it is sent. */
export type RentVerdict = {
  /** `near`: a ceiling is almost reached. */
  kind: 'fits' | 'near' | 'refused';
  says: string;
};

export interface RentWanted {
  accountId: string;
  offerId: number;
  teamId: string | null;
  hourUsd: Usd;
  /** On this server's clock; null is no end. */
  endsAt: Date | null;
}

const NEAR = 0.9;

/** Null when no limit binds it, or when there is nothing to rent: another workspace's account, another's team. */
export async function rentVerdict(
  db: Tx,
  scope: Scope,
  wanted: RentWanted,
  now: Date,
): Promise<RentVerdict | null> {
  if (!seesTeam(scope.sees, wanted.teamId)) return null;
  const what = await offerAt(db, scope, wanted);
  if (!what) return null;
  const { workspaceId, personId } = scope;
  const weighed = await weigh(
    db,
    { workspaceId, teamId: wanted.teamId, personId },
    { accountId: wanted.accountId, hourUsd: wanted.hourUsd, endsAt: wanted.endsAt, offer: what },
    now,
  );
  // The gateway gives the first one, too.
  const against = weighed.find(({ objection }) => objection)?.objection;
  if (against) return { kind: 'refused', says: sentenceOf(against) };
  const ceiling = tightest(weighed.flatMap((each) => headroomUnder(each.limit, each.committed, each.wanted)));
  if (ceiling) return { kind: fullness(ceiling) >= NEAR ? 'near' : 'fits', says: headroomSentence(ceiling) };
  const whose = new Intl.ListFormat('en').format(weighed.map(({ limit }) => limit.whose));
  return whose ? { kind: 'fits', says: `Within what ${whose} may rent.` } : null;
}

async function offerAt(db: Tx, scope: Scope, { accountId, offerId }: RentWanted) {
  const [found] = await db
    .select({ gpu: offer.gpuName, country: offer.country })
    .from(offer)
    .innerJoin(account, eq(account.origin, offer.origin))
    .where(
      and(
        eq(account.workspaceId, scope.workspaceId),
        eq(account.id, accountId),
        sql`${account.removedAt} IS NULL`,
        eq(offer.offerId, offerId),
      ),
    )
    .orderBy(sql`${offer.goneAt} IS NOT NULL`)
    .limit(1);
  return found;
}

/** Whom a limit is for, by name; null when there is nobody like that here and no limit for them. */
export async function limitWhose(
  db: Tx,
  scope: Scope,
  { subject, subjectId }: LimitSubject,
): Promise<string | null> {
  const { workspaceId } = scope;
  if (subject === 'workspace') return subjectName(db, { workspaceId, subject, subjectId: null });
  const id = subjectId ?? '';
  const rows =
    subject === 'team'
      ? await db
          .select({ name: team.name })
          .from(team)
          .where(and(eq(team.workspaceId, workspaceId), eq(team.id, id)))
      : await db
          .select({ name: person.name })
          .from(person)
          .where(
            and(
              eq(person.id, id),
              sql`(EXISTS (SELECT FROM membership m WHERE m.workspace_id = ${workspaceId} AND m.person_id = ${person.id})
                OR EXISTS (SELECT FROM spending_limit l WHERE l.workspace_id = ${workspaceId} AND l.subject_id = ${person.id}))`,
            ),
          );
  return rows[0]?.name ?? null;
}
