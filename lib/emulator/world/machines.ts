/** The machines of the world: what never changes about them. What changes with time is in `market.ts`. */
import type { Seconds } from './clock';
import { DAY } from './clock';
import { type GpuModel, MODELS } from './models';
import { between, chance, hash, pick } from './random';
import { type Nano, nano } from './ticks';

export interface Machine {
  readonly id: number;
  readonly hostId: number;
  readonly model: GpuModel;
  readonly gpus: number;
  /** The smallest number of its GPUs that the host rents out. */
  readonly minChunk: number;
  /** Offer ids of its chunks are `askBase` + the chunk's index. */
  readonly askBase: number;
  readonly place: string;
  readonly datacenter: boolean;
  readonly verification: 'verified' | 'unverified' | 'deverified';
  readonly reliability: number;
  /** On-demand price of one GPU and hour before it drifts. */
  readonly gpuNanoHour: Nano;
  readonly diskNanoGbMonth: Nano;
  readonly upNanoGb: Nano;
  readonly downNanoGb: Nano;
  /** 0..1: how sought after it is by other renters. */
  readonly popularity: number;
  readonly listedUntil: Seconds;
  readonly listedSince: Seconds;
  readonly ip: string;
  readonly staticIp: boolean;
  readonly hardware: Hardware;
  /** Of a host who has an account in this world; the market's own machines have none. */
  readonly host?: HostTerms;
}

/** What such a host asks besides prices. */
export interface HostTerms {
  readonly hostname: string;
  /** The listing's end moves on daily and stays so far away; null: it ends at `listedUntil`. */
  readonly rolling: Seconds | null;
  /** The most that prepaying can save, a fraction. */
  readonly discountMax: number;
}

export interface Hardware {
  readonly cpu: string;
  readonly cpuGhz: number;
  readonly cores: number;
  readonly ramMb: number;
  readonly diskGb: number;
  readonly diskName: string;
  readonly diskMbS: number;
  readonly upMbitS: number;
  readonly downMbitS: number;
  readonly ports: number;
  readonly pciGen: number;
  readonly board: string;
  readonly driver: string;
  readonly cuda: number;
}

const SERVER_CPUS = [
  'AMD EPYC 7543 32-Core Processor',
  'AMD EPYC 9354 32-Core Processor',
  'Xeon® Platinum 8480+',
];
const DESK_CPUS = ['AMD Ryzen 9 7950X 16-Core Processor', 'Core™ i9-13900K', 'AMD Ryzen Threadripper 3970X'];
const DRIVERS = [
  ['580.95.05', 13.0],
  ['575.57.08', 12.9],
  ['570.133.20', 12.8],
  ['560.35.03', 12.6],
  ['550.127.05', 12.4],
] as const;

/** A price one GPU is listed at: the model's usual price, most hosts within a fifth of it, a few far above. */
function listed(model: GpuModel, seed: number, id: number): Nano {
  const spread = chance(seed, 'price', id);
  const factor = spread < 0.85 ? 0.84 + spread * 0.4 : 1.18 + (spread - 0.85) * 4;
  // Hosts type prices: four decimals at most.
  return ((nano(model.usd) * BigInt(Math.round(factor * 10_000))) / 10_000n / 100_000n) * 100_000n;
}

/** $/GB-month; hosts type two or three decimals. */
const diskPrice = (seed: number, id: number): Nano =>
  nano((between(80, 200, seed, 'disk$', id) / 1000).toFixed(3));

const traffic = (seed: number, id: number, way: string): Nano =>
  chance(seed, way, 'free', id) < 0.25 ? 0n : nano((between(1, 20, seed, way, id) / 1000).toFixed(3));

