/**
 * Rents of several people at once, in random order, with answers that come, get lost or refuse, while a poller reads:
 * whatever happens, what Vast.ai took passes no ceiling. GANTRY_INTERLEAVINGS says how many (npm run test:limits: 1,000).
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { type GatewayPorts, runOperation } from '@/lib/gateway/index';
import { seal } from '@/lib/gateway/seal';
import { exact, per, sum, times, type Usd, usd } from '@/lib/money';
import { type Actor, personActor } from '@/lib/policy/actor';
import { account, spendingLimit, team, vastIdentity } from '@/lib/store/schema';
import { createVast } from '@/lib/vast/client';
import { operations } from '@/lib/vast/operations';
import { addInstance, addWorkspace, type Fleet, NOW, openFleet } from '@/tests/support/fleet';

const RUNS = Number(process.env.GANTRY_INTERLEAVINGS ?? 40);
const HOUR_MS = 3_600_000;
/** It is noon: what has no end today costs for twelve hours more. */
const LEFT_TODAY = 12;

const fleet = await openFleet();
afterAll(() => fleet.store.close());
const { db } = fleet.store;
const secretKey = randomBytes(32);

const dollars = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((n) => (n / 1000).toFixed(3));
const ceiling = (most: number) => fc.option(dollars(0, most), { freq: 3 });
const ceilings = fc.record({ hour: ceiling(6), day: ceiling(60) });
const rentOf = fc.record({
  person: fc.nat({ max: 2 }),
  team: fc.option(fc.nat({ max: 1 })),
  hour: dollars(0.1, 2),
  endsInHours: fc.option(fc.integer({ min: 1, max: 20 })),
  answer: fc.constantFrom('done', 'done', 'done', 'refused', 'lost'),
  // Together, or one after another's answer.
  startsAfterMs: fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 60 })),
  takesMs: fc.nat({ max: 6 }),
});
const scenario = fc.record({
  workspace: ceilings,
  teams: fc.tuple(ceilings, ceilings),
  people: fc.tuple(ceilings, ceilings, ceilings),
  rents: fc.array(rentOf, { minLength: 1, maxLength: 10 }),
  readsEveryMs: fc.integer({ min: 1, max: 80 }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;
type Rent = Scenario['rents'][number];

interface Run {
  here: Fleet;
  people: string[];
  teams: string[];
  ports: GatewayPorts;
  /** What Vast.ai took: offer (its index) by contract. */
  taken: Map<number, number>;
}

async function begin({ workspace, teams, people, rents }: Scenario): Promise<Run> {
  const here = { ...fleet, ...(await addWorkspace(fleet.store)) };
  const { workspaceId } = here.scope;
  await db
    .update(account)
    .set({ keySealed: seal('key', secretKey, `${workspaceId}/${here.accountId}`) })
    .where(eq(account.id, here.accountId));
  const made = await db
    .insert(team)
    .values(['Research', 'Search'].map((name, position) => ({ workspaceId, name, position })))
    .returning();
  const teamIds = made.map((each) => each.id);
  const personIds = people.map(() => randomUUID());
  const limit = (
    subject: 'workspace' | 'team' | 'person',
    subjectId: string | null,
    of: typeof workspace,
  ) => ({
    workspaceId,
    subject,
    subjectId,
    hourUsd: of.hour === null ? null : usd(of.hour),
    dayUsd: of.day === null ? null : usd(of.day),
    changedAt: NOW,
  });
  await db
    .insert(spendingLimit)
    .values([
      limit('workspace', null, workspace),
      ...teams.map((of, index) => limit('team', teamIds[index] ?? null, of)),
      ...people.map((of, index) => limit('person', personIds[index] ?? null, of)),
    ]);
  const taken = new Map<number, number>();
  let ticks = 0;
  const now = () => new Date(NOW.getTime() + ticks++);
  const ports: GatewayPorts = {
    db,
    vast: createVast({
      fetch: async (url) => {
        const offer = Number(/asks\/(\d+)/.exec(String(url))?.[1]);
        const { answer = 'refused', takesMs = 0 } = rents[offer] ?? {};
        await sleep(takesMs);
        const headers = { date: now().toUTCString() };
        if (answer === 'refused')
          return Response.json(
            { success: false, error: 'no_such_ask', msg: 'gone' },
            { status: 404, headers },
          );
        const contractId = 1000 + offer;
        taken.set(contractId, offer);
        await sleep(takesMs);
        if (answer === 'lost') throw new TypeError('fetch failed');
        return Response.json({ success: true, new_contract: contractId }, { headers });
      },
      limiter: { book: async () => 0, slowDown: async () => {} },
      nowMs: () => Date.now(),
      sleep: async () => {},
      random: () => 0.5,
    }),
    now,
    secretKey,
  };
  return { here, people: personIds, teams: teamIds, ports, taken };
}

async function rentOne({ here, people, teams, ports }: Run, rent: Rent, offer: number): Promise<string> {
  await sleep(rent.startsAfterMs);
  const personId = people[rent.person] ?? '';
  const actor: Actor = personActor({ ...here.scope, personId });
  const outcome = await runOperation(
    ports,
    operations.rentOffer,
    here.accountId,
    { id: offer, disk: 10, image: 'ubuntu' },
    actor,
    {
      idempotencyKey: randomUUID(),
      reserveHourUsd: rent.hour,
      plan: {
        what: 'a GPU',
        teamId: rent.team === null ? null : (teams[rent.team] ?? null),
        project: null,
        ownerId: personId,
        endsAt:
          rent.endsInHours === null
            ? null
            : new Date(NOW.getTime() + rent.endsInHours * HOUR_MS).toISOString(),
        gpuName: 'RTX 4090',
        numGpus: 1,
        machineId: 1,
        hostId: 1,
        country: 'US',
        quoteHourUsd: rent.hour,
        sshKey: null,
      },
    },
  );
  return outcome.kind === 'refused' ? outcome.problem.code : outcome.kind;
}

/** Reads what Vast.ai lists and stores it a little later, as the poller does; nothing that came between is in it. */
async function readOnce(
  { here, ports, taken }: Run,
  rents: readonly Rent[],
  known: Set<number>,
): Promise<void> {
  const began = ports.now();
  const listed = [...taken];
  await sleep(2);
  for (const [contractId, offer] of listed) {
    if (known.has(contractId)) continue;
    known.add(contractId);
    await addInstance(here, {
      contractId,
      label: null,
      dphTotal: usd(rents[offer]?.hour ?? '0'),
      presentHour: usd(rents[offer]?.hour ?? '0'),
      startedAt: NOW,
    });
  }
  const noted = ports.now();
  await db
    .update(vastIdentity)
    .set({
      instancesReadAt: noted,
      instancesNotedAt: noted,
      instancesReadMs: noted.getTime() - began.getTime(),
    })
    .where(eq(vastIdentity.id, `https://console.vast.ai#${here.accountId}`));
}

const dayOf = ({ hour, endsInHours }: Rent): Usd =>
  per(times(usd(hour), Math.min(LEFT_TODAY, endsInHours ?? LEFT_TODAY) * 60), 60);

const seen = { done: 0, unknown: 0, limited: 0 };

it(`no ceiling is passed by a cent, in ${RUNS} interleavings`, async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const run = await begin(given);
      const { rents, workspace, teams, people } = given;
      let over = false;
      const known = new Set<number>();
      const reading = (async () => {
        while (!over) {
          await readOnce(run, rents, known);
          await sleep(given.readsEveryMs);
        }
      })();
      const ended = await Promise.all(rents.map((rent, offer) => rentOne(run, rent, offer)));
      over = true;
      await reading;
      for (const how of ended) {
        if (how === 'done' || how === 'unknown') seen[how] += 1;
        if (how === 'limit.exceeded') seen.limited += 1;
      }

      const took = [...run.taken.values()].map((offer) => rents[offer]).filter((rent) => rent !== undefined);
      const holds = (of: typeof workspace, mine: (rent: Rent) => boolean) => {
        const theirs = took.filter(mine);
        const hour = sum(theirs.map((rent) => usd(rent.hour)));
        const day = sum(theirs.map(dayOf));
        // A tick of the clock passes between two looks: a thousandth of a second of twelve hours.
        if (of.hour !== null) expect(hour.lte(usd(of.hour)), `${exact(hour)} of ${of.hour}/h`).toBe(true);
        if (of.day !== null)
          expect(day.minus(usd(of.day)).lte(usd('0.0001')), `${exact(day)} of ${of.day}`).toBe(true);
      };
      holds(workspace, () => true);
      teams.forEach((of, index) => void holds(of, (rent) => rent.team === index));
      people.forEach((of, index) => void holds(of, (rent) => rent.person === index));
      const [only] = rents;
      if (rents.length === 1 && only) {
        const free = [
          workspace,
          people[only.person],
          only.team === null ? undefined : teams[only.team],
        ].every(
          (of) =>
            !of ||
            ((of.hour === null || usd(only.hour).lte(usd(of.hour))) &&
              (of.day === null || dayOf(only).lte(usd(of.day)))),
        );
        if (free) expect(ended[0]).not.toBe('limit.exceeded');
      }
    }),
    { numRuns: RUNS },
  );
  // Each way was taken: ceilings that bind nobody would prove nothing.
  expect(Math.min(seen.done, seen.unknown, seen.limited)).toBeGreaterThan(0);
}, 600_000);
