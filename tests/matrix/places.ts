/** Two companies with an instance of each place, and accounts whose keys nothing opens. */
import type { Store } from '@/lib/store/db';
import { contract, team, workspace } from '@/lib/store/schema';
import { addAccount, addInstance, type Fleet } from '@/tests/support/rows';
import { PLACES, type Place, type Target } from './table';

export interface Places {
  here: Fleet;
  elsewhere: Fleet;
  /** Of the company looked at. */
  teams: { own: string; other: string };
  targets: Record<Place, Target>;
}

/** What an instance of the place is called: seen on a screen, it was shown. */
export const nameAt = (place: Place): string => `matrix-${place}`;

export async function makePlaces(store: Fleet['store']): Promise<Places> {
  const here = await company(store, 'Matrix');
  const elsewhere = await company(store, 'Elsewhere');
  const { workspaceId } = here.scope;
  const made = await store.db
    .insert(team)
    .values(['Own', 'Other'].map((name, position) => ({ workspaceId, name, position })))
    .returning();
  const teams = { own: made[0]?.id ?? '', other: made[1]?.id ?? '' };
  const targets = {} as Record<Place, Target>;
  for (const [index, place] of PLACES.entries()) {
    const fleet = place === 'elsewhere' ? elsewhere : here;
    // Apart from each other's and from whatever runs in the database besides.
    const contractId = 990_000_000 + Math.floor(Math.random() * 900_000) * 10 + index;
    targets[place] = { accountId: fleet.accountId, contractId };
    await store.db.insert(contract).values({
      workspaceId: fleet.scope.workspaceId,
      ...targets[place],
      origin: 'gantry',
      teamId: place === 'own' || place === 'other' ? teams[place] : null,
      firstSeenAt: new Date(),
    });
    await addInstance(fleet, { contractId, label: nameAt(place), seenAt: new Date() });
  }
  return { here, elsewhere, teams, targets };
}

async function company(store: Fleet['store'], name: string): Promise<Fleet> {
  const { db }: Store = store;
  const [made] = await db.insert(workspace).values({ name, kind: 'real' }).returning();
  const workspaceId = made?.id ?? '';
  const scope = { workspaceId, personId: '', personName: '', email: '', role: 'owner', sees: 'all' } as const;
  // Nothing polls it: what is allowed ends at the door to Vast.ai.
  return { store, scope, accountId: await addAccount(db, workspaceId, { state: 'revoked' }) };
}
