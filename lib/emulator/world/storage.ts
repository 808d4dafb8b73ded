/**
 * Storage that is rented by itself: local volumes on one machine, and network volumes on a disk that the machines of a
 * cluster share. One offer is rented many times, until its space is used.
 */
import type { Account } from './accounts';
import { listedUntil } from './asks';
import type { Seconds } from './clock';
import { type Contract, isLive } from './contracts';
import { watchCredit } from './credit';
import type { Machine } from './machines';
import { between, chance } from './random';
import type { MilliGb, Nano } from './ticks';
import type { World } from './world';

export interface NetworkDisk {
  readonly id: number;
  readonly clusterId: number;
  readonly hostId: number;
  /** Where each machine of the cluster finds it. */
  readonly mounts: Map<number, string>;
  readonly gb: number;
  /** MiB/s, as measured from the cluster's machines. */
  readonly bandwidth: { readonly min: number; readonly avg: number; readonly max: number };
}

export interface VolumeOffer {
  readonly id: number;
  /** Of a network disk: the cluster's first machine, whose line and place it has. */
  readonly machine: Machine;
  readonly disk: NetworkDisk | null;
  readonly gb: number;
  readonly nanoGbMonth: Nano;
  readonly since: Seconds;
  /** null: as long as the machine is listed. */
  readonly until: Seconds | null;
  listed: boolean;
  readonly volumes: Contract[];
}

export interface Space {
  /** null: rented before the world began, from an offer that is gone. */
  readonly offer: VolumeOffer | null;
  /** What lay on it when the world began. */
  readonly held: MilliGb;
}

export class Storage {
  readonly offers = new Map<number, VolumeOffer>();
  readonly disks = new Map<number, NetworkDisk>();
  /** By machine, which is another object once it is listed anew. */
  readonly #local = new Map<number, VolumeOffer>();
  readonly #shared = new Map<number, NetworkDisk>();

  diskOf(machine: Machine): NetworkDisk | undefined {
    return this.#shared.get(machine.id);
  }

  mount(disk: NetworkDisk, machine: Machine, path: string): void {
    disk.mounts.set(machine.id, path);
    this.disks.set(disk.id, disk);
    this.#shared.set(machine.id, disk);
  }

  localOffer(machine: Machine): VolumeOffer | undefined {
    return this.#local.get(machine.id);
  }

  add(offer: VolumeOffer): void {
    this.offers.set(offer.id, offer);
    if (!offer.disk) this.#local.set(offer.machine.id, offer);
  }
}

/** Behind the ids of the machine's GPU offers, of which there are 31 at most. */
const localOfferId = (machine: Machine): number => machine.askBase + 40;
const networkOfferId = (disk: NetworkDisk): number => 9_000_000 + disk.id;

export const offeredUntil = (offer: VolumeOffer, at: Seconds): Seconds =>
  offer.until ?? listedUntil(offer.machine, at);

export const liveVolumes = (offer: VolumeOffer): Contract[] => offer.volumes.filter(isLive);

export const freeOf = (offer: VolumeOffer): MilliGb =>
  Math.max(0, offer.gb * 1000 - liveVolumes(offer).reduce((sum, one) => sum + one.disk, 0));

export const isOffered = (offer: VolumeOffer, at: Seconds): boolean =>
  offer.listed && offeredUntil(offer, at) > at;

export const isRentable = (world: World, offer: VolumeOffer, at: Seconds): boolean =>
  isOffered(offer, at) && world.market.online(offer.machine, at);

export interface Listing {
  readonly gb: number;
  readonly nanoGbMonth: Nano;
  readonly until: Seconds | null;
}

/** A machine has one volume offer: listing again changes it for those who rent from now on. */
export function listVolume(world: World, machine: Machine, listing: Listing, at: Seconds): VolumeOffer {
  const id = world.storage.localOffer(machine)?.id ?? localOfferId(machine);
  return list(world, { ...listing, id, machine, disk: null, since: at });
}

export function listNetworkVolume(
  world: World,
  disk: NetworkDisk,
  listing: Listing,
  at: Seconds,
): VolumeOffer | null {
  const [first] = disk.mounts.keys();
  const machine = world.machines.get(first ?? Number.NaN);
  if (!machine) return null;
  return list(world, { ...listing, id: networkOfferId(disk), machine, disk, since: at });
}

function list(world: World, terms: Omit<VolumeOffer, 'listed' | 'volumes'>): VolumeOffer {
  const volumes = world.storage.offers.get(terms.id)?.volumes ?? [];
  const offer = { ...terms, listed: true, volumes };
  world.storage.add(offer);
  return offer;
}

