/** Machines that an account of the world hosts: listing them, and taking them off the market. */
import type { Account } from './accounts';
import { listedUntil } from './asks';
import { DAY, type Seconds } from './clock';
import type { Contract } from './contracts';
import { runJob } from './default-job';
import type { Hosted, Listing } from './hosted';
import { askMore, askNoMore, hasRisen } from './increases';
import { reconsider } from './lifecycle';
import type { Machine } from './machines';
import { listVolume } from './storage';
import { tellOf } from './telling';
import type { Nano } from './ticks';
import type { World } from './world';

/** An offer without an end stays open (docs host/hosting-overview.mdx); a rent from it lasts a year. */
export const OPEN_END: Seconds = 365 * DAY;

/** The host installed Vast.ai's software: the machine is theirs, and not on the market yet. */
export function host(world: World, owner: Account, machine: Machine, since: Seconds): Hosted {
  const hosted: Hosted = {
    owner,
    machine,
    since,
    listing: null,
    minBid: null,
    job: null,
    maintenances: [],
    reports: [],
    online: true,
  };
  world.hosted.set(machine.id, hosted);
  world.machines.set(machine.id, machine);
  ask(world, hosted);
  reconsider(world, machine, world.epoch);
  return hosted;
}

/** Bidders need the host's least even where the machine is off the market: who bids on it already stays. */
function ask(world: World, { machine, listing, minBid }: Hosted): void {
  world.market.conditions.asked.set(machine.id, {
    gpuNanoHour: listing?.gpuNanoHour ?? machine.gpuNanoHour,
    bidNanoHour: minBid ?? 0n,
  });
}

export function setMinBid(world: World, hosted: Hosted, minBid: Nano, at: Seconds): void {
  hosted.minBid = minBid;
  ask(world, hosted);
  reconsider(world, hosted.machine, at);
}

/**
 * Puts it on the market, or changes what is asked. Rents that run keep their prices; a later end prolongs those whose
 * prices have not risen, and says how many.
 */
export function listMachine(world: World, hosted: Hosted, listing: Listing, at: Seconds): number {
  const { machine } = hosted;
  // Offers keep their numbers as long as they stand for the same GPUs.
  const sameOffers = hosted.listing !== null && machine.minChunk === listing.minChunk;
  world.withdraw(machine);
  hosted.listing = listing;
  hosted.machine = {
    ...machine,
    minChunk: listing.minChunk,
    askBase: sameOffers ? machine.askBase : machine.askBase + 64,
    gpuNanoHour: listing.gpuNanoHour,
    diskNanoGbMonth: listing.diskNanoGbMonth,
    upNanoGb: listing.upNanoGb,
    downNanoGb: listing.downNanoGb,
    listedSince: sameOffers ? machine.listedSince : at,
    listedUntil: listing.until ?? at + listing.rolling,
    host: {
      hostname: machine.host?.hostname ?? '',
      rolling: listing.until === null ? listing.rolling : null,
      discountMax: listing.discountMax,
    },
  };
  world.add(hosted.machine);
  offerVolumes(world, machine, hosted, at);
  ask(world, hosted);
  const extended = prolong(world, hosted, listing, at);
  runJob(world, hosted, at);
  if (listing.until !== null) {
    world.timeline.plan(listing.until, (moment) => {
      if (hosted.listing === listing) unlist(world, hosted, moment);
    });
  }
  return extended;
}

/** Under the new offers' numbers; who rented a volume from the old ones still uses its space. */
function offerVolumes(world: World, before: Machine, { machine, listing }: Hosted, at: Seconds): void {
  const old = world.storage.localOffer(before);
  if (old) old.listed = false;
  if (!listing?.volumes) return;
  const offer = listVolume(world, machine, { ...listing.volumes, until: listing.until }, at);
  if (old && old.id !== offer.id) offer.volumes.push(...old.volumes);
}

/** How many rents end later now; of those whose prices have risen it is asked first. */
function prolong(world: World, hosted: Hosted, listing: Listing, at: Seconds): number {
  const until = listedUntil(hosted.machine, at);
  const rents = rentsOn(world, hosted).filter((one) => one.kind === 'instance' && one.until > at);
  const dearer = rents.filter((one) => hasRisen(one, listing));
  for (const one of dearer) askMore(world, one, listing, until, at);
  const longer = rents.filter((one) => !dearer.includes(one) && one.until < until);
  for (const one of longer) {
    askNoMore(world, one);
    one.until = until;
    tellOf(world, one, 'client:contract_extended', at);
  }
  return longer.length;
}

/** Off the market; who rents it keeps it until the end of the contract. */
export function unlist(world: World, hosted: Hosted, at: Seconds): void {
  world.withdraw(hosted.machine);
  const volumes = world.storage.localOffer(hosted.machine);
  if (volumes) volumes.listed = false;
  hosted.listing = null;
  for (const one of rentsOn(world, hosted)) askNoMore(world, one);
  runJob(world, hosted, at);
}

/** What other accounts have on the machine. */
export const rentsOn = (world: World, { machine, owner }: Hosted): Contract[] =>
  world.tenantsOf(machine).filter((one) => one.account !== owner.id);

/** Gone with all that the host ran on it. */
export function forget(world: World, hosted: Hosted, at: Seconds): void {
  unlist(world, hosted, at);
  world.hosted.delete(hosted.machine.id);
  world.machines.delete(hosted.machine.id);
  world.market.conditions.asked.delete(hosted.machine.id);
  world.tenants.delete(hosted.machine.id);
}
