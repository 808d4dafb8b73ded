/** Every operation x five roles x own team, other team, no team, other workspace: asked for at the gateway's door. */
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createGateway, type Gateway } from '@/lib/gateway/index';
import { personActor } from '@/lib/policy/actor';
import { sightOf } from '@/lib/policy/sight';
import { contract, team } from '@/lib/store/schema';
import { createVast } from '@/lib/vast/client';
import { operations } from '@/lib/vast/operations';
import { holds, PLACES, type Place, ROLES, seesPlace } from '@/tests/matrix/table';
import { addInstance, addWorkspace, type Fleet, NOW, openFleet } from '@/tests/support/fleet';

type Name = keyof typeof operations;

/** The right each needs, said apart from the code that decides it, and something valid to ask. */
const TABLE: Record<Name, { needs: string; ask: object | ((id: number) => object) }> = {
  searchOffers: { needs: 'market.read', ask: { filters: {} } },
  listTemplates: { needs: 'market.read', ask: {} },
  rentOffer: { needs: 'instances.rent', ask: { id: 1, disk: 10, image: 'ubuntu' } },
  showInstance: { needs: 'instances.read', ask: (id) => ({ id }) },
  requestLogs: { needs: 'instances.read', ask: (id) => ({ id }) },
  listInstanceSshKeys: { needs: 'instances.read', ask: (id) => ({ id }) },
  manageInstance: { needs: 'instances.operate', ask: (id) => ({ id, label: 'x' }) },
  rebootInstance: { needs: 'instances.operate', ask: (id) => ({ id }) },
  attachSshKey: { needs: 'instances.operate', ask: (id) => ({ id, ssh_key: 'ssh-ed25519 AAAA me' }) },
  detachSshKey: { needs: 'instances.operate', ask: (id) => ({ id, ssh_key_id: 1 }) },
  recycleInstance: { needs: 'instances.destroy', ask: (id) => ({ id }) },
  destroyInstance: { needs: 'instances.destroy', ask: (id) => ({ id }) },
  changeBid: { needs: 'instances.rent', ask: (id) => ({ id, price: '0.5' }) },
  // An account's instances come whole, whichever team they are of.
  listInstances: { needs: 'instances.read, all of them', ask: { limit: 25 } },
  showUser: { needs: 'accounts.read', ask: {} },
  listApiKeys: { needs: 'accounts.read', ask: {} },
  listSshKeys: { needs: 'accounts.read', ask: {} },
  createSshKey: { needs: 'accounts.manage', ask: { ssh_key: 'ssh-ed25519 AAAA me' } },
  deleteSshKey: { needs: 'accounts.manage', ask: { id: 1 } },
  listCharges: { needs: 'balance.read', ask: { from: 1, to: 2 } },
  listInvoices: { needs: 'balance.read', ask: { from: 1, to: 2 } },
};

let fleet: Fleet;
let elsewhere: Fleet;
let own: string;
let gateway: Gateway;
const idOf = (place: Place) => PLACES.indexOf(place) + 1;

beforeAll(async () => {
  fleet = await openFleet();
  elsewhere = { ...fleet, ...(await addWorkspace(fleet.store)) };
  const { db } = fleet.store;
  const { workspaceId } = fleet.scope;
  const teams = await db
    .insert(team)
    .values(['Own', 'Other'].map((name, position) => ({ workspaceId, name, position })))
    .returning();
  own = teams[0]?.id ?? '';
  for (const place of PLACES) {
    const home = place === 'elsewhere' ? elsewhere : fleet;
    const key = { workspaceId: home.scope.workspaceId, accountId: home.accountId, contractId: idOf(place) };
    const teamId = place === 'own' ? own : place === 'other' ? (teams[1]?.id ?? null) : null;
    await db.insert(contract).values({ ...key, origin: 'gantry', firstSeenAt: NOW, teamId });
    await addInstance(home, { contractId: idOf(place) });
  }
  gateway = createGateway({
    db,
    // The accounts' keys open with no secret: what is allowed ends before Vast.ai, and nothing gets past that.
    vast: createVast({
      fetch: () => Promise.reject(new Error('Vast.ai must not hear of it')),
      limiter: { book: async () => 0, slowDown: async () => {} },
      nowMs: () => NOW.getTime(),
      sleep: async () => {},
      random: () => 0.5,
    }),
    now: () => NOW,
    secretKey: randomBytes(32),
  });
  return () => fleet.store.close();
});

describe.each(Object.entries(TABLE))('%s', (name, { needs, ask }) => {
  const op = operations[name as Name];
  const places: Place[] = typeof ask === 'function' ? [...PLACES] : ['own', 'elsewhere'];

  it.each(ROLES)('is allowed to and refused a %s as the table says', async (role) => {
    const actor = personActor({ ...fleet.scope, role, sees: sightOf(role, [own]) });
    for (const place of places) {
      const accountId = (place === 'elsewhere' ? elsewhere : fleet).accountId;
      const given = typeof ask === 'function' ? ask(idOf(place)) : ask;
      const outcome = await gateway.run(op, accountId, given as never, actor);
      const code = outcome.kind === 'refused' ? outcome.problem.code : outcome.kind;
      expect(`${place}: ${code}`).toBe(
        `${place}: ${expected(role, place, needs, typeof ask === 'function')}`,
      );
    }
  });
});

function expected(role: (typeof ROLES)[number], place: Place, needs: string, onInstance: boolean): string {
  const [right, whole] = needs.split(', ');
  const seesAll = role !== 'engineer' && role !== 'viewer';
  if (!holds(role, right as never) || (whole && !seesAll)) return 'gateway.not_permitted';
  // Whoever sees all is stopped by the account: an unknown number at an account of theirs is Vast.ai's to refuse.
  if (place === 'elsewhere')
    return onInstance && !seesAll ? 'gateway.instance_not_found' : 'gateway.account_not_found';
  return onInstance && !seesPlace(role, place) ? 'gateway.instance_not_found' : 'gateway.key_unreadable';
}
