/** Two companies with an instance of each place, and accounts whose keys nothing opens. */
import type { Store } from '@/lib/store/db';
import { agentPlan, apiToken, contract, team, webhookEndpoint, workspace } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { addAccount, addInstance, type Fleet } from '@/tests/support/rows';
import { approvalOf, PLACES, type Place, type Target, WEBHOOK } from './table';

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
  await store.db.insert(webhookEndpoint).values({
    ...{ workspaceId, id: WEBHOOK, name: 'matrix', url: 'https://hooks.example.test/' },
    ...{ secretSealed: '', pausedWhy: 'person', pausedAt: new Date(), createdAt: new Date() },
  });
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
    const teamId = place === 'own' || place === 'other' ? teams[place] : null;
    await addApproval(fleet, { contractId, label: nameAt(place), teamId });
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

/** A program of nobody's asks to destroy it, and a person has to agree. */
async function addApproval(
  { store: { db }, scope: { workspaceId }, accountId }: Fleet,
  { contractId, label, teamId }: { contractId: number; label: string; teamId: string | null },
): Promise<void> {
  const now = new Date();
  const [token] = await db
    .insert(apiToken)
    .values({
      workspaceId,
      name: 'matrix',
      role: 'admin',
      teamIds: [],
      effects: ['destroys'],
      createdAt: now,
    })
    .returning();
  await db.insert(agentPlan).values({
    ...{
      workspaceId,
      id: approvalOf({ contractId }),
      tokenId: token?.id ?? '',
      accountId,
      contractId,
      teamId,
    },
    ...{ actor: { name: 'matrix' }, operation: operations.destroyInstance.name, effect: 'destroys' },
    ...{ input: { id: contractId }, inputSealed: '', beyond: 'A person decides.' },
    ...{ weighedAt: now, createdAt: now, expiresAt: new Date(now.getTime() + 3_600_000) },
    weight: {
      ...{ says: '', hourUsd: null, onceUsd: null, toEndUsd: null, endsAt: null },
      ...{ lost: [`instance ${contractId}`], state: { label } },
    },
  });
}
