/** SSH keys that members added at Vast.ai through Gantry: whose they are, and their end when the member leaves. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, intent, memberSshKey, membership, person } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import type { Problem } from '@/lib/vast/problem';
import { runOperation } from './index';
import type { GatewayPorts } from './types';

export interface MemberKey {
  workspaceId: string;
  accountId: string;
  keyId: number;
}

export interface KeyEnd {
  accountId: string;
  keyId: number;
  /** `unknown` is being looked up; `refused` is tried again by the worker. */
  kind: 'done' | 'refused' | 'unknown';
  problem: Problem | null;
}

/** An ending that was refused is tried again so much later; until then the same attempt is sent once. */
const ATTEMPT_MS = 900_000;

/** Keys that still open something, at accounts that are still linked: all the others are out of our reach. */
const living = (db: Tx) =>
  db
    .select({
      workspaceId: memberSshKey.workspaceId,
      accountId: memberSshKey.accountId,
      accountName: account.name,
      keyId: memberSshKey.keyId,
      addedAt: memberSshKey.addedAt,
      personName: person.name,
    })
    .from(memberSshKey)
    .innerJoin(person, eq(person.id, memberSshKey.personId))
    .innerJoin(
      account,
      and(
        eq(account.workspaceId, memberSshKey.workspaceId),
        eq(account.id, memberSshKey.accountId),
        isNull(account.removedAt),
      ),
    );

export const keysOf = (db: Tx, who: { workspaceId: string; personId: string }) =>
  living(db)
    .where(
      and(
        eq(memberSshKey.workspaceId, who.workspaceId),
        eq(memberSshKey.personId, who.personId),
        isNull(memberSshKey.endedAt),
      ),
    )
    .orderBy(account.name, memberSshKey.keyId);

/** Deletes keys at Vast.ai, each with its own result. */
export async function endKeys(ports: GatewayPorts, keys: readonly MemberKey[]): Promise<KeyEnd[]> {
  const ends: KeyEnd[] = [];
  for (const { workspaceId, accountId, keyId } of keys) {
    const actor: Actor = { kind: 'rule', rule: 'leaving', workspaceId, name: 'Gantry' };
    const attempt = Math.floor(ports.now().getTime() / ATTEMPT_MS);
    const outcome = await runOperation(ports, operations.deleteSshKey, accountId, { id: keyId }, actor, {
      idempotencyKey: `key-end/${accountId}/${keyId}/${attempt}`,
    });
    const problem = outcome.kind === 'done' ? null : outcome.problem;
    ends.push({ accountId, keyId, kind: outcome.kind, problem });
  }
  return ends;
}

/** For the worker: keys whose person left, and whose end was refused, or never came because a process died. */
export async function endKeysOfLeavers(ports: GatewayPorts): Promise<number> {
  const since = new Date(Math.floor(ports.now().getTime() / ATTEMPT_MS) * ATTEMPT_MS);
  const left = await living(ports.db)
    .leftJoin(
      membership,
      and(
        eq(membership.workspaceId, memberSshKey.workspaceId),
        eq(membership.personId, memberSshKey.personId),
      ),
    )
    .where(
      and(
        isNull(memberSshKey.endedAt),
        isNull(membership.personId),
        sql`NOT EXISTS (
          SELECT FROM ${intent} WHERE ${intent.workspaceId} = ${memberSshKey.workspaceId}
            AND ${intent.accountId} = ${memberSshKey.accountId}
            AND ${intent.operation} = ${operations.deleteSshKey.name}
            AND (${intent.input}->>'id')::bigint = ${memberSshKey.keyId}
            AND (${intent.state} IN ('open', 'unknown') OR ${intent.openedAt} >= ${since.toISOString()}::timestamptz))`,
      ),
    );
  await endKeys(ports, left);
  return left.length;
}
