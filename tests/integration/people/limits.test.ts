import { randomBytes } from 'node:crypto';
import { eq, like } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createGateway, type GatewayPorts } from '@/lib/gateway/index';
import { removeLimit, setLimit } from '@/lib/gateway/limits';
import { exact, type Usd, usd } from '@/lib/money';
import { personActor } from '@/lib/policy/actor';
import { committedUnder } from '@/lib/store/commitments';
import { auditEvent, contract, intent, spendingLimit, team, vastIdentity } from '@/lib/store/schema';
import { createVast } from '@/lib/vast/client';
import { operations } from '@/lib/vast/operations';
import { writeDay } from '@/tests/support/books';
import { addInstance, addWorkspace, type Fleet, minutesAgo, NOW, openFleet } from '@/tests/support/fleet';

const fleet: Fleet = await openFleet();
afterAll(() => fleet.store.close());
const { db } = fleet.store;

// Each test has a workspace of its own.
let here: Fleet;
beforeEach(async () => {
  here = { ...fleet, ...(await addWorkspace(fleet.store)) };
});

const ports: GatewayPorts = {
  db,
  vast: createVast({
    fetch: () => Promise.reject(new Error('Vast.ai must not hear of it')),
    limiter: { book: async () => 0, slowDown: async () => {} },
    nowMs: () => NOW.getTime(),
    sleep: async () => {},
    random: () => 0.5,
  }),
  now: () => NOW,
  secretKey: randomBytes(32),
};

const addTeam = async (name: string): Promise<string> => {
  const [made] = await db
    .insert(team)
    .values({ workspaceId: here.scope.workspaceId, name, position: 0 })
    .returning();
  return made?.id ?? '';
};

const committed = async (
  of: { team: string } | { person: string } | 'workspace' = 'workspace',
  replaced?: number,
) => {
  const subject = of === 'workspace' ? of : 'team' in of ? 'team' : 'person';
  const subjectId = of === 'workspace' ? null : 'team' in of ? of.team : of.person;
  const { hourUsd, dayUsd } = await committedUnder(
    db,
    { workspaceId: here.scope.workspaceId, subject, subjectId },
    NOW,
    replaced === undefined ? undefined : { accountId: here.accountId, contractId: replaced },
  );
  return { hour: plain(hourUsd), day: plain(dayUsd) };
};
const plain = (amount: Usd) => Number(exact(amount));

const know = (contractId: number, over: Partial<typeof contract.$inferInsert> = {}) =>
  db.insert(contract).values({
    workspaceId: here.scope.workspaceId,
    accountId: here.accountId,
    contractId,
    origin: 'gantry',
    firstSeenAt: NOW,
    ...over,
  });

const intend = (over: Partial<typeof intent.$inferInsert>) =>
  db.insert(intent).values({
    workspaceId: here.scope.workspaceId,
    accountId: here.accountId,
    operation: operations.rentOffer.name,
    actor: personActor(here.scope),
    input: {},
    reservedHourUsd: usd('0.5'),
    openedAt: NOW,
    ...over,
  });

