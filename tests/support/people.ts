import { eq } from 'drizzle-orm';
import { seatMember } from '@/lib/auth/members';
import { hashPassword } from '@/lib/auth/passwords';
import type { Role } from '@/lib/policy/roles';
import { openStore } from '@/lib/store/db';
import { membership, person } from '@/lib/store/schema';
import { startServer } from '@/lib/store/server';
import { OWNER } from './app';

/** Somebody more in every workspace that the owner of a running application is in, the demo's too. */
export async function addPerson(
  dataDir: string,
  { email, password, role }: { email: string; password: string; role: Role },
): Promise<void> {
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
    const owners = await db
      .select({ workspaceId: membership.workspaceId })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .where(eq(person.email, OWNER.email));
    for (const { workspaceId } of owners) {
      await seatMember(db, { workspaceId, personId: made.id, role });
    }
  } finally {
    await close();
  }
}
