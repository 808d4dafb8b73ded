import { eq } from 'drizzle-orm';
import { seatMember } from '@/lib/auth/members';
import { hashPassword } from '@/lib/auth/passwords';
import type { Role } from '@/lib/policy/roles';
import { openStore, type Tx } from '@/lib/store/db';
import { membership, person, workspace } from '@/lib/store/schema';
import { startServer } from '@/lib/store/server';
import { OWNER } from './app';

type Newcomer = {
  email: string;
  password: string;
  role: Role;
  /** The name of a workspace to be made for them alone, instead of the owner's: what they link is in nobody's way. */
  home?: string;
};

/** Somebody more in the workspaces of a running application's owner, or in one of their own; the demo is everybody's. */
export async function addPerson(dataDir: string, { email, password, role, home }: Newcomer): Promise<void> {
  const { url } = await startServer({ dataDir });
  const { db, close } = openStore(url, { max: 1 });
  try {
    const passwordHash = await hashPassword(password);
    const [made] = await db
      .insert(person)
      .values({ email, name: role, passwordHash })
      .onConflictDoUpdate({ target: person.email, set: { passwordHash } })
      .returning();
    if (!made) throw new Error('an insert returns its row');
    const seats = home ? [await workspaceCalled(db, home)] : await workspacesOfOwner(db);
    for (const workspaceId of seats) await seatMember(db, { workspaceId, personId: made.id, role });
  } finally {
    await close();
  }
}

async function workspacesOfOwner(db: Tx): Promise<string[]> {
  const seats = await db
    .select({ id: membership.workspaceId })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(eq(person.email, OWNER.email));
  return seats.map(({ id }) => id);
}

async function workspaceCalled(db: Tx, name: string): Promise<string> {
  const [made] = await db.insert(workspace).values({ name, kind: 'real' }).returning({ id: workspace.id });
  if (!made) throw new Error('an insert returns its row');
  return made.id;
}
