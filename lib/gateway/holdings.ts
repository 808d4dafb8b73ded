/**
 * What somebody holds in a workspace, and its end when they leave. Whatever a person can come to hold (a token, a key)
 * is listed and ended here, so that leaving never forgets one of them.
 */
import { and, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import { exact } from '@/lib/money';
import { record } from '@/lib/store/audit';
import type { Tx } from '@/lib/store/db';
import {
  apiToken,
  contract,
  deferredAct,
  instance,
  invitation,
  membership,
  passwordReset,
  session,
  workspace,
} from '@/lib/store/schema';
import { keysOf } from './member-keys';
import { endInvitationsBy, type PersonActor } from './members';

export interface Holder {
  workspaceId: string;
  personId: string;
  /** They go by themselves: where another workspace remains theirs, their browsers move on to it. */
  bySelf: boolean;
}

export interface Holdings {
  /** Stored hashes of the sessions that end: all, or of somebody removed who belongs elsewhere, those shown here. */
  sessions: string[];
  sshKeys: Awaited<ReturnType<typeof keysOf>>;
  /** Rented by them and not gone: never destroyed by their leaving. */
  instances: { accountId: string; contractId: number; label: string | null; hourUsd: string | null }[];
  /** E-mails they invited that nobody accepted. */
  invitations: string[];
  /** Destroys they asked for whose take-back time runs: those go on. */
  destroys: number;
}

export async function holdingsOf(tx: Tx, who: Holder, now: Date): Promise<Holdings> {
  const [sessions, sshKeys, instances, invitations, destroys] = await Promise.all([
    sessionsEnding(tx, who, now),
    keysOf(tx, who),
    instancesOf(tx, who),
    tx
      .select({ email: invitation.email })
      .from(invitation)
      .where(
        and(
          eq(invitation.workspaceId, who.workspaceId),
          eq(invitation.invitedBy, who.personId),
          isNull(invitation.acceptedAt),
          isNull(invitation.revokedAt),
          gt(invitation.expiresAt, now),
        ),
      ),
    tx.$count(
      deferredAct,
      and(
        eq(deferredAct.workspaceId, who.workspaceId),
        eq(deferredAct.state, 'waiting'),
        sql`${deferredAct.actor}->>'personId' = ${who.personId}`,
      ),
    ),
  ]);
  return { sessions, sshKeys, instances, invitations: invitations.map(({ email }) => email), destroys };
}

/**
 * Ends what ends with the membership, all but the SSH keys: those are deleted at Vast.ai afterwards, when nothing is
 * held open. `instancesTo`: in whose name the instances go on; null leaves the leaver's.
 */
export async function endHoldings(
  tx: Tx,
  actor: PersonActor,
  who: Holder & { name: string },
  held: Holdings,
  instancesTo: { personId: string; name: string } | null,
  now: Date,
): Promise<void> {
  if (held.sessions.length > 0) {
    await tx.update(session).set({ revokedAt: now }).where(inArray(session.idHash, held.sessions));
  }
  await endInvitationsBy(tx, who.workspaceId, who.personId, now);
  await tx
    .update(apiToken)
    .set({ revokedAt: now })
    .where(
      and(
        eq(apiToken.workspaceId, who.workspaceId),
        eq(apiToken.personId, who.personId),
        isNull(apiToken.revokedAt),
      ),
    );
  // A link they made would still open somebody else's account.
  await tx
    .delete(passwordReset)
    .where(and(eq(passwordReset.madeBy, who.personId), isNull(passwordReset.usedAt)));
  if (!instancesTo) return;
  for (const { accountId, contractId } of held.instances) {
    const key = { workspaceId: who.workspaceId, accountId, contractId };
    await tx.update(contract).set({ ownerId: instancesTo.personId }).where(isContract(key));
    await tx
      .update(instance)
      .set({ version: sql`nextval('live_version')` })
      .where(
        and(
          eq(instance.workspaceId, key.workspaceId),
          eq(instance.accountId, accountId),
          eq(instance.contractId, contractId),
        ),
      );
    await record(tx, actor, {
      at: now,
      action: 'contract.changed',
      result: 'done',
      accountId,
      contractId,
      sentence: `put instance ${contractId} in the name of ${instancesTo.name}, from ${who.name}`,
    });
  }
}

async function sessionsEnding(
  tx: Tx,
  { workspaceId, personId, bySelf }: Holder,
  now: Date,
): Promise<string[]> {
  const elsewhere = await tx.$count(
    tx
      .select({ id: workspace.id })
      .from(membership)
      .innerJoin(workspace, and(eq(workspace.id, membership.workspaceId), eq(workspace.kind, 'real')))
      .where(and(eq(membership.personId, personId), ne(membership.workspaceId, workspaceId)))
      .as('elsewhere'),
  );
  if (bySelf && elsewhere > 0) return [];
  const rows = await tx
    .select({ idHash: session.idHash })
    .from(session)
    .where(
      and(
        eq(session.personId, personId),
        isNull(session.revokedAt),
        gt(session.expiresAt, now),
        elsewhere > 0 ? eq(session.workspaceId, workspaceId) : undefined,
      ),
    );
  return rows.map(({ idHash }) => idHash);
}

async function instancesOf(tx: Tx, { workspaceId, personId }: Holder): Promise<Holdings['instances']> {
  const rows = await tx
    .select({
      accountId: contract.accountId,
      contractId: contract.contractId,
      label: instance.label,
      hour: instance.dphTotal,
    })
    .from(contract)
    .innerJoin(
      instance,
      and(
        eq(instance.workspaceId, contract.workspaceId),
        eq(instance.accountId, contract.accountId),
        eq(instance.contractId, contract.contractId),
        isNull(instance.goneAt),
      ),
    )
    .where(and(eq(contract.workspaceId, workspaceId), eq(contract.ownerId, personId)))
    .orderBy(instance.label, contract.contractId);
  return rows.map(({ hour, ...row }) => ({ ...row, hourUsd: hour === null ? null : exact(hour) }));
}

const isContract = (key: { workspaceId: string; accountId: string; contractId: number }) =>
  and(
    eq(contract.workspaceId, key.workspaceId),
    eq(contract.accountId, key.accountId),
    eq(contract.contractId, key.contractId),
  );
