import type { Scope } from '@/lib/policy/actor';
import type { Role } from '@/lib/policy/roles';
import { sightOf } from '@/lib/policy/sight';
import type { Db } from '@/lib/store/db';
import { account, membership, person, vastIdentity, workspace } from '@/lib/store/schema';

let people = 0;

/** A workspace with one member. */
export async function makeWorkspace(
  db: Db,
  given: { kind?: 'real' | 'demo'; role?: Role } = {},
): Promise<Scope> {
  const role = given.role ?? 'owner';
  const email = `person${++people}@example.com`;
  const [made] = await db
    .insert(workspace)
    .values({ name: 'Northwind AI', kind: given.kind ?? 'real' })
    .returning();
  const [member] = await db.insert(person).values({ email, name: 'Engineer' }).returning();
  if (!made || !member) throw new Error('an insert returns its row');
  await db.insert(membership).values({ workspaceId: made.id, personId: member.id, role });
  return {
    workspaceId: made.id,
    personId: member.id,
    personName: member.name,
    email,
    role,
    sees: sightOf(role, []),
  };
}

/** A link to a Vast.ai identity at `origin`; its key is no key, so nothing can be asked with it. */
export async function linkFake(
  db: Db,
  scope: Scope,
  origin: string,
  given: Partial<typeof account.$inferInsert> = {},
): Promise<string> {
  const vastUserId = ++people;
  const identityId = `${origin}#${vastUserId}`;
  await db.insert(vastIdentity).values({ id: identityId, origin, vastUserId });
  const [link] = await db
    .insert(account)
    .values({
      workspaceId: scope.workspaceId,
      identityId,
      name: 'Main',
      origin,
      keySealed: '',
      keyHint: 'abcd',
      ...given,
    })
    .returning();
  if (!link) throw new Error('an insert returns its row');
  return link.id;
}
