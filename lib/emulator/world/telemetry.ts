/** What the meters of a container show and what it writes: functions of the contract and the moment. */
import { MINUTE, type Seconds } from './clock';
import type { Boot, Contract, Work } from './contracts';
import { statusAt } from './contracts';
import { transferWords } from './copies';
import { usedOf } from './files';
import { imageGb } from './lifecycle';
import { between, chance, hex, wave } from './random';
import type { World } from './world';

export interface Meters {
  readonly gpuUtil: number;
  readonly gpuTemp: number;
  readonly gpuMemory: number;
  readonly cpuUtil: number;
  readonly memoryGb: number;
  readonly diskGb: number;
}

/** Usual GPU use in percent and how far it swings. */
const USE: Record<Work, readonly [number, number]> = {
  train: [94, 9],
  render: [90, 14],
  crawl: [84, 22],
  serve: [52, 46],
  notebook: [34, 66],
  idle: [2, 3],
};

/** Meters are read every 15 seconds, as Vast.ai's daemon does (inferred from how often rows change). */
const READ_EVERY: Seconds = 15;

const roundTo = (value: number, places: number) => Number(value.toFixed(places));

export function metersOf(world: World, contract: Contract, at: Seconds): Meters | null {
  if (statusAt(contract, at) !== 'running' || contract.boot?.ready == null) return null;
  const seen = Math.floor(at / READ_EVERY) * READ_EVERY;
  const idle = contract.idleSince !== null && seen >= contract.idleSince;
  const [usual, swing] = USE[idle ? 'idle' : contract.work];
  const warm = Math.min(1, Math.max(0, seen - contract.boot.ready) / 150);
  const noise = wave(7 * MINUTE, seen, world.seed, 'use', contract.id) - 0.5;
  const flicker = chance(world.seed, 'flicker', contract.id, seen) - 0.5;
  const util = Math.min(100, Math.max(0, (usual + swing * noise + flicker * 3) * (0.05 + 0.95 * warm)));
  const heat = wave(40 * MINUTE, seen, world.seed, 'heat', contract.machine.id) * 6;
  return {
    gpuUtil: roundTo(util, 0),
    gpuTemp: roundTo(33 + heat + util * 0.33, 1),
    gpuMemory: roundTo(idle ? 0.02 : Math.min(0.96, (0.35 + usual / 200 + noise * 0.05) * warm), 3),
    cpuUtil: roundTo(Math.min(100, util * 0.4 + 3 + flicker * 4), 1),
    memoryGb: roundTo(
      ((contract.machine.hardware.ramMb / 1000) * contract.chunk.size * (0.08 + util / 400)) /
        contract.machine.gpus,
      2,
    ),
    diskGb: roundTo(usedOf(world, contract, seen) / 1000, 1),
  };
}

/** The daemon's last word on an instance. */
export function statusMessage(world: World, contract: Contract, at: Seconds): string | null {
  const status = statusAt(contract, at);
  const { boot, container } = contract;
  if (status === 'running' || status === 'exited') {
    const words = transferWords(contract, at);
    if (words !== null) return words;
  }
  if (status === 'running')
    return `success, running ${container.image.replace(':', '_')}/${container.runtype.split(' ')[0]}`;
  if (status === 'loading' && boot)
    return boot.ready === null ? manifestUnknown(container.image) : progress(world, contract, at);
  if (status === 'offline') return 'Host machine is offline.';
  if (status === 'stopped') return contract.isBid ? 'Paused: outbid.' : 'Waiting for resources: scheduling.';
  if (status === 'exited') return 'Instance stopped.';
  return status === null ? null : `${status} ${container.image}`;
}

const manifestUnknown = (image: string) =>
  `Error response from daemon: manifest for ${image} not found: manifest unknown: manifest unknown`;

function progress(world: World, contract: Contract, at: Seconds): string {
  const boot = contract.boot;
  if (!boot || boot.ready === null || boot.kind === 'resume') return 'Starting container';
  const part = (at - boot.at - 8) / (boot.ready - boot.at - 8);
  const layer = hex(12, world.seed, 'layer', contract.container.image);
  const size = imageGb(world, contract.container.image);
  if (part > 0.8) return `${layer}: Extracting ${Math.round(((part - 0.8) / 0.2) * 100)}%`;
  return `${layer}: Downloading ${(size * (part / 0.8)).toFixed(1)}GB/${size.toFixed(1)}GB`;
}

const stamp = (at: Seconds) => new Date(at * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** One line every so many seconds while it runs; no more than these are ever asked for. */
const LINES_MOST = 5000;

export function logLines(world: World, contract: Contract, at: Seconds): string[] {
  const ready = contract.boot?.ready ?? null;
  if (ready === null || at < ready) return [statusMessage(world, contract, at) ?? 'Waiting for the machine'];
  const every = contract.work === 'notebook' || contract.work === 'idle' ? 60 : 12;
  const last = Math.floor((at - ready) / every);
  const lines = [];
  for (let n = Math.max(0, last - LINES_MOST + 1); n <= last; n += 1)
    lines.push(line(world, contract, n, ready + n * every));
  return lines;
}

function line(world: World, contract: Contract, n: number, at: Seconds): string {
  const jitter = chance(world.seed, 'log', contract.id, n);
  if (n < 3)
    return `${stamp(at)} ${['Starting onstart script', `CUDA visible: ${contract.chunk.size}`, 'Ready'][n]}`;
  if (contract.idleSince !== null && at >= contract.idleSince) return `${stamp(at)} heartbeat, queue empty`;
  const step = n * 10;
  const texts: Record<Work, string> = {
    train: `step ${step}  loss ${(0.9 + 2.4 / Math.sqrt(n) + jitter * 0.02).toFixed(4)}  lr 1.4e-5  ${(405 + jitter * 12).toFixed(1)} tok/s/gpu`,
    serve: `POST /v1/chat/completions 200 ${between(180, 2900, world.seed, 'ms', contract.id, n)} ms`,
    crawl: `embedded ${step * 512} documents, ${(810 + jitter * 90).toFixed(0)} docs/s`,
    render: `image ${step}/20000 done in ${(2.1 + jitter).toFixed(2)} s`,
    notebook: `[I] Saving file at /work/analysis.ipynb`,
    idle: 'heartbeat, queue empty',
  };
  return `${stamp(at)} ${texts[contract.work]}`;
}

/** Names only: values stand in no log. */
function madeWith({ accountEnv }: Contract, { kind }: Boot): string {
  if (kind === 'resume') return 'start';
  return ['create', ...[...(accountEnv?.keys() ?? [])].map((name) => `-e ${name}`)].join(' ');
}

export function daemonLines(world: World, contract: Contract, at: Seconds): string[] {
  const boot = contract.boot;
  const begun = `${stamp(contract.created)} contract ${contract.id} accepted on machine ${contract.machine.id}`;
  if (!boot) return [begun, `${stamp(at)} ${statusMessage(world, contract, at)}`];
  return [
    begun,
    `${stamp(boot.at)} docker ${madeWith(contract, boot)} ${contract.container.image}`,
    ...(boot.ready !== null && boot.ready <= at
      ? [`${stamp(boot.ready)} container C.${contract.id} is running`]
      : []),
  ];
}
