/** A company of five roles and its instances of each place, written into a running application's database. */
import { randomUUID } from 'node:crypto';
import { seatMember } from '@/lib/auth/members';
import { hashOf, newToken } from '@/lib/auth/tokens';
import type { Role } from '@/lib/policy/roles';
import { openStore } from '@/lib/store/db';
import { contract, person, session, team, workspace } from '@/lib/store/schema';
import { startServer } from '@/lib/store/server';
import { addAccount, addInstance } from '@/tests/support/rows';
import { type Place, ROLES, type Target } from './table';

export interface Company {
  /** A session's cookie value by role. */
  sessions: Record<Role, string>;
  targets: Record<Place, Target>;
}

/** What an instance of the place is called: seen on a screen, it was shown. */
export const nameAt = (place: Place): string => `matrix-${place}`;

export async function found(dataDir: string): Promise<Company> {
  const { url } = await startServer({ dataDir });
  const store = openStore(url, { max: 2 });
  const { db } = store;
  const home = async (name: string) => {
    const [made] = await db.insert(workspace).values({ name, kind: 'real' }).returning();
    const workspaceId = made?.id ?? '';
    const scope = {
      workspaceId,
      personId: '',
      personName: '',
      email: '',
      role: 'owner',
      sees: 'all',
    } as const;
    // No key opens it and nothing polls it: what is allowed ends at the door to Vast.ai.
    return {
      store: { ...store, url },
      scope,
      accountId: await addAccount(db, workspaceId, { state: 'revoked' }),
    };
  };
  try {
    const here = await home('Matrix');
    const elsewhere = await home('Elsewhere');
    const { workspaceId } = here.scope;
    const teams = await db
      .insert(team)
      .values(['Own', 'Other'].map((name, position) => ({ workspaceId, name, position })))
      .returning();
    const teamOf = { own: teams[0]?.id ?? null, other: teams[1]?.id ?? null, nobody: null, elsewhere: null };
    const targets = {} as Record<Place, Target>;
    for (const [index, place] of (['own', 'other', 'nobody', 'elsewhere'] as const).entries()) {
      const fleet = place === 'elsewhere' ? elsewhere : here;
      const contractId = 990_000 + Math.floor(Math.random() * 9_000) * 10 + index;
      targets[place] = { accountId: fleet.accountId, contractId };
      await db.insert(contract).values({
        workspaceId: fleet.scope.workspaceId,
        ...targets[place],
        origin: 'gantry',
        teamId: teamOf[place],
        firstSeenAt: new Date(),
      });
      await addInstance(fleet, { contractId, label: nameAt(place), seenAt: new Date() });
    }
    const sessions = {} as Record<Role, string>;
    for (const role of ROLES) {
      const [made] = await db
        .insert(person)
        .values({ email: `${role}-${randomUUID()}@example.com`, name: role })
        .returning();
      const personId = made?.id ?? '';
      await seatMember(db, { workspaceId, personId, role, teamIds: [teamOf.own ?? ''] });
      const id = newToken();
      const expiresAt = new Date(Date.now() + 3_600_000);
      await db.insert(session).values({ idHash: hashOf(id), personId, workspaceId, expiresAt });
      sessions[role] = id;
    }
    return { sessions, targets };
  } finally {
    await store.close();
  }
}
