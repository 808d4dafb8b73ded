import { createOwner } from '@/lib/auth/people';
import { openStore, type Store } from '@/lib/store/db';
import { account, membership, vastIdentity, workspace } from '@/lib/store/schema';
import { testDatabase } from '@/tests/support/database';

export const NOW = new Date('2026-11-24T12:00:00Z');
export const later = (ms: number): Date => new Date(NOW.getTime() + ms);
export const MINUTE = 60_000;
export const DAY = 86_400_000;

export const PASSWORD = 'correct horse battery';
export const nowhere = { address: '203.0.113.7', agent: 'test' };

export async function openTestStore(): Promise<Store & { url: string }> {
  const { url } = await testDatabase();
  return { ...openStore(url, { max: 20 }), url };
}

export async function ownerIn({ db }: Store, email = 'ada@example.test') {
  const made = await createOwner(
    db,
    { email, password: PASSWORD, name: 'Ada', workspaceName: 'Northwind AI' },
    NOW,
  );
  if (!made.ok) throw new Error(made.problem.say);
  return made.value;
}

export async function makeWorkspace(
  { db }: Store,
  kind: 'real' | 'demo',
  personId?: string,
): Promise<string> {
  const [made] = await db.insert(workspace).values({ name: kind, kind }).returning();
  if (!made) throw new Error('not written');
  if (personId) await db.insert(membership).values({ workspaceId: made.id, personId, role: 'owner' });
  return made.id;
}

export async function linkAccount(
  { db }: Store,
  workspaceId: string,
  removedAt: Date | null = null,
): Promise<void> {
  const origin = 'https://console.vast.ai';
  await db
    .insert(vastIdentity)
    .values({ id: `${origin}#1`, origin, vastUserId: 1 })
    .onConflictDoNothing();
  await db.insert(account).values({
    workspaceId,
    identityId: `${origin}#1`,
    name: 'main',
    origin,
    keySealed: 'sealed',
    keyHint: 'abcd',
    removedAt,
  });
}
