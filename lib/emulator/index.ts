/**
 * A local Vast.ai: the same HTTP over a seeded world with a clock, money and faults. It is written from Vast.ai's
 * documentation and never from our client, whose mistakes it would share.
 */
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Courier } from './courier';
import { Journal, type Past, readPast } from './journal';
import type { LimitMode } from './limits';
import { replay } from './replay';
import { routesOf } from './routes';
import { ResultStore } from './routes/logs';
import { serverOf } from './server';
import { worldClock } from './world/clock';
import type { World } from './world/world';
import { buildWorld, EDITION, usualHistory } from './worlds';

const TELL_EVERY_MS = 1_000;

export interface EmulatorOptions {
  readonly seed?: number;
  readonly world?: string;
  /** The present when the world begins; default: now. */
  readonly epoch?: Date | string;
  /** Days of past; default: what the world is usually shown with. */
  readonly history?: number;
  readonly limits?: LimitMode;
  readonly stateDir?: string;
  /** 0 (the default) takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** Offers a search returns at most, whatever its limit says. */
  readonly searchCap?: number;
  /** World seconds in a real one; 0 stands still between advances. */
  readonly speed?: number;
  /** Real time, for tests that hold it. */
  readonly realMs?: () => number;
}

export interface Emulator {
  readonly url: string;
  readonly apiKey: string;
  readonly accounts: readonly { readonly name: string; readonly apiKey: string }[];
  readonly world: World;
  /** Requests it has been asked so far. */
  requests(): number;
  close(): Promise<void>;
}

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const realMs = options.realMs ?? Date.now;
  const file = options.stateDir ? join(options.stateDir, 'journal.jsonl') : null;
  const past = file ? readPast(file) : null;
  const origin = past?.origin ?? {
    edition: EDITION,
    world: options.world ?? 'small-team',
    seed: options.seed ?? 1,
    epoch: Math.floor((options.epoch === undefined ? realMs() : new Date(options.epoch).getTime()) / 1000),
    history: options.history ?? usualHistory(options.world ?? 'small-team'),
  };
  if (!Number.isFinite(origin.epoch)) throw new Error(`not a date: ${options.epoch}`);
  if (origin.edition !== EDITION) {
    throw new Error(
      `${file} was written by edition ${origin.edition} of the emulator, this is ${EDITION}: its past would come out differently. Begin with an empty folder.`,
    );
  }
  const speed = options.speed ?? 1;
  const clock = worldClock(resume(past, realMs()) ?? origin.epoch, speed, realMs);
  const results = new ResultStore();
  const world = buildWorld(origin, clock);
  const courier = new Courier(realMs);
  const routes = routesOf(options.searchCap ?? 64, results, courier);
  const journal = new Journal();
  if (past) replay(world, routes, past.entries, journal);
  // What the replay had to tell was told when it happened.
  world.notifications.take();
  if (file) {
    journal.open(file, past ? null : origin);
    journal.anchor({ world: clock.now(), realMs: realMs(), speed });
  }
  const app = serverOf({
    world,
    journal,
    routes,
    results,
    courier,
    limits: options.limits ?? 'scaled',
    realMs,
  });
  return listen(app, world, journal, courier, options);
}

/** Time went on while the emulator was away, as it does for instances nobody looks at. */
function resume(past: Past | null, nowMs: number): number | null {
  if (!past?.anchor) return null;
  const { world, realMs, speed } = past.anchor;
  const last = past.entries.at(-1)?.at ?? world;
  return Math.max(last, world + Math.floor((Math.max(0, nowMs - realMs) / 1000) * speed) + past.advanced);
}

function listen(
  app: ReturnType<typeof serverOf>,
  world: World,
  journal: Journal,
  courier: Courier,
  options: EmulatorOptions,
): Promise<Emulator> {
  const hostname = options.host ?? '127.0.0.1';
  let requests = 0;
  const fetch: typeof app.fetch = (request, env, context) => {
    requests += 1;
    return app.fetch(request, env, context);
  };
  // Things happen while nobody asks, and whoever has a webhook is told when they do.
  const telling = setInterval(() => {
    if (!world.notifications.listening) return;
    world.settle();
    courier.send(world.notifications.take());
  }, TELL_EVERY_MS);
  telling.unref();
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port: options.port ?? 0, hostname }, ({ port }) => {
      // Whom a world begins with: their teams and subaccounts are theirs to show.
      const accounts = world.accounts
        .filter((one) => one.team === null && one.parent === null)
        .map((one) => ({ name: one.name, apiKey: one.keys[0]?.secret ?? '' }));
      resolve({
        url: `http://${hostname}:${port}`,
        apiKey: accounts[0]?.apiKey ?? '',
        accounts,
        world,
        requests: () => requests,
        close: () =>
          new Promise((closed) => {
            clearInterval(telling);
            courier.close();
            server.close(() => {
              journal.close();
              closed();
            });
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.once('error', reject);
  });
}
