/** Who did what, newest first, page by page: the screen's rows, its next rows and the file are one question. */
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { redacted } from '@/lib/log/redact';
import type { Scope } from '@/lib/policy/actor';
import { may } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import { account, auditEvent, intent, membership, person } from '@/lib/store/schema';
import type { ActResult, AuditFilter } from './audit-asked';
import { ACT_KINDS, kindOf, offeredKinds } from './audit-kinds';
import { auditWhere } from './audit-where';
import { eventInSight, labelsOf, named, troubleOf } from './events';

export interface AuditRow {
  id: number;
  atMs: number;
  who: string;
  /** What `who` of the filter calls them; null where nobody is known. */
  whoKey: string | null;
  /** person | visitor | rule | key | vast */
  actorKind: string;
  /** page | rest | automation | vast */
  via: string;
  /** What follows the name: "stopped llama-ft-12". */
  did: string;
  /** The action's own name, and its kind as people say it. */
  action: string;
  kind: string | null;
  result: ActResult;
  why: string | null;
  vastSays: string | null;
  account: { id: string; name: string } | null;
  /** `name`: its label of today, or "instance 41022007". */
  instance: { contractId: number; name: string; known: boolean } | null;
  requestId: string | null;
  intentId: string | null;
  /** What was asked for, without secrets; null where nothing was sent. */
  input: unknown;
  /** What else was written down: a browser's address, what changed. */
  more: Record<string, unknown> | null;
}

export interface AuditPage {
  rows: AuditRow[];
  /** To be asked for as `before`; null at the end. */
  next: number | null;
}

export const AUDIT_PAGE = 50;

export async function auditPage(
  db: Tx,
  scope: Scope,
  filter: AuditFilter,
  page: { limit: number; before?: number | undefined },
): Promise<AuditPage> {
  if (!may(scope.role, 'audit.read')) return { rows: [], next: null };
  const found = await db
    .select()
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.workspaceId, scope.workspaceId),
        eventInSight(scope),
        await auditWhere(db, scope, filter),
        page.before === undefined ? undefined : lt(auditEvent.id, page.before),
      ),
    )
    .orderBy(desc(auditEvent.id))
    .limit(page.limit + 1);
  const events = found.slice(0, page.limit);
  const about = await whatTheyAreAbout(db, scope, events);
  return {
    rows: events.map((event) => rowOf(event, about)),
    next: found.length > page.limit ? (events.at(-1)?.id ?? null) : null,
  };
}

type Event = typeof auditEvent.$inferSelect;

interface About {
  labels: Map<string, string | null>;
  accounts: Map<string, string>;
  inputs: Map<string, unknown>;
}

/** Of the rows of a page alone: joined before the limit, it would be looked up for every row that fits. */
async function whatTheyAreAbout(db: Tx, scope: Scope, events: readonly Event[]): Promise<About> {
  const intentIds = events.flatMap((event) => event.intentId ?? []);
  const [labels, accounts, intents] = await Promise.all([
    labelsOf(
      db,
      scope,
      events.flatMap((event) => event.contractId ?? []),
    ),
    accountsOf(db, scope),
    intentIds.length === 0
      ? []
      : db
          .select({ id: intent.id, input: intent.input })
          .from(intent)
          .where(and(eq(intent.workspaceId, scope.workspaceId), inArray(intent.id, intentIds))),
  ]);
  return {
    labels,
    accounts: new Map(accounts.map(({ id, name }) => [id, name])),
    inputs: new Map(intents.map(({ id, input }) => [id, input])),
  };
}

function rowOf(event: Event, { labels, accounts, inputs }: About): AuditRow {
  const key = `${event.accountId}.${event.contractId}`;
  const label = labels.get(key) ?? null;
  const name = label || `instance ${event.contractId}`;
  const input = event.intentId === null ? undefined : inputs.get(event.intentId);
  const { problem: _, requestId, ...more } = (event.detail ?? {}) as Record<string, unknown>;
  return {
    id: event.id,
    atMs: event.at.getTime(),
    who: event.actorName,
    whoKey: event.actorKind === 'person' ? event.actorId : event.actorKind,
    actorKind: event.actorKind,
    via: event.via,
    did: event.contractId === null ? event.sentence : named(event.sentence, event.contractId, label, name),
    action: event.action,
    kind: titleOf(event.action),
    result: event.result,
    ...troubleOf(event),
    account:
      event.accountId === null ? null : { id: event.accountId, name: accounts.get(event.accountId) ?? '' },
    instance:
      event.contractId === null ? null : { contractId: event.contractId, name, known: labels.has(key) },
    requestId: typeof requestId === 'string' ? requestId : null,
    intentId: event.intentId,
    // The journal leaves out what its operation calls secret; this leaves out what looks like it.
    input: input === undefined ? null : redacted(input),
    more: Object.keys(more).length > 0 ? (redacted(more) as Record<string, unknown>) : null,
  };
}

function titleOf(action: string): string | null {
  const kind = kindOf(action);
  return kind ? ACT_KINDS[kind].title : null;
}

export interface AuditChoices {
  people: { id: string; name: string }[];
  accounts: { id: string; name: string }[];
  kinds: { id: string; name: string }[];
}

/** Those that were removed too: what was done with them stands in the audit. */
const accountsOf = (db: Tx, scope: Scope) =>
  db
    .select({ id: account.id, name: account.name })
    .from(account)
    .where(eq(account.workspaceId, scope.workspaceId))
    .orderBy(account.name);

/** What the filters offer. */
export async function auditChoices(db: Tx, scope: Scope): Promise<AuditChoices> {
  if (!may(scope.role, 'audit.read')) return { people: [], accounts: [], kinds: [] };
  const [people, accounts] = await Promise.all([
    db
      .select({ id: person.id, name: person.name })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .where(eq(membership.workspaceId, scope.workspaceId))
      .orderBy(person.name),
    accountsOf(db, scope),
  ]);
  return {
    people,
    accounts,
    kinds: offeredKinds,
  };
}
