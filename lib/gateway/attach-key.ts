import type { Actor } from '@/lib/policy/actor';
import { operations } from '@/lib/vast/operations';
import { sshKeyText } from '@/lib/vast/operations/ssh-keys';
import type { Problem } from '@/lib/vast/problem';
import { rememberKey } from './known-keys';
import type { Gateway, GatewayPorts } from './types';

interface Attaching {
  accountId: string;
  contractId: number;
  sshKey: string | null;
  /** The rent's idempotency key. */
  rentKey: string;
}

/**
 * Puts the chosen SSH key on a machine once its contract exists, whoever learned of it first: the rent itself, or the
 * resolver after the answer got lost. Null when it is on, or none was chosen.
 */
export async function attachKey(
  ports: GatewayPorts,
  gateway: Gateway,
  actor: Actor,
  { accountId, contractId, sshKey, rentKey }: Attaching,
): Promise<Problem | null> {
  if (sshKey === null) return null;
  const before = await keyIds(gateway, actor, accountId, sshKey);
  const attached = await gateway.run(
    operations.attachSshKey,
    accountId,
    { id: contractId, ssh_key: sshKey },
    actor,
    { contractId, idempotencyKey: `${rentKey}/ssh` },
  );
  if (attached.kind !== 'done') return attached.problem;
  // Vast.ai makes a key that the account didn't know one of the account's.
  if (before?.length === 0) {
    for (const keyId of (await keyIds(gateway, actor, accountId, sshKey)) ?? []) {
      await rememberKey(ports.db, { workspaceId: actor.workspaceId, accountId, keyId }, actor, ports.now());
    }
  }
  return null;
}

/** The account's keys with this text; null when Vast.ai doesn't say. */
async function keyIds(
  gateway: Gateway,
  actor: Actor,
  accountId: string,
  text: string,
): Promise<number[] | null> {
  const listed = await gateway.run(operations.listSshKeys, accountId, {}, actor);
  if (listed.kind !== 'done') return null;
  return listed.value.filter((key) => sshKeyText(key).trim() === text.trim()).map(({ id }) => id);
}
