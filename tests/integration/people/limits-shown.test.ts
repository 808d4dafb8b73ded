import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GET } from '@/app/api/market/verdict/route';
import { SESSION_COOKIE } from '@/lib/auth/cookie';
import { createSession } from '@/lib/auth/sessions';
import { usd } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import {
  limitChoices,
  limitWhose,
  type RentVerdict,
  type RentWanted,
  rentVerdict,
  spendingLimits,
} from '@/lib/queries/limits';
import { store as sharedStore } from '@/lib/store/connection';
import { contract, offer, spendingLimit, team, vastIdentity } from '@/lib/store/schema';
import { addInstance, addWorkspace, type Fleet, minutesAgo, NOW, openFleet } from '@/tests/support/fleet';
import { join, newTeam, type PersonActor } from '@/tests/support/members';

const OFFER = 4711;
const OWNED = 9;

let fleet: Fleet;
let teams: { research: string; search: string };
/** Research's engineer, whose contract costs $0.66 an hour. */
let engineer: PersonActor;

const scopeOf = ({ workspaceId, personId, name, role, sees }: PersonActor): Scope => ({
  ...{ workspaceId, personId, personName: name, role, sees },
  email: '',
});

beforeAll(async () => {
  fleet = await openFleet();
  vi.stubEnv('DATABASE_URL', fleet.store.url);
  const { db } = fleet.store;
  const { workspaceId } = fleet.scope;
  teams = {
    research: await newTeam(db, workspaceId, 'Research'),
    search: await newTeam(db, workspaceId, 'Search'),
  };
  engineer = await join(db, workspaceId, 'Mia', 'engineer', [teams.research]);
  await db.insert(contract).values({
    ...{ workspaceId, accountId: fleet.accountId, contractId: OWNED, origin: 'gantry', firstSeenAt: NOW },
    ...{ teamId: teams.research, ownerId: engineer.personId },
  });
  await addInstance(fleet, { contractId: OWNED, startedAt: NOW });
  await db.insert(offer).values({
    origin: 'https://console.vast.ai',
    offerId: OFFER,
    machineId: 1,
    gpuName: 'RTX 4090',
    numGpus: 1,
    gpuRamMb: 24_000,
    dphBase: usd('0.5'),
    storageCost: usd('0'),
    country: 'NO',
    seenAt: NOW,
  });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await sharedStore().close();
  await fleet.store.close();
});

type Row = typeof spendingLimit.$inferInsert;
const setLimits = async (...limits: Partial<Row>[]) => {
  const { db } = fleet.store;
  await db.delete(spendingLimit).where(eq(spendingLimit.workspaceId, fleet.scope.workspaceId));
  for (const limit of limits) {
    await db.insert(spendingLimit).values({
      workspaceId: fleet.scope.workspaceId,
      subject: 'workspace',
      changedAt: minutesAgo(5),
      changedBy: engineer.personId,
      ...limit,
    });
  }
};

const research = (over: Partial<Row> = {}) =>
  ({ subject: 'team', subjectId: teams.research, hourUsd: usd('5'), ...over }) as const;

