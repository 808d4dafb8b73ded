import type { Actor } from '@/lib/policy/actor';
import { operations } from '@/lib/vast/operations';
import type { Problem } from '@/lib/vast/problem';
import type { Gateway } from './types';

/**
 * Puts the chosen SSH key on a machine once its contract exists, whoever learned of it first: the rent itself, or the
 * resolver after the answer got lost. Null when it is on, or none was chosen.
 */
export async function attachKey(
  gateway: Gateway,
  actor: Actor,
  given: {
    accountId: string;
    contractId: number;
    sshKey: string | null /** The rent's idempotency key. */;
    rentKey: string;
  },
): Promise<Problem | null> {
  if (given.sshKey === null) return null;
  const { accountId, contractId, sshKey } = given;
  const attached = await gateway.run(
    operations.attachSshKey,
    accountId,
    { id: contractId, ssh_key: sshKey },
    actor,
    { contractId, idempotencyKey: `${given.rentKey}/ssh` },
  );
  return attached.kind === 'done' ? null : attached.problem;
}
