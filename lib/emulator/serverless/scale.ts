/**
 * The autoscaler. It looks at an endpoint at moments of its own on the world's timeline, often while something moves
 * and seldom while nothing does, so that the world comes out the same however often anybody asks.
 */
import type { Seconds } from '../world/clock';
import { isLive } from '../world/contracts';
import type { Endpoint, Worker, Workergroup } from '../world/serverless';
import type { World } from '../world/world';
import { give, renew, rentWorker, sleep, wake } from './act';
import { type Targets, targetsOf } from './load';
import { note, noteOf } from './log';
import { atWork, isAwake, perfOf, statusOf, workersOf, worthOf } from './workers';

/** Seconds to the next look: while something moves, and while nothing does. */
const MOVING = 5;
const CALM = 300;
/** After the market had nothing: twice as long each time, to an hour. */
const MARKET_AGAIN = { first: 60, most: 3600 };
/** A worker that nobody needs stays ready for a while, and is seen to have been. */
const RESTS_FOR = 30;
/** A worker more than needed is kept asleep for a while, because load comes back. */
const SPARE_FOR = 300;
/** How long a worker may wait for its GPUs, load, or be in trouble before it is given up. */
const PATIENCE: Partial<Record<string, Seconds>> = {
  PENDING: 60,
  ERROR: 300,
  CREATING: 300,
  LOADING: 1200,
  STARTING: 600,
};
/** Workers rented in one look. */
const RENTS_A_LOOK = 4;

/** Looks at `when`, unless it would look earlier anyway. */
export function lookSoon(world: World, endpoint: Endpoint, when: Seconds): void {
  if (endpoint.look !== null && endpoint.look <= when) return;
  endpoint.look = when;
  world.timeline.plan(when, (moment) => {
    if (endpoint.look !== moment || !world.endpoints.includes(endpoint)) return;
    endpoint.look = null;
    look(world, endpoint, moment);
  });
}

function look(world: World, endpoint: Endpoint, at: Seconds): void {
  for (const group of endpoint.groups) observe(world, group, at);
  const targets = targetsOf(endpoint, at);
  if (endpoint.state === 'stopped') {
    for (const [group, worker] of each(endpoint)) sleep(world, group, worker, at);
  } else if (endpoint.state === 'active') {
    giveUp(world, endpoint, at);
    update(world, endpoint, at);
    grow(world, endpoint, targets, at);
    shrink(world, endpoint, targets, at);
  }
  note(
    endpoint,
    at,
    'trace',
    `load ${targets.load.toFixed(2)}/s, target ${targets.awake.toFixed(2)}/s awake and ${targets.all.toFixed(2)}/s in all, ${workersOf(endpoint.groups).length} workers`,
  );
  planNext(world, endpoint, targets, at);
}

const each = (endpoint: Endpoint): [Workergroup, Worker][] =>
  endpoint.groups.flatMap((group) => group.workers.map((worker): [Workergroup, Worker] => [group, worker]));

/** Sees what became of the workers since, and writes it down. */
function observe(world: World, group: Workergroup, at: Seconds): void {
  for (const worker of [...group.workers]) {
    const { contract } = worker;
    if (!isLive(contract)) {
      group.workers.splice(group.workers.indexOf(worker), 1);
      noteOf(group, at, 'info1', `worker ${contract.id} is gone`);
      continue;
    }
    worker.work = worker.work.filter((one) => one.until > at || one.at > at - 60);
    const status = statusOf(world, contract, at);
    if (status === worker.status) continue;
    noteOf(group, at, 'info1', `worker ${contract.id}: ${worker.status ?? 'NEW'} -> ${status}`);
    Object.assign(worker, { status, since: at });
    if (status !== 'IDLE') worker.work = [];
    else if (!worker.measured) measure(world, group, worker, at);
  }
}

function measure(world: World, group: Workergroup, worker: Worker, at: Seconds): void {
  Object.assign(worker, { measured: true, loadedAt: at });
  group.measured = true;
  noteOf(group, at, 'info1', `worker ${worker.contract.id} measured: ${perfOf(world, worker)} load/s`);
}

function giveUp(world: World, endpoint: Endpoint, at: Seconds): void {
  for (const [group, worker] of each(endpoint)) {
    const patience = PATIENCE[worker.status ?? ''];
    if (patience !== undefined && at - worker.since >= patience)
      give(world, group, worker, at, `${worker.status} for ${at - worker.since} s`);
  }
}

/** One at a time of each group, so that the others go on working. */
function update(world: World, endpoint: Endpoint, at: Seconds): void {
  for (const group of endpoint.groups) {
    if (group.workers.some((one) => isAwake(one) && one.status !== 'IDLE')) continue;
    const next = group.workers.find((one) => one.outdated && isAwake(one) && atWork(one, at) === 0);
    if (next) renew(world, group, next, at);
  }
}

const able = (world: World, workers: readonly Worker[]): number =>
  workers.reduce((sum, one) => sum + perfOf(world, one), 0);