/** The machines see the disk from now on. Without an id it is a new one. */
export function mountDisk(
  world: World,
  machines: readonly Machine[],
  path: string,
  known?: NetworkDisk,
): NetworkDisk {
  const [first] = machines;
  if (!first) throw new Error('a network disk needs a machine');
  const disk = known ?? newDisk(world, first);
  for (const machine of machines) world.storage.mount(disk, machine, path);
  return disk;
}

function newDisk(world: World, machine: Machine): NetworkDisk {
  const id = 3000 + world.storage.disks.size * 3;
  const slow = between(180, 700, world.seed, 'nwdisk', id);
  return {
    id,
    clusterId: world.storage.diskOf(machine)?.clusterId ?? 400 + world.storage.disks.size,
    hostId: machine.hostId,
    mounts: new Map(),
    gb: between(4, 60, world.seed, 'nwsize', id) * 500,
    bandwidth: { min: slow, avg: Math.round(slow * 1.6), max: slow * 3 },
  };
}

/** What the market's hosts offer: volumes on most machines, network volumes of some datacenters. */
export function foundStorage(world: World): void {
  for (const machine of world.machines.values()) {
    if (chance(world.seed, 'volumes', machine.id) < 0.6) {
      const share = between(15, 50, world.seed, 'volume-size', machine.id);
      const gb = Math.floor((machine.hardware.diskGb * share) / 100);
      listVolume(
        world,
        machine,
        { gb, nanoGbMonth: machine.diskNanoGbMonth, until: null },
        machine.listedSince,
      );
    }
    if (!machine.datacenter || chance(world.seed, 'cluster', machine.id) >= 0.08) continue;
    const neighbours = [...world.machines.values()].filter(
      (one) => one.hostId === machine.hostId && one.place === machine.place && !world.storage.diskOf(one),
    );
    if (neighbours.length === 0) continue;
    const disk = mountDisk(world, neighbours, '/mnt/shared');
    const nanoGbMonth = (machine.diskNanoGbMonth * 13n) / 10n;
    listNetworkVolume(
      world,
      disk,
      { gb: Math.floor(disk.gb / 2), nanoGbMonth, until: null },
      machine.listedSince,
    );
  }
}

export interface VolumeTerms {
  readonly offer: VolumeOffer;
  readonly disk: MilliGb;
  readonly label: string | null;
}

/** A volume is a contract without GPUs: its disk is billed from its first second to its last. */
export function rentVolume(world: World, account: Account, terms: VolumeTerms, at: Seconds): Contract {
  const { offer } = terms;
  const contract = volumeContract(world.newId(), account, terms, at);
  offer.volumes.push(contract);
  world.sign(account, contract);
  watchCredit(world, account, at);
  return contract;
}

function volumeContract(
  id: number,
  account: Account,
  { offer, disk, label }: VolumeTerms,
  at: Seconds,
): Contract {
  const { machine } = offer;
  return {
    id,
    account: account.id,
    kind: 'volume',
    machine,
    chunk: { askId: 0, size: 0, slots: 0 },
    isBid: false,
    gpuNanoHour: 0n,
    diskNanoGbMonth: offer.nanoGbMonth,
    upNanoGb: machine.upNanoGb,
    downNanoGb: machine.downNanoGb,
    disk,
    label,
    container: {
      image: '',
      env: [],
      onstart: null,
      runtype: '',
      args: [],
      templateId: null,
      templateHash: null,
    },
    created: at,
    until: offeredUntil(offer, at),
    destroyed: null,
    intended: 'stopped',
    holding: false,
    boot: null,
    pulled: false,
    work: 'idle',
    idleSince: null,
    stretches: [{ from: at, state: 'kept', gpuNanoHour: 0n }],
    sshKeys: [],
    space: { offer, held: 0 },
  };
}

/** A volume is free again about this long after its instance went (field reports). */
const RELEASE: Seconds = 30;

/** The instances that have it, running or stopped. */
export const usersOf = (account: Account, volume: Contract, at: Seconds): Contract[] =>
  account.contracts.filter(
    (one) => one.mount?.volume === volume && (one.destroyed === null || at < one.destroyed + RELEASE),
  );

/** Whether an instance on the machine can have the volume: it lies there, or on a disk that the machine sees. */
export function reaches(machine: Machine, volume: Contract): boolean {
  const disk = volume.space?.offer?.disk;
  return disk ? disk.mounts.has(machine.id) : volume.machine.id === machine.id;
}

export const volumesOf = (account: Account, at: Seconds): Contract[] =>
  account.contracts.filter((one) => one.kind === 'volume' && isLive(one) && one.created <= at);

export function deleteVolume(world: World, volume: Contract, at: Seconds): void {
  volume.destroyed = at;
  world.leave(volume);
}