describe('what is committed', () => {
  it('is what runs at its running price, and what is stopped at its disk’s', async () => {
    await addInstance(here, { contractId: 1, dphTotal: usd('0.66'), startedAt: NOW });
    await addInstance(here, {
      contractId: 2,
      actualStatus: 'exited',
      intendedStatus: 'stopped',
      nextState: 'stopped',
      dphTotal: usd('2'),
      presentHour: usd('0.01'),
      startedAt: null,
    });
    // It is noon: twelve hours of the UTC day are to come.
    expect(await committed()).toEqual({ hour: 0.67, day: 8.04 });
  });

  it('is the running price of what waits to run: nobody is asked when its bid wins', async () => {
    await addInstance(here, {
      contractId: 1,
      actualStatus: 'exited',
      intendedStatus: 'running',
      dphTotal: usd('2'),
      presentHour: usd('0.01'),
      startedAt: null,
    });
    expect((await committed()).hour).toBe(2);
  });

  it('is what was asked for, until a reading that began after the answer is stored', async () => {
    await intend({ state: 'open' });
    await intend({ state: 'unknown', contractId: null });
    await intend({ state: 'refused', closedAt: NOW });
    await intend({ state: 'done', contractId: 5, closedAt: minutesAgo(-1) });
    // Long before the last reading began: it would be listed if it were there.
    await intend({ state: 'done', contractId: 6, closedAt: minutesAgo(10) });
    expect((await committed()).hour).toBe(1.5);
  });

  it('counts a contract once, at the larger of what it costs and what is reserved for it', async () => {
    await addInstance(here, { contractId: 5, dphTotal: usd('0.66'), startedAt: NOW });
    await intend({ state: 'done', contractId: 5, closedAt: minutesAgo(-1), reservedHourUsd: usd('0.7') });
    expect((await committed()).hour).toBe(0.7);
    // A start or a bid replaces what it is weighed against.
    expect((await committed('workspace', 5)).hour).toBe(0);
  });

  it('is counted for the team that pays and the person whose it is', async () => {
    const research = await addTeam('Research');
    const search = await addTeam('Search');
    await know(1, { teamId: research, ownerId: here.scope.personId });
    await addInstance(here, { contractId: 1, startedAt: NOW });
    const plan = { teamId: search, ownerId: here.scope.personId, endsAt: null };
    await intend({ state: 'open', plan });
    expect((await committed({ team: research })).hour).toBe(0.66);
    expect((await committed({ team: search })).hour).toBe(0.5);
    expect((await committed({ person: here.scope.personId })).hour).toBe(1.16);
  });

  it('of a day is what it has cost by the ledger or by the price, the larger, and what comes', async () => {
    await addInstance(here, { contractId: 1, dphTotal: usd('1'), startedAt: minutesAgo(120) });
    // Two hours at a dollar, twelve to come.
    expect((await committed()).day).toBe(14);
    await writeDay(here, '2026-11-24', [{ contractId: 1, label: 'run-1', amount: '2.5' }]);
    expect((await committed()).day).toBe(14.5);
    // Long gone, and charged today.
    await writeDay(here, '2026-11-24', [{ contractId: 9, label: 'run-9', amount: '3' }]);
    expect((await committed()).day).toBe(17.5);
  });

  it('of a day ends with the lease', async () => {
    await know(1, { endsAt: minutesAgo(-90) });
    await addInstance(here, { contractId: 1, dphTotal: usd('1'), startedAt: NOW });
    expect((await committed()).day).toBe(1.5);
    // A lease is kept by this server's clock: Vast.ai's, half an hour behind, makes it no longer.
    const behind = { instancesReadAt: minutesAgo(30) };
    await db
      .update(vastIdentity)
      .set(behind)
      .where(like(vastIdentity.id, `%#${here.accountId}`));
    expect((await committed()).day).toBe(1.5);
  });
});

describe('a limit', () => {
  const limit = {
    subject: 'team',
    hourUsd: usd('1'),
    dayUsd: null,
    gpus: null,
    countries: null,
    longestHours: null,
    endRequired: false,
  } as const;

  it('is set, replaced and removed by those who may, and each is written down', async () => {
    const subjectId = await addTeam('Research');
    const owner = personActor(here.scope);
    const viewer = personActor({ ...here.scope, role: 'engineer' });
    const given = { ...limit, subjectId, whose: 'Research' };
    expect(await setLimit(ports, viewer, given)).toMatchObject({
      problem: { code: 'gateway.not_permitted' },
    });
    expect(await setLimit(ports, owner, given)).toMatchObject({ ok: true });
    expect(await setLimit(ports, owner, { ...given, hourUsd: usd('2') })).toMatchObject({ ok: true });
    const mine = eq(spendingLimit.workspaceId, here.scope.workspaceId);
    expect(
      (await db.select().from(spendingLimit).where(mine)).map((row) => plain(row.hourUsd ?? usd('0'))),
    ).toEqual([2]);
    expect(await removeLimit(ports, viewer, given)).toMatchObject({ ok: false });
    expect(await removeLimit(ports, owner, given)).toMatchObject({ ok: true });
    expect(await db.select().from(spendingLimit).where(mine)).toEqual([]);
    const events = await db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.workspaceId, here.scope.workspaceId));
    expect(events.map((event) => event.sentence)).toEqual([
      'set what Research may spend',
      'set what Research may spend',
      'removed the spending limit of Research',
    ]);
  });

  it('refuses a start that would pass it, in a sentence, and Vast.ai hears nothing', async () => {
    const subjectId = await addTeam('Research');
    await setLimit(ports, personActor(here.scope), { ...limit, subjectId, whose: 'Research' });
    await know(1, { teamId: subjectId });
    await know(2, { teamId: subjectId });
    await addInstance(here, { contractId: 1, startedAt: NOW });
    await addInstance(here, {
      contractId: 2,
      actualStatus: 'exited',
      intendedStatus: 'stopped',
      presentHour: usd('0.01'),
    });
    const asked = await createGateway({ ...ports }).run(
      operations.manageInstance,
      here.accountId,
      { id: 2, state: 'running' },
      personActor(here.scope),
      { contractId: 2, reserveHourUsd: '0.66' },
    );
    // The key of this account can't even be opened: it is refused before that matters, or after; never sent.
    expect(asked.kind).toBe('refused');
    expect(await db.select().from(intent).where(eq(intent.workspaceId, here.scope.workspaceId))).toEqual([]);
  });
});
