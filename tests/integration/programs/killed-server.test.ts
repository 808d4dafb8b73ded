/**
 * A server that is killed with -9 in the middle of creates by REST, with clients that try again under their keys. The
 * same with the whole of Gantry, for as long as one likes: `npm run test:idempotency`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createClient } from '@/clients/typescript/src';
import { ABANDONED_MS, ABSENCE_MS, resolveUnsettled } from '@/lib/gateway/resolver';
import { freePort } from '@/lib/store/server/cluster';
import { type Create, createOf } from '@/tests/chaos/creates';
import { seeded } from '@/tests/chaos/emulator';
import { disagreements, type Outcome, outcomeOf } from '@/tests/chaos/outcomes';
import { program } from '@/tests/support/program';
import { type TestWorld, testWorld } from '@/tests/support/world';

const CREATES = 30;
const CLIENTS = 6;

async function openDoor(world: TestWorld, port: number): Promise<ChildProcess> {
  const door = spawn(process.execPath, ['--import', 'tsx', 'tests/chaos/door.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: world.databaseUrl,
      DOOR_KEY: world.ports.secretKey.toString('hex'),
      DOOR_PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(door.stdout, 'data');
  return door;
}

/** Nothing is under way: what the killed one left behind is found out, as if the time for it had passed. */
async function foundOut(world: TestWorld) {
  await sleep(100);
  world.passTime(ABANDONED_MS);
  for (let round = 0; round < 4; round++) {
    await resolveUnsettled(world.ports, world.gateway);
    world.passTime(ABSENCE_MS / 2);
  }
}

/** A server that is away is asked again at once, and what asks to wait some seconds is waited for in this test’s time. */
const hasty: typeof fetch = async (url, init) => {
  const answer = await fetch(url, init).catch(() => null);
  if (!answer) {
    await sleep(100);
    return hasty(url, init);
  }
  const headers = new Headers(answer.headers);
  if (headers.has('retry-after')) headers.set('retry-after', '0.2');
  return new Response(await answer.text(), { status: answer.status, headers });
};

it('makes nothing twice, loses nothing without an answer, and has one outcome for each key', async () => {
  const world = await testWorld({ seed: 11 });
  const { token } = await program(world);
  const port = await freePort();
  let door = await openDoor(world, port);
  onTestFinished(() => void door.kill('SIGKILL'));
  const random = seeded(11);
  const anywhere = { match: { path: '/api/' } };
  await world.faults([
    { ...anywhere, kind: 'reset_before', rate: 0.04 },
    { ...anywhere, kind: 'reset_after', rate: 0.04 },
    // So that there is always something under way to be killed.
    { ...anywhere, kind: 'delay', delayMs: 25, rate: 1 },
  ]);

  const client = createClient({ url: `http://127.0.0.1:${port}`, token, fetch: hasty, deadlineMs: 60_000 });
  const outcomes = new Map<Create, Outcome>();
  let begun = 0;
  const asking = async () => {
    while (begun < CREATES) {
      const create = await createOf(world.emulator, begun++);
      outcomes.set(create, await outcomeOf(client, create));
    }
  };
  let over = false;
  const all = Promise.all(Array.from({ length: CLIENTS }, asking)).finally(() => {
    over = true;
  });
  let kills = 0;
  while (!over) {
    // Whoever waits for an answer that got lost begins nothing new: it is found out after the next kill.
    const until = Date.now() + (kills < 2 ? 2_000 : 4_000);
    while (!over && begun < (CREATES * (kills + 1)) / 3 && Date.now() < until) await sleep(5);
    await sleep(random() * 60);
    door.kill('SIGKILL');
    await once(door, 'exit');
    kills += 1;
    await foundOut(world);
    door = await openDoor(world, port);
  }
  await all;

  expect(outcomes.size).toBe(CREATES);
  await world.faults([]);
  expect(await disagreements(client, world.emulator.url, outcomes)).toEqual([]);
  const done = [...outcomes.values()].filter(({ kind }) => kind === 'done');
  expect(done.length).toBeGreaterThan(CREATES / 2);
  expect(kills).toBeGreaterThan(1);
}, 90_000);
