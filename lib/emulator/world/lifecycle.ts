/**
 * How instances get, keep and lose their GPUs. On-demand beats every bid; the highest bid on a chunk runs; the loser
 * keeps its disk and comes back by itself; a host that goes away takes its instances with it and brings them back.
 */
import { HOUR, MINUTE, type Seconds } from './clock';
import { type Boot, type Contract, enter, lastStretch, loadsFrom } from './contracts';
import { stopTransfers } from './copies';
import type { Machine } from './machines';
import { between } from './random';
import { standing, tellChanges, tellHost, tellRunning } from './telling';
import type { World } from './world';

const wants = (contract: Contract, at: Seconds) =>
  contract.kind === 'instance' && contract.intended === 'running' && at < contract.until;

/** What a chunk's lowest winning bid is now, for the whole chunk. */
export const lowestBid = (world: World, machine: Machine, size: number, at: Seconds) =>
  world.market.bidNanoHour(machine, at) * BigInt(size);

/** The GPUs of a machine that nobody can rent on demand now. */
export function busySlots(world: World, machine: Machine, at: Seconds): number {
  let busy = world.market.taken(machine, at);
  for (const one of world.tenantsOf(machine)) if (one.holding && !one.isBid) busy |= one.chunk.slots;
  return busy;
}

/** Looks at a machine at a moment and gives every tenant what it is due; then plans the next look. */
export function reconsider(world: World, machine: Machine, at: Seconds): void {
  const tenants = world.tenantsOf(machine);
  const online = world.market.online(machine, at);
  for (const one of tenants) if (one.intended === 'running' && at >= one.until) one.intended = 'stopped';
  const holders = winners(world, machine, tenants, at);
  const changes = world.notifications.listening ? tenants.map((one) => [one, standing(one)] as const) : [];
  for (const one of tenants) {
    const held = one.holding;
    one.holding = holders.has(one);
    const returned = online && lastStretch(one).state === 'offline';
    if (!one.holding) one.boot = null;
    else if (online && (!held || returned || one.boot === null))
      begin(world, one, one.pulled ? 'resume' : 'first', at);
    if (!online) stopTransfers(one, at, 'lost');
    enter(one, at, !online ? 'offline' : isBilled(one, at) ? 'running' : 'kept');
  }
  tellChanges(world, machine, changes, at);
  seeHost(world, machine, online, at);
  planNext(world, machine, tenants, at);
}

function seeHost(world: World, machine: Machine, online: boolean, at: Seconds): void {
  const hosted = world.hosted.get(machine.id);
  if (!hosted || hosted.online === online) return;
  hosted.online = online;
  if (!online) tellHost(world, hosted, 'host:machine_offline', `Your Machine ${machine.id} Is Offline`, at);
}

const isUp = (contract: Contract, at: Seconds) =>
  contract.holding && contract.boot !== null && contract.boot.ready !== null && contract.boot.ready <= at;

/** A serverless worker's GPUs are billed from when it loads, other than an instance's (the guide to serverless prices). */
const isBilled = (contract: Contract, at: Seconds) =>
  isUp(contract, at) ||
  (contract.serves !== undefined &&
    contract.holding &&
    contract.boot !== null &&
    at >= loadsFrom(contract.boot));

type Bid = Pick<Contract, 'chunk' | 'gpuNanoHour'>;

/** Above zero when `a` bids more for a GPU than `b`: bids are for whole chunks, and a machine's chunks differ in size. */
export const perGpuOrder = (a: Bid, b: Bid): bigint =>
  a.gpuNanoHour * BigInt(b.chunk.size) - b.gpuNanoHour * BigInt(a.chunk.size);

