/** Northwind AI: four teams, ninety days, eleven instances of which some need somebody. */
import type { Account } from '../world/accounts';
import { DAY, HOUR, MINUTE } from '../world/clock';
import type { Contract } from '../world/contracts';
import { keepHabit, watchCredit } from '../world/credit';
import { begin, lowestBid, reconsider } from '../world/lifecycle';
import { nano } from '../world/ticks';
import type { World } from '../world/world';
import { dollarsOf, type Job, liveContract, openAccount } from './found';
import { livePast, payPast } from './history';

const TRAIN = 'vastai/pytorch:2.9.0-cuda-12.8';

export function openNorthwind(world: World, history: number): Account {
  const account = openAccount(world, {
    name: 'Northwind AI',
    email: 'ops@northwind.example',
    habit: { below: '900', amount: '1500' },
    sshKeys: [
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9vNnJ0aHdpbmQtb3BzLWtleS1mb3ItdGVzdHM0 ops@northwind',
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE9vNnJ0aHdpbmQtbmxwLWtleS1mb3ItdGVzdHM1 engineer@northwind',
    ],
  });
  livePast(world, account, history);
  return account;
}

/** After the contracts are there: what was paid for them, and what the wallet does from here on. */
export function settleNorthwind(world: World, account: Account, history: number): void {
  payPast(world, account, history, dollarsOf('2500'));
  keepHabit(world, account, Math.floor(world.epoch / DAY) + 1);
  for (const one of account.contracts)
    if (one.destroyed === null) reconsider(world, one.machine, world.epoch);
  watchCredit(world, account, world.epoch);
}

export function smallTeam(world: World, history: number): void {
  const account = openNorthwind(world, history);
  liveNorthwind(world, account);
  settleNorthwind(world, account, history);
}

export function liveNorthwind(world: World, account: Account): void {
  const { epoch } = world;
  const live = (job: Omit<Job, 'end' | 'begin'> & { hoursAgo: number }): Contract =>
    liveContract(world, account, { ...job, end: null, begin: epoch - Math.round(job.hoursAgo * HOUR) });

  live({
    label: 'llama-ft-12',
    model: 'H100 SXM',
    gpus: 4,
    diskGb: 400,
    work: 'train',
    image: TRAIN,
    hoursAgo: 26.2,
  });
  live({
    label: 'llama-ft-13',
    model: 'H100 SXM',
    gpus: 1,
    diskGb: 200,
    work: 'train',
    image: TRAIN,
    hoursAgo: 12.3,
  });
  live({
    label: 'embed-crawl',
    model: 'RTX 4090',
    gpus: 4,
    diskGb: 120,
    work: 'crawl',
    image: 'ghcr.io/northwind/embed:1.14',
    hoursAgo: 23.3,
  });
  live({
    label: 'eval-77',
    model: 'RTX 4090',
    gpus: 1,
    diskGb: 60,
    work: 'train',
    image: 'ghcr.io/northwind/eval:3.2',
    hoursAgo: 2.1,
  });
  live({
    label: 'vision-ft-04',
    model: 'A100 SXM4',
    gpus: 2,
    diskGb: 220,
    work: 'train',
    image: 'ghcr.io/northwind/vision-train:0.9',
    hoursAgo: 19.4,
  });
  live({
    label: null,
    model: 'RTX 3090',
    gpus: 1,
    diskGb: 32,
    work: 'notebook',
    image: 'vastai/base-image:cuda-12.8.1-auto',
    hoursAgo: 5.6,
  });

  const forgotten = live({
    label: 'vision-ft-03',
    model: 'RTX 5090',
    gpus: 2,
    diskGb: 220,
    work: 'train',
    image: 'ghcr.io/northwind/vision-train:0.9',
    hoursAgo: 29.1,
  });
  forgotten.idleSince = epoch - 6 * HOUR;

  const notebook = live({
    label: 'notebook-en',
    model: 'RTX 3060',
    gpus: 1,
    diskGb: 40,
    work: 'notebook',
    image: TRAIN,
    hoursAgo: 155,
  });
  pause(notebook, epoch - 20 * HOUR);
  notebook.intended = 'stopped';

  outbid(
    world,
    live({
      label: 'sdxl-batch-7',
      model: 'RTX 3090',
      gpus: 4,
      diskGb: 100,
      work: 'render',
      image: 'vastai/comfy:v0.3.68',
      hoursAgo: 49,
      bidPercent: 60,
    }),
    38 * MINUTE,
  );

  const loading = live({
    label: 'sdxl-batch-8',
    model: 'RTX 4090',
    gpus: 1,
    diskGb: 100,
    work: 'render',
    image: 'vastai/comfy:v0.3.68',
    hoursAgo: 0.05,
  });
  loading.pulled = false;
  loading.stretches.splice(1);
  begin(world, loading, 'first', epoch - 25);

  const away = live({
    label: 'api-canary',
    model: 'L40S',
    gpus: 1,
    diskGb: 80,
    work: 'serve',
    image: 'ghcr.io/northwind/api:2.8',
    hoursAgo: 71,
  });
  world.market.conditions.outages.set(away.machine.id, [
    { from: epoch - 44 * MINUTE, to: epoch + 95 * MINUTE },
  ]);
  away.stretches.push({ from: epoch - 44 * MINUTE, state: 'offline', gpuNanoHour: 0n });
}

/** Without its GPUs since `at`; the disk is kept and billed. */
export function pause(contract: Contract, at: number): void {
  contract.stretches.push({ from: at, state: 'kept', gpuNanoHour: 0n });
  contract.holding = false;
  contract.boot = null;
}

/** Its bid was good for a while and is a little too low now; other people may have it until its price falls. */
export function outbid(world: World, contract: Contract, ago: number): void {
  const lowest = lowestBid(world, contract.machine, contract.chunk.size, world.epoch);
  contract.gpuNanoHour = ((lowest * 96n) / 100n / nano('0.001')) * nano('0.001');
  for (const [index, stretch] of contract.stretches.entries()) {
    if (stretch.state === 'running')
      contract.stretches[index] = { ...stretch, gpuNanoHour: contract.gpuNanoHour };
  }
  pause(contract, world.epoch - ago);
}
