/** A company of five roles and its instances of each place, written into a running application's database. */
import { randomUUID } from 'node:crypto';
import { seatMember } from '@/lib/auth/members';
import { hashOf, newToken } from '@/lib/auth/tokens';
import type { Role } from '@/lib/policy/roles';
import { openStore } from '@/lib/store/db';
import { person, session } from '@/lib/store/schema';
import { startServer } from '@/lib/store/server';
import { makePlaces, type Places } from './places';
import { ROLES } from './table';

export interface Company {
  /** A session's cookie value by role. */
  sessions: Record<Role, string>;
  targets: Places['targets'];
}

export async function found(dataDir: string): Promise<Company> {
  const { url } = await startServer({ dataDir });
  const store = { ...openStore(url, { max: 2 }), url };
  try {
    const { here, teams, targets } = await makePlaces(store);
    const { workspaceId } = here.scope;
    const sessions = {} as Record<Role, string>;
    for (const role of ROLES) {
      const [made] = await store.db
        .insert(person)
        .values({ email: `${role}-${randomUUID()}@example.com`, name: role })
        .returning();
      const personId = made?.id ?? '';
      await seatMember(store.db, { workspaceId, personId, role, teamIds: [teams.own] });
      const id = newToken();
      const expiresAt = new Date(Date.now() + 3_600_000);
      await store.db.insert(session).values({ idHash: hashOf(id), personId, workspaceId, expiresAt });
      sessions[role] = id;
    }
    return { sessions, targets };
  } finally {
    await store.close();
  }
}
