import { requestId } from '@/lib/log/context';
import type { Actor } from '@/lib/policy/actor';
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

export async function record(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.insert(auditEvent).values({
    workspaceId: actor.workspaceId,
    at: entry.at,
    actorKind: actor.kind,
    actorId: actor.kind === 'person' ? actor.personId : actor.rule,
    actorName: actor.name,
    via: actor.kind === 'person' ? actor.via : 'automation',
    action: entry.action,
    result: entry.result,
    accountId: entry.accountId ?? null,
    contractId: entry.contractId ?? null,
    intentId: entry.intentId ?? null,
    sentence: entry.sentence,
    detail: detailOf(entry, actor.requestId ?? requestId()),
  });
}

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

/** The log tells more under the request's id. */
const detailOf = ({ detail }: { detail?: AuditEntry['detail'] }, asked: string | undefined) =>
  asked === undefined ? (detail ?? null) : { ...detail, requestId: asked };
