/** Leases end on the server's clock. What ended while Gantry was down is destroyed at its next start. */
import { and, eq, isNull, lte } from 'drizzle-orm';
import type { Gateway, GatewayPorts } from '@/lib/gateway/types';
import type { Actor } from '@/lib/policy/actor';
import { account, contract, instance } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';

/** Destroys the instances whose lease is over. The intent's key names the lease, so that two workers send one destroy. */
export async function endLeases({ db, now }: GatewayPorts, gateway: Gateway): Promise<number> {
  const over = await db
    .select({
      workspaceId: contract.workspaceId,
      accountId: contract.accountId,
      contractId: contract.contractId,
      endsAt: contract.endsAt,
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
    .innerJoin(
      account,
      and(
        eq(account.workspaceId, contract.workspaceId),
        eq(account.id, contract.accountId),
        isNull(account.removedAt),
      ),
    )
    .where(lte(contract.endsAt, now()))
    .limit(200);
  await Promise.all(
    over.map((lease) => {
      const actor: Actor = { kind: 'rule', rule: 'lease', workspaceId: lease.workspaceId, name: 'Lease' };
      // A refused attempt is tried again with a new key ten minutes later: an instance past its end must not stay.
      const round = Math.floor(now().getTime() / 600_000);
      return gateway.run(operations.destroyInstance, lease.accountId, { id: lease.contractId }, actor, {
        contractId: lease.contractId,
        idempotencyKey: `lease/${lease.accountId}/${lease.contractId}/${lease.endsAt?.toISOString()}/${round}`,
        deadlineMs: 300_000,
      });
    }),
  );
  return over.length;
}
