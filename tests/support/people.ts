import { seatMember } from '@/lib/auth/members';
import { hashPassword } from '@/lib/auth/passwords';
import type { Role } from '@/lib/policy/roles';
import { openStore } from '@/lib/store/db';
import { person, workspace } from '@/lib/store/schema';
import { startServer } from '@/lib/store/server';

/** Somebody more in every workspace of a running application, the demo's too. */
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
    for (const { id } of await db.select({ id: workspace.id }).from(workspace)) {
      await seatMember(db, { workspaceId: id, personId: made.id, role });
    }
  } finally {
    await close();
  }
}