function hardware(model: GpuModel, gpus: number, datacenter: boolean, seed: number, id: number): Hardware {
  const cores = datacenter ? gpus * pick([12, 16, 24], seed, 'cores', id) : Math.max(16, gpus * 8);
  const [driver, cuda] = pick(DRIVERS, seed, 'driver', id);
  const mbit = datacenter ? between(1500, 9000, seed, 'net', id) : between(180, 1900, seed, 'net', id);
  return {
    cpu: pick(datacenter ? SERVER_CPUS : DESK_CPUS, seed, 'cpu', id),
    cpuGhz: between(26, 45, seed, 'ghz', id) / 10,
    cores,
    ramMb: Math.max(32, gpus * (model.vramMb > 40_000 ? 128 : 48)) * 1007,
    diskGb: gpus * between(datacenter ? 300 : 110, datacenter ? 1400 : 480, seed, 'disk', id),
    diskName: datacenter
      ? 'SAMSUNG MZQL23T8HCLS'
      : pick(['WD_BLACK SN850X', 'Samsung SSD 990 PRO'], seed, 'nvme', id),
    diskMbS: between(datacenter ? 2800 : 900, datacenter ? 7200 : 3900, seed, 'diskbw', id),
    upMbitS: Math.round(mbit * (datacenter ? 0.95 : 0.6)),
    downMbitS: mbit,
    ports: pick([12, 99, 249, 999], seed, 'ports', id),
    pciGen: model.computeCap >= 900 ? 5 : 4,
    board: datacenter
      ? 'ROME2D32GM-2T'
      : pick(['ROG STRIX X670E', 'Z790 AORUS', 'TRX40 Taichi'], seed, 'board', id),
    driver,
    cuda,
  };
}

/** Where the table's shares put the n-th of `count` machines. */
function modelAt(index: number, count: number, seed: number): GpuModel {
  const total = MODELS.reduce((sum, model) => sum + model.share, 0);
  // Spread evenly first, so that every model is there at any size of world; then a little chance.
  let point = ((index + chance(seed, 'model', index)) / count) * total;
  for (const model of MODELS) {
    point -= model.share;
    if (point < 0) return model;
  }
  return MODELS[MODELS.length - 1]!;
}

export function foundMachine(index: number, count: number, seed: number, epoch: Seconds): Machine {
  const id = 21_000 + index * 7 + (hash(seed, 'machine', index) % 7);
  const model = modelAt(index, count, seed);
  const weighted = model.counts.flatMap((gpus) => (gpus >= 4 ? [gpus, gpus] : [gpus]));
  const gpus = pick(weighted, seed, 'gpus', id);
  const datacenter = chance(seed, 'datacenter', id) < model.datacenter;
  const standing = chance(seed, 'standing', id);
  const address = hash(seed, 'ip', id);
  return {
    id,
    hostId: 90_000 + (hash(seed, 'host', Math.floor(index / 2)) % 9000),
    model,
    gpus,
    minChunk: gpus >= 4 && chance(seed, 'chunk', id) < 0.25 ? 2 : 1,
    askBase: 18_000_000 + index * 64,
    place: pick(model.places, seed, 'place', id),
    datacenter,
    verification: standing < 0.8 || datacenter ? 'verified' : standing < 0.97 ? 'unverified' : 'deverified',
    reliability:
      Math.round(
        (datacenter ? 0.985 : 0.9) * 1e4 + chance(seed, 'reliability', id) ** 0.4 * (datacenter ? 149 : 998),
      ) / 1e4,
    gpuNanoHour: listed(model, seed, id),
    diskNanoGbMonth: diskPrice(seed, id),
    upNanoGb: traffic(seed, id, 'up'),
    downNanoGb: traffic(seed, id, 'down'),
    popularity: 0.35 + chance(seed, 'popularity', id) * 0.5,
    listedSince: epoch - DAY * between(3, 400, seed, 'since', id),
    listedUntil: epoch + DAY * between(9, 240, seed, 'until', id),
    // 203.0.113.0/24 and 198.51.100.0/24 are reserved for documentation (RFC 5737): no real host is ever dialled.
    ip: `${address % 2 ? '203.0.113' : '198.51.100'}.${1 + ((address >>> 8) % 254)}`,
    staticIp: datacenter || chance(seed, 'static', id) < 0.3,
    hardware: hardware(model, gpus, datacenter, seed, id),
  };
}

/** A part of a machine that is rented as one: `slots` has a bit for each of its GPUs. */
export interface Chunk {
  readonly askId: number;
  readonly size: number;
  readonly slots: number;
}

/** 1, 2, 4, 8… GPUs from the minimum up, side by side; the whole machine always among them. */
export function chunksOf(machine: Machine): Chunk[] {
  const sizes = [1, 2, 4, 8, 16].filter((size) => size >= machine.minChunk && size < machine.gpus);
  const chunks: Chunk[] = [];
  for (const size of [...sizes, machine.gpus]) {
    for (let first = 0; first + size <= machine.gpus; first += size) {
      chunks.push({ askId: machine.askBase + chunks.length, size, slots: ((1 << size) - 1) << first });
    }
  }
  return chunks;
}
