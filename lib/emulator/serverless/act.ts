/** What the autoscaler does to workers: rent, wake, put to sleep, renew, give up. Each is an ordinary act on a contract. */
import type { Fields } from '../json';
import { dockerOptions } from '../routes/docker-options';
import { search } from '../views/search';
import type { Seconds } from '../world/clock';
import { enter } from '../world/contracts';
import { watchCredit } from '../world/credit';
import { begin, reconsider } from '../world/lifecycle';
import { destroy, rent } from '../world/rent';
import type { Worker, Workergroup, WorkerPlan } from '../world/serverless';
import { imageOf } from '../world/templates';
import type { World } from '../world/world';
import { noteOf } from './log';
import { launchOf, searchQueryOf } from './parse';
import { isAwake, workersOf } from './workers';

/** What a group without a template runs (the documents' own example of an image). */
const USUAL_IMAGE = 'vastai/base-image:latest';
const LEAST_DISK_GB = 8;

const templateOf = (world: World, group: Workergroup) =>
  world.templates.find((one) =>
    group.templateHash !== null ? one.hash === group.templateHash : one.id === group.templateId,
  );

/** A template's own wishes about the machine. */
const filtersOf = (template: ReturnType<typeof templateOf>): Fields =>
  searchQueryOf(JSON.stringify(template?.content.extraFilters ?? {})) ?? {};

/** Template, then what the group passes on; a deployment brings its own image. */
function planOf(world: World, group: Workergroup): WorkerPlan {
  const content = templateOf(world, group)?.content;
  const launch = launchOf(group.launchArgs);
  const { deployment } = group;
  const image = launch.image ?? deployment?.image ?? (content ? imageOf(content) : USUAL_IMAGE);
  const options = [content?.env, deployment?.env, launch.env].map((text) => dockerOptions(text ?? ''));
  return {
    diskGb: Math.max(LEAST_DISK_GB, launch.diskGb ?? deployment?.storageGb ?? content?.diskGb ?? 16),
    container: {
      image,
      env: [...new Map([['-p 3000:3000', '1'], ...options.flat()] as [string, string][])],
      onstart: launch.onstart ?? content?.onstart ?? null,
      runtype: content?.runtype ?? 'ssh',
      args: (content?.argsStr ?? '').split(' ').filter(Boolean),
      templateId: group.templateId,
      templateHash: group.templateHash,
    },
  };
}

/** Rents the offer with the most DLPerf for its price; false when the market has none or the credit is gone. */
export function rentWorker(world: World, group: Workergroup, at: Seconds): boolean {
  const account = world.account(group.endpoint.account);
  const { container, diskGb } = planOf(world, group);
  const [offer] = search(world, {
    kind: 'ondemand',
    filters: { ...filtersOf(templateOf(world, group)), ...group.searchQuery },
    at,
    account,
    disk: diskGb * 1000,
    order: [{ column: 'dlperf_per_dphtotal', down: true }],
    limit: 1,
    bundle: false,
  });
  if (!offer) {
    noteOf(group, at, 'info0', `no offer matches ${JSON.stringify(group.searchQuery)}`);
    return false;
  }
  const rented = rent(
    world,
    account,
    {
      askId: Number(offer.ask_contract_id),
      container,
      diskGb,
      bid: null,
      label: null,
      targetState: 'running',
      cancelUnavailable: true,
      work: 'serve',
      serves: { endpoint: group.endpoint.id, group: group.id },
    },
    at,
  );
  if ('refused' in rented) {
    noteOf(group, at, 'info0', `could not rent offer ${offer.ask_contract_id}: ${rented.refused}`);
    return false;
  }
  const { contract } = rented;
  group.workers.push({
    contract,
    status: null,
    since: at,
    measured: false,
    loadedAt: null,
    work: [],
    outdated: false,
  });
  noteOf(
    group,
    at,
    'info1',
    `rented worker ${contract.id}: ${contract.chunk.size}x ${contract.machine.model.name} at $${offer.dph_total}/h`,
  );
  return true;
}

export function wake(world: World, group: Workergroup, worker: Worker, at: Seconds): void {
  const { contract } = worker;
  contract.intended = 'running';
  worker.since = at;
  if (worker.outdated) {
    renewContainer(world, group, worker);
    contract.pulled = false;
  }
  reconsider(world, contract.machine, at);
  watchCredit(world, world.account(contract.account), at);
  noteOf(group, at, 'info1', `starting worker ${contract.id}`);
}

export function sleep(world: World, group: Workergroup, worker: Worker, at: Seconds): void {
  if (!isAwake(worker)) return;
  worker.contract.intended = 'stopped';
  worker.since = at;
  reconsider(world, worker.contract.machine, at);
  noteOf(group, at, 'info1', `stopping worker ${worker.contract.id}`);
}

export function give(world: World, group: Workergroup, worker: Worker, at: Seconds, why: string): void {
  destroy(world, worker.contract, at);
  group.workers.splice(group.workers.indexOf(worker), 1);
  noteOf(group, at, 'info1', `destroyed worker ${worker.contract.id}: ${why}`);
}

/** All of a group's, for its deletion. */
export function giveAll(world: World, group: Workergroup, at: Seconds): number[] {
  const workers = workersOf([group]);
  for (const worker of workers) give(world, group, worker, at, 'its workergroup was deleted');
  return workers.map(({ contract }) => contract.id);
}

/** A new container from what the group says now, on the GPUs it has. */
export function renew(world: World, group: Workergroup, worker: Worker, at: Seconds): void {
  renewContainer(world, group, worker);
  begin(world, worker.contract, 'recycle', at);
  enter(worker.contract, at, 'kept');
  noteOf(group, at, 'info1', `updating worker ${worker.contract.id}`);
}

function renewContainer(world: World, group: Workergroup, worker: Worker): void {
  Object.assign(worker.contract.container, planOf(world, group).container);
  worker.outdated = false;
}