/** Room for one more under max_workers, in the group that has the fewest. */
function rentOne(world: World, endpoint: Endpoint, at: Seconds): boolean {
  if (at < endpoint.rentAgain || workersOf(endpoint.groups).length >= endpoint.scaling.maxWorkers)
    return false;
  const groups = endpoint.groups.toSorted((a, b) => a.workers.length - b.workers.length || a.id - b.id);
  const rented = groups.some((group) => rentWorker(world, group, at));
  endpoint.dry = rented ? 0 : endpoint.dry + 1;
  if (!rented) {
    const wait = MARKET_AGAIN.first * 2 ** Math.min(endpoint.dry - 1, 10);
    endpoint.rentAgain = at + Math.min(MARKET_AGAIN.most, wait);
  }
  return rented;
}

function grow(world: World, endpoint: Endpoint, targets: Targets, at: Seconds): void {
  wakeEnough(world, endpoint, targets, at);
  for (let rents = 0; rents < RENTS_A_LOOK && wantsMore(world, endpoint, targets); rents += 1) {
    if (!rentOne(world, endpoint, at)) return;
  }
}

function wakeEnough(world: World, endpoint: Endpoint, targets: Targets, at: Seconds): void {
  if (world.account(endpoint.account).wallet.credit(at) <= 0n) return;
  const asleep = each(endpoint)
    .filter(([, worker]) => !isAwake(worker))
    .sort(([, a], [, b]) => worthOf(world, b) - worthOf(world, a) || a.contract.id - b.contract.id);
  for (const [group, worker] of asleep) {
    const awake = workersOf(endpoint.groups).filter(isAwake);
    if (able(world, awake) >= targets.awake && (awake.length > 0 || !targets.oneAwake)) return;
    wake(world, group, worker, at);
  }
}

/** More load than all can do, fewer than are to be kept, or a group of which nobody knows how fast it is. */
function wantsMore(world: World, endpoint: Endpoint, targets: Targets): boolean {
  const workers = workersOf(endpoint.groups);
  return (
    workers.length < endpoint.scaling.coldWorkers ||
    (workers.length === 0 && targets.oneAwake) ||
    able(world, workers) < targets.all ||
    endpoint.groups.some((group) => !group.measured && group.workers.length < group.testWorkers)
  );
}

function shrink(world: World, endpoint: Endpoint, targets: Targets, at: Seconds): void {
  const worst = each(endpoint).sort(
    ([, a], [, b]) => worthOf(world, a) - worthOf(world, b) || b.contract.id - a.contract.id,
  );
  for (const [group, worker] of worst) {
    if (!isResting(worker, at)) continue;
    const others = workersOf(endpoint.groups).filter((one) => isAwake(one) && one !== worker);
    const needed = able(world, others) < targets.awake || (others.length === 0 && targets.oneAwake);
    if (!needed) sleep(world, group, worker, at);
  }
  const { coldWorkers, maxWorkers } = endpoint.scaling;
  // Those that sleep go first, and one that is at work last.
  worst.sort(([, a], [, b]) => Number(isAwake(a)) - Number(isAwake(b)) || atWork(a, at) - atWork(b, at));
  for (const [group, worker] of worst) {
    const workers = workersOf(endpoint.groups);
    const spare =
      !isAwake(worker) &&
      at - worker.since >= SPARE_FOR &&
      workers.length > coldWorkers &&
      able(world, workers) - perfOf(world, worker) >= targets.all;
    if (workers.length > maxWorkers) give(world, group, worker, at, 'more than max_workers');
    else if (spare) give(world, group, worker, at, 'not needed');
  }
}

/** Ready and with nothing to do; one that was never measured goes on until it is. */
const isResting = (worker: Worker, at: Seconds): boolean =>
  isAwake(worker) && worker.status === 'IDLE' && worker.measured && at >= restedAt(worker);

const restedAt = ({ since, work }: Worker): Seconds =>
  Math.ceil(Math.max(since, ...work.map((one) => one.until))) + RESTS_FOR;

function planNext(world: World, endpoint: Endpoint, targets: Targets, at: Seconds): void {
  const workers = workersOf(endpoint.groups);
  const moving = workers.some(
    (one) => !isSettled(one) || one.outdated || (one.status === 'STOPPED' && isAwake(one)),
  );
  const busy = targets.load > 0 || workers.some((one) => atWork(one, at) > 0);
  if (moving || busy) lookSoon(world, endpoint, at + MOVING);
  if (moving || busy || endpoint.state !== 'active' || endpoint.groups.length === 0) return;
  const waits = [
    at + CALM,
    endpoint.rentAgain,
    ...workers.flatMap((one) => [restedAt(one), one.since + SPARE_FOR]),
  ];
  const { inactivityTimeout } = endpoint.scaling;
  if (inactivityTimeout !== null && inactivityTimeout > 0)
    waits.push((endpoint.lastRequest ?? endpoint.created) + inactivityTimeout);
  lookSoon(world, endpoint, Math.min(...waits.filter((moment) => moment > at)));
}

/** In a state that ends only when somebody ends it. */
const isSettled = (worker: Worker): boolean =>
  (worker.status === 'IDLE' && isAwake(worker)) || (worker.status === 'STOPPED' && !isAwake(worker));