describe('the limits there are', () => {
  beforeAll(() =>
    setLimits(
      { hourUsd: usd('50') },
      research({ hourUsd: usd('0.5'), dayUsd: usd('100'), gpus: ['RTX 4090'], endRequired: true }),
      { subject: 'team', subjectId: teams.search, hourUsd: usd('7') },
      { subject: 'person', subjectId: engineer.personId, dayUsd: usd('1') },
      { subject: 'person', subjectId: fleet.scope.personId, dayUsd: usd('1') },
    ),
  );

  it('are shown with what is committed under each, and with who changed them', async () => {
    const shown = await spendingLimits(fleet.store.db, fleet.scope, NOW);
    // The owner of this fleet is nobody's row: a name is made up only for those.
    expect(shown.map(({ whose }) => whose)).toEqual([
      'Northwind AI',
      'Research',
      'Search',
      'Mia',
      'Somebody',
    ]);
    expect(shown[1]).toMatchObject({
      ...{ subject: 'team', hourUsd: '0.5', dayUsd: '100', gpus: ['RTX 4090'], endRequired: true },
      committed: { hourUsd: '0.66', dayUsd: '7.92' },
      over: '$0.66 an hour is running already; nothing more can start until it is below $0.50.',
      ...{ changedBy: 'Mia', changedAt: minutesAgo(5).toISOString() },
    });
    expect(shown[2]).toMatchObject({ committed: { hourUsd: '0', dayUsd: '0' }, over: null, dayUsd: null });
    expect(shown[3]?.over).toBe(
      '$7.92 of today is committed already; nothing more can start until tomorrow (UTC), or until something ends earlier.',
    );
  });

  it('that bind somebody are all that is shown to whoever sees their teams only', async () => {
    const shown = await spendingLimits(fleet.store.db, scopeOf(engineer), NOW);
    expect(shown.map(({ whose }) => whose)).toEqual(['Northwind AI', 'Research', 'Mia']);
    const teamless = await join(fleet.store.db, engineer.workspaceId, 'Noah', 'viewer');
    const his = await spendingLimits(fleet.store.db, scopeOf(teamless), NOW);
    expect(his.map(({ whose }) => whose)).toEqual(['Northwind AI']);
  });

  it('of another workspace are nobody’s business', async () => {
    const other = await addWorkspace(fleet.store);
    expect(await spendingLimits(fleet.store.db, other.scope, NOW)).toEqual([]);
    const name = (scope: Scope, subject: 'team' | 'person', subjectId: string) =>
      limitWhose(fleet.store.db, scope, { subject, subjectId });
    expect(await name(fleet.scope, 'team', teams.research)).toBe('Research');
    expect(await name(other.scope, 'team', teams.research)).toBeNull();
    expect(await name(fleet.scope, 'person', engineer.personId)).toBe('Mia');
    expect(await name(other.scope, 'person', engineer.personId)).toBeNull();
  });

  it('can be for teams that are not archived and for members, from what the market has', async () => {
    const { db } = fleet.store;
    const old = await newTeam(db, fleet.scope.workspaceId, 'Disbanded');
    await db.update(team).set({ archived: true }).where(eq(team.id, old));
    const choices = await limitChoices(db, fleet.scope);
    expect(choices?.teams.map(({ name }) => name)).toEqual(['Research', 'Search']);
    expect(choices?.people.map(({ name }) => name)).toContain('Mia');
    expect(choices).toMatchObject({ workspace: 'Northwind AI', gpus: ['RTX 4090'], countries: ['NO'] });
    expect(await limitChoices(db, scopeOf(engineer))).toBeNull();
  });
});

describe('the verdict on a rent', () => {
  const verdict = (over: Partial<RentWanted> = {}, scope = scopeOf(engineer), now = NOW) =>
    rentVerdict(
      fleet.store.db,
      scope,
      {
        ...{ accountId: fleet.accountId, offerId: OFFER, teamId: teams.research },
        ...{ hourUsd: usd('0.5'), endsAt: new Date(NOW.getTime() + 4 * 3_600_000) },
        ...over,
      },
      now,
    );

  it('is none where no limit binds it', async () => {
    await setLimits({ subject: 'team', subjectId: teams.search, hourUsd: usd('0.1') });
    expect(await verdict()).toBeNull();
  });

  it('is the ceiling that comes nearest', async () => {
    await setLimits({ hourUsd: usd('50') }, research({ dayUsd: usd('12') }));
    // $0.66 an hour for the twelve hours that are left, and four hours of $0.50.
    expect(await verdict()).toEqual({ kind: 'fits', says: 'Research: $9.92 of $12.00 today after this.' });
    await setLimits({ hourUsd: usd('50') }, research());
    expect(await verdict()).toEqual({
      kind: 'fits',
      says: 'Research: $1.16 of $5.00 an hour after this.',
    });
    await setLimits(research({ hourUsd: usd('1.16') }));
    expect(await verdict()).toMatchObject({ kind: 'near' });
  });

  it('is the refusal that the gateway would give', async () => {
    await setLimits({ hourUsd: usd('50') }, research({ hourUsd: usd('1') }));
    const refused = await verdict();
    expect(refused?.kind).toBe('refused');
    expect(refused?.says).toContain('Research may spend $1 an hour. $0.66 is committed and this adds $0.5');
  });

  it('counts the hours of a lease on this server’s clock, whatever Vast.ai’s says', async () => {
    await setLimits(research({ longestHours: 4, dayUsd: usd('200') }));
    await fleet.store.db.update(vastIdentity).set({ instancesReadAt: minutesAgo(30) });
    try {
      expect(await verdict()).toMatchObject({ kind: 'fits' });
      expect(await verdict({ endsAt: new Date(NOW.getTime() + 14_401_000) })).toMatchObject({
        kind: 'refused',
      });
    } finally {
      await fleet.store.db.update(vastIdentity).set({ instancesReadAt: NOW });
    }
  });

  it('of limits without a ceiling names them', async () => {
    await setLimits(research({ hourUsd: null, gpus: ['RTX 4090'], countries: ['NO', 'SE'] }));
    expect(await verdict()).toEqual({ kind: 'fits', says: 'Within what Research may rent.' });
    await setLimits(research({ hourUsd: null, gpus: ['A100'] }));
    expect((await verdict())?.says).toBe('Research may rent A100, and this is a RTX 4090.');
  });

  it('says nothing of another team, another workspace’s account, or an offer that never was', async () => {
    await setLimits({ hourUsd: usd('0.1') }, { subject: 'team', subjectId: teams.search, hourUsd: usd('1') });
    expect((await verdict())?.kind).toBe('refused');
    expect(await verdict({ teamId: teams.search })).toBeNull();
    expect(await verdict({ teamId: null })).toBeNull();
    expect(await verdict({ offerId: OFFER + 1 })).toBeNull();
    const other = await addWorkspace(fleet.store);
    expect(await verdict({ accountId: other.accountId })).toBeNull();
  });
});