function winners(world: World, machine: Machine, tenants: readonly Contract[], at: Seconds): Set<Contract> {
  const claims = tenants.filter((one) => wants(one, at));
  const holders = new Set(claims.filter((one) => !one.isBid && one.holding));
  let ours = 0;
  for (const one of holders) ours |= one.chunk.slots;
  const others = world.market.taken(machine, at) & ~ours;
  const online = world.market.online(machine, at);
  for (const one of claims) {
    if (one.isBid || one.holding || !online || (one.chunk.slots & (ours | others)) !== 0) continue;
    holders.add(one);
    ours |= one.chunk.slots;
  }
  // A host that is away decides nothing: who held GPUs there still does when it comes back.
  const bids = claims.filter((one) => one.isBid && (online || one.holding));
  bids.sort((a, b) => Number(perGpuOrder(b, a)) || a.id - b.id);
  for (const one of bids) {
    const outbid = online && one.gpuNanoHour < lowestBid(world, machine, one.chunk.size, at);
    if (outbid || (one.chunk.slots & (ours | others)) !== 0) continue;
    holders.add(one);
    ours |= one.chunk.slots;
  }
  return holders;
}

/** An image takes as long as it is big and the host's line is narrow; within minutes, as usual images do. */
function pullSeconds(world: World, contract: Contract): number {
  const gb = imageGb(world, contract.container.image);
  return Math.round(gb * 2 + (gb * 8000) / Math.max(800, contract.machine.hardware.downMbitS));
}

export const imageGb = (world: World, image: string): number =>
  between(20, 130, world.seed, 'image', image) / 10;

/** An image by this name is in no registry: its container never starts (a wish of tests and of demos). */
const MISSING = /does-not-exist|no-such-image/;

export function begin(world: World, contract: Contract, kind: Boot['kind'], at: Seconds): void {
  const quick = between(9, 22, world.seed, 'boot', contract.id, at);
  const takes = kind === 'first' || kind === 'recycle' ? 8 + pullSeconds(world, contract) : quick;
  const boot: Boot = { kind, at, ready: MISSING.test(contract.container.image) ? null : at + takes };
  contract.boot = boot;
  if (kind === 'first' || kind === 'recycle') contract.accountEnv = accountEnv(world, contract);
  if (contract.serves) {
    world.timeline.plan(loadsFrom(boot), (moment) => {
      if (isCurrent(contract, boot)) enter(contract, moment, 'running');
    });
  }
  if (boot.ready === null) return;
  world.timeline.plan(boot.ready, (moment) => {
    if (!isCurrent(contract, boot)) return;
    const first = !contract.pulled;
    contract.pulled = true;
    enter(contract, moment, 'running');
    if (first || kind === 'resume') tellRunning(world, contract, first, moment);
  });
}

/** Into every container that is made (guides); what its own environment names as well is its own (inferred). */
function accountEnv(world: World, { account, container }: Contract): ReadonlyMap<string, string> {
  const own = new Set(container.env.map(([name]) => name));
  return new Map([...world.account(account).secrets].filter(([name]) => !own.has(name)));
}

const isCurrent = (contract: Contract, boot: Boot) =>
  contract.boot === boot && lastStretch(contract).state !== 'offline' && contract.destroyed === null;

function planNext(world: World, machine: Machine, tenants: readonly Contract[], at: Seconds): void {
  if (tenants.length === 0 && !world.hosted.has(machine.id)) return;
  const contested = tenants.some((one) => wants(one, at) && (one.isBid || !one.holding));
  const moments = [
    world.market.nextOutageChange(machine, at),
    contested ? world.market.nextRivalChange(machine, at) : Number.POSITIVE_INFINITY,
    ...tenants.map((one) => one.until).filter((until) => until > at),
  ];
  const next = Math.min(...moments);
  const planned = world.wakes.get(machine.id);
  if (planned !== undefined && planned > at && planned <= next) return;
  world.wakes.set(machine.id, next);
  world.timeline.plan(next, (moment) => {
    if (world.wakes.get(machine.id) === moment) reconsider(world, machine, moment);
  });
}

/** How often credit is looked at: often enough that an account overdraws by a minute at most. */
export const CREDIT_LOOK = { least: MINUTE, most: 6 * HOUR };
