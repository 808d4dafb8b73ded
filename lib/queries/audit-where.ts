/** A filter of the audit as SQL. */
import { and, eq, gte, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { auditEvent, auditWords, instance, workspace } from '@/lib/store/schema';
import { instanceInSight } from '@/lib/store/sight';
import type { AuditFilter } from './audit-asked';
import { ofKinds } from './audit-kinds';

/** LIKE's own signs mean themselves in what somebody types. */
const containing = (text: string) => `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;

export async function auditWhere(db: Tx, scope: Scope, filter: AuditFilter): Promise<SQL | undefined> {
  const byWord = await Promise.all(
    filter.words.map(async (word) =>
      or(sql`${auditWords(auditEvent)} LIKE ${containing(word)}`, await ofLabelled(db, scope, word)),
    ),
  );
  const people = filter.who.filter((each) => each.includes('-'));
  const others = filter.who.filter((each) => !each.includes('-'));
  return and(
    ...byWord,
    filter.who.length === 0
      ? undefined
      : or(
          people.length > 0 ? inArray(auditEvent.actorId, people) : undefined,
          others.length > 0 ? inArray(auditEvent.actorKind, others) : undefined,
        ),
    ofKinds(filter.kinds),
    filter.actions.length > 0 ? inArray(auditEvent.action, filter.actions) : undefined,
    filter.results.length > 0 ? inArray(auditEvent.result, filter.results) : undefined,
    filter.vias.length > 0 ? inArray(auditEvent.via, filter.vias) : undefined,
    filter.accountIds.length > 0 ? inArray(auditEvent.accountId, filter.accountIds) : undefined,
    filter.instance === null ? undefined : await ofInstance(db, scope, filter.instance),
    filter.from === null ? undefined : gte(auditEvent.at, midnight(scope, filter.from, 0)),
    filter.to === null ? undefined : lt(auditEvent.at, midnight(scope, filter.to, 1)),
  );
}

/** When a day begins where the workspace is, or the day some days later. */
const midnight = (scope: Scope, day: string, later: number): SQL => sql`
  ((${day}::date + ${later}::int)::timestamp AT TIME ZONE
    (SELECT ${workspace.timeZone} FROM ${workspace} WHERE ${workspace.id} = ${scope.workspaceId}))`;

async function ofInstance(db: Tx, scope: Scope, asked: string): Promise<SQL | undefined> {
  const number = asked.replace(/^#/, '');
  const byNumber = /^\d{1,15}$/.test(number) ? eq(auditEvent.contractId, Number(number)) : undefined;
  return or(byNumber, await ofLabelled(db, scope, asked)) ?? sql`false`;
}

/**
 * The events of instances that carry the text in their label of today, which is what a row calls them. Looked up
 * first and given as numbers, so that an index finds them.
 */
async function ofLabelled(db: Tx, scope: Scope, text: string): Promise<SQL | undefined> {
  const rows = await db
    .select({ accountId: instance.accountId, contractId: instance.contractId })
    .from(instance)
    .where(
      and(
        eq(instance.workspaceId, scope.workspaceId),
        isNotNull(instance.label),
        instanceInSight(scope.sees, instance),
        sql`lower(${instance.label} COLLATE "und-x-icu") LIKE ${containing(text)}`,
      ),
    );
  return or(
    ...[...new Set(rows.map((row) => row.accountId))].map((accountId) => {
      const numbers = rows.filter((row) => row.accountId === accountId).map((row) => row.contractId);
      return and(
        eq(auditEvent.accountId, accountId),
        sql`${auditEvent.contractId} = ANY(${sql.param(numbers)}::bigint[])`,
      );
    }),
  );
}
