/** Whose an SSH key at Vast.ai is, when somebody added it through Gantry. */
import { and, eq } from 'drizzle-orm';
import type { Actor } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { memberSshKey, person } from '@/lib/store/schema';

export interface KeyPlace {
  workspaceId: string;
  accountId: string;
  /** Vast.ai's id of the key. */
  keyId: number;
}

export async function rememberKey(tx: Tx, key: KeyPlace, actor: Actor, at: Date): Promise<void> {
  if (actor.kind !== 'person') return;
  await tx
    .insert(memberSshKey)
    .values({ ...key, personId: actor.personId, addedAt: at })
    .onConflictDoNothing();
}

export async function forgetKey(tx: Tx, key: KeyPlace, at: Date): Promise<void> {
  await tx.update(memberSshKey).set({ endedAt: at }).where(isKey(key));
}

/** "Eve’s SSH key", where it is known whose it is. */
export async function keyInWords(tx: Tx, key: KeyPlace): Promise<string | undefined> {
  const [owner] = await tx
    .select({ name: person.name })
    .from(memberSshKey)
    .innerJoin(person, eq(person.id, memberSshKey.personId))
    .where(isKey(key));
  return owner && `${owner.name}’s SSH key`;
}

const isKey = ({ workspaceId, accountId, keyId }: KeyPlace) =>
  and(
    eq(memberSshKey.workspaceId, workspaceId),
    eq(memberSshKey.accountId, accountId),
    eq(memberSshKey.keyId, keyId),
  );