describe('GET /api/market/verdict', () => {
  const ask = async (search: Record<string, string>, as?: PersonActor) => {
    const session =
      as && (await createSession(fleet.store.db, as.personId, { address: null, agent: null }, new Date()));
    return GET(
      new Request(`http://127.0.0.1/api/market/verdict?${new URLSearchParams(search)}`, {
        headers: session ? { cookie: `${SESSION_COOKIE}=${session.id}` } : {},
      }),
    );
  };
  const asked = () => ({
    account: fleet.accountId,
    offer: String(OFFER),
    team: teams.research,
    hour: '0.5',
    ends: '4',
  });
  const said = async (search: Record<string, string>) =>
    ((await (await ask(search, engineer)).json()) as { verdict: RentVerdict | null }).verdict;

  beforeAll(() => setLimits(research({ longestHours: 4 })));

  it('answers whoever may rent, and nobody else', async () => {
    expect((await ask(asked())).status).toBe(401);
    const viewer = await join(fleet.store.db, engineer.workspaceId, 'Vera', 'viewer', [teams.research]);
    expect((await ask(asked(), viewer)).status).toBe(403);
    const allowed = await ask(asked(), engineer);
    expect(allowed.headers.get('cache-control')).toBe('no-store');
    expect(await allowed.json()).toMatchObject({ verdict: { kind: 'fits' } });
    const stranger = await addWorkspace(fleet.store);
    const elsewhere = await join(fleet.store.db, stranger.scope.workspaceId, 'Zoe', 'owner');
    expect(await (await ask(asked(), elsewhere)).json()).toEqual({ verdict: null });
  });

  it('takes hours, a moment, or no end', async () => {
    expect(await said({ ...asked(), ends: '5' })).toMatchObject({ kind: 'refused' });
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    expect(await said({ ...asked(), ends: soon })).toMatchObject({ kind: 'fits' });
    const { ends: _ends, ...endless } = asked();
    expect((await said(endless))?.says).toContain('only with an end');
  });

  it('refuses what is no question, by its field', async () => {
    for (const [field, value] of [
      ['account', 'main'],
      ['offer', '-1'],
      ['team', randomUUID().slice(1)],
      ['hour', '1e3'],
      ['ends', 'soon'],
    ] as const) {
      const reply = await ask({ ...asked(), [field]: value }, engineer);
      expect(reply.status).toBe(422);
      expect(((await reply.json()) as { problem: { say: string } }).problem.say).toMatch(
        new RegExp(`^${field}: `),
      );
    }
  });
});
