import { requestId } from '@/lib/log/context';
import { type Actor, personOf, tokenOf } from '@/lib/policy/actor';
import type { Tx } from './db';
import { auditEvent } from './schema';

export interface AuditEntry {
  at: Date;
  action: string;
  result: 'done' | 'refused' | 'unknown' | 'seen';
  /** Without the actor: "rented 2x RTX 4090 at $0.66/h". */
  sentence: string;
  accountId?: string | null;
  contractId?: number | null;
  intentId?: string | null;
  detail?: Record<string, unknown> | null;
}

export const record = (tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> =>
  recordAll(tx, [{ actor, entry }]);

/** Many at once, in one statement. */
export async function recordAll(
  tx: Tx,
  events: readonly { actor: Actor; entry: AuditEntry }[],
): Promise<void> {
  if (events.length > 0) await tx.insert(auditEvent).values(events.map(rowOf));
}

const rowOf = ({ actor, entry }: { actor: Actor; entry: AuditEntry }) => ({
  workspaceId: actor.workspaceId,
  at: entry.at,
  actorKind: actor.kind,
  actorId: actor.kind === 'rule' ? actor.rule : (personOf(actor) ?? tokenOf(actor)?.id ?? null),
  actorName: actor.name,
  via: actor.kind === 'rule' ? 'automation' : actor.via,
  action: entry.action,
  result: entry.result,
  accountId: entry.accountId ?? null,
  contractId: entry.contractId ?? null,
  intentId: entry.intentId ?? null,
  sentence: entry.sentence,
  detail: detailOf(withToken(entry, actor), actor.requestId ?? requestId()),
});

/** Something Vast.ai did that nobody here asked for, as the poller saw it. */
export async function recordSeen(
  tx: Tx,
  workspaceId: string,
  entry: Omit<AuditEntry, 'result'>,
): Promise<void> {
  await tx.insert(auditEvent).values({
    workspaceId,
    at: entry.at,
    actorKind: 'vast',
    actorId: null,
    actorName: 'Vast.ai',
    via: 'vast',
    action: entry.action,
    result: 'seen',
    accountId: entry.accountId ?? null,
    contractId: entry.contractId ?? null,
    intentId: entry.intentId ?? null,
    sentence: entry.sentence,
    detail: detailOf(entry, requestId()),
  });
}

/** Of a program it is said with which token it came, and of an agent why, by which plan and with whose approval. */
function withToken({ detail }: AuditEntry, actor: Actor): Pick<AuditEntry, 'detail'> {
  const token = tokenOf(actor);
  if (!token) return { detail: detail ?? null };
  const grounds = actor.kind === 'rule' ? undefined : actor.grounds;
  return { detail: { ...detail, token: token.name, tokenId: token.id, ...grounds } };
}

/** The log tells more under the request's id. */
const detailOf = ({ detail }: { detail?: AuditEntry['detail'] }, asked: string | undefined) =>
  asked === undefined ? (detail ?? null) : { ...detail, requestId: asked };
