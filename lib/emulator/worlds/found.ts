/** What every world begins with: machines, accounts, templates; and the two ways to put a contract into it. */
import type { Account, TopUpHabit } from '../world/accounts';
import { FULL_ACCESS } from '../world/accounts';
import { type Clock, DAY, HOUR, MINUTE, type Seconds } from '../world/clock';
import type { Contract, Stretch, Work } from '../world/contracts';
import { chunksOf, foundMachine, type Machine } from '../world/machines';
import { ordinary } from '../world/market';
import { between, chance, hash, hex, pick } from '../world/random';
import { hashOf, template } from '../world/templates';
import type { Nano } from '../world/ticks';
import { fromNano, nano, type Ticks } from '../world/ticks';
import { Wallet } from '../world/wallet';
import { type Ask, World } from '../world/world';

export interface Beginning {
  readonly world: string;
  readonly seed: number;
  readonly epoch: Seconds;
  readonly history: number;
}

export function found(beginning: Beginning, clock: Clock, machines: number): World {
  const { seed, epoch } = beginning;
  const world = new World(beginning.world, seed, epoch, clock, ordinary());
  for (let index = 0; index < machines; index += 1) world.add(foundMachine(index, machines, seed, epoch));
  for (const [index, content] of RECOMMENDED.entries()) {
    world.templates.push({
      id: 41_200 + index * 13,
      creator: 0,
      created: epoch - 300 * DAY,
      content,
      hash: hashOf(content),
      used: between(900, 90_000, seed, 'used', index),
      lastUsed: epoch - HOUR,
    });
  }
  return world;
}

const RECOMMENDED = [
  template({
    name: 'PyTorch (Vast)',
    image: 'vastai/pytorch',
    tag: '2.9.0-cuda-12.8',
    env: '-p 1111:1111 -p 8080:8080 -e DATA_DIRECTORY=/workspace/',
    runtype: 'jupyter',
    useSsh: true,
    sshDirect: true,
    jupDirect: true,
    useJupyterLab: true,
    diskGb: 32,
    desc: 'PyTorch with Jupyter and SSH',
    private: false,
  }),
  template({
    name: 'vLLM',
    image: 'vastai/vllm',
    tag: 'v0.11.0',
    env: '-p 8000:8000 -e VLLM_MODEL=Qwen/Qwen3-8B',
    runtype: 'ssh',
    useSsh: true,
    sshDirect: true,
    diskGb: 64,
    desc: 'OpenAI-compatible server',
    private: false,
    extraFilters: { cuda_max_good: { gte: 12.6 } },
  }),
  template({
    name: 'ComfyUI',
    image: 'vastai/comfy',
    tag: 'v0.3.68',
    env: '-p 8188:8188',
    runtype: 'jupyter',
    useSsh: true,
    sshDirect: true,
    diskGb: 48,
    desc: 'Node-based image generation',
    private: false,
  }),
  template({
    name: 'NVIDIA CUDA',
    image: 'vastai/base-image',
    tag: 'cuda-12.8.1-auto',
    env: '',
    runtype: 'ssh',
    useSsh: true,
    sshDirect: true,
    diskGb: 16,
    desc: 'Ubuntu with CUDA',
    private: false,
  }),
];

export interface AccountPlan {
  readonly name: string;
  readonly email: string;
  readonly habit?: { readonly below: string; readonly amount: string };
  readonly trouble?: number;
  readonly sshKeys?: readonly string[];
}

export function openAccount(world: World, plan: AccountPlan): Account {
  const { seed } = world;
  const contracts: Contract[] = [];
  const id = 310_000 + (hash(seed, 'account', plan.name) % 90_000);
  const habit: TopUpHabit | null = plan.habit
    ? { below: dollarsOf(plan.habit.below), amount: dollarsOf(plan.habit.amount) }
    : null;
  const account: Account = {
    id,
    name: plan.name,
    username: plan.email.split('@')[0] ?? plan.email,
    email: plan.email,
    fullname: plan.name,
    sid: hex(24, seed, 'sid', plan.name),
    wallet: new Wallet(world.books, contracts),
    keys: [
      {
        id: id * 3,
        name: 'gantry',
        secret: hex(64, seed, 'key', plan.name),
        permissions: FULL_ACCESS,
        created: world.epoch - 200 * DAY,
        state: 'ok',
      },
    ],
    sshKeys: (plan.sshKeys ?? []).map((text, index) => ({
      id: id * 5 + index,
      text,
      created: world.epoch - 150 * DAY,
    })),
    secrets: new Map(),
    contracts,
    habit,
    trouble: plan.trouble ?? 0,
    watched: null,
  };
  world.accounts.push(account);
  return account;
}

export const dollarsOf = (text: string): Ticks => fromNano(nano(text));

export interface Job {
  readonly label: string | null;
  readonly model: string;
  readonly gpus: number;
  readonly diskGb: number;
  readonly work: Work;
  readonly image: string;
  readonly begin: Seconds;
  /** null: it lives on. */
  readonly end: Seconds | null;
  /** Interruptible: percent of the on-demand price that is bid. */
  readonly bidPercent?: number;
  /** Spans in which it was stopped or outbid, after its start. */
  readonly pauses?: readonly { readonly from: Seconds; readonly to: Seconds }[];
  readonly env?: readonly (readonly [string, string])[];
}

/** An ask of the wanted size; `free` says which chunks may be taken. */
export function askFor(world: World, job: Job, key: string, free: (ask: Ask) => boolean): Ask {
  const fitting = machinesOf(world, job);
  const first = hash(world.seed, 'place', key) % Math.max(1, fitting.length);
  for (let i = 0; i < fitting.length; i += 1) {
    const machine = fitting[(first + i) % fitting.length]!;
    const chunks = chunksOf(machine).filter((chunk) => chunk.size === job.gpus);
    const chunk = chunks.find((one) => free({ machine, chunk: one }));
    if (chunk) return { machine, chunk };
  }
  throw new Error(`${world.name}: no machine has ${job.gpus} x ${job.model} for ${job.label}`);
}

const machinesOf = (world: World, job: Job): Machine[] =>
  [...world.machines.values()].filter(
    (one) =>
      one.model.name === job.model &&
      one.gpus >= job.gpus &&
      one.minChunk <= job.gpus &&
      one.verification === 'verified',
  );

/** Prices per hour are typed with three decimals when people bid. */
const typed = (amount: Nano): Nano => (amount / 1_000_000n) * 1_000_000n;

export function contractOf(world: World, account: Account, job: Job, ask: Ask): Contract {
  const onDemand = world.market.gpuNanoHour(ask.machine, job.begin) * BigInt(job.gpus);
  const gpuNanoHour = job.bidPercent ? typed((onDemand * BigInt(job.bidPercent)) / 100n) : onDemand;
  const id = world.newId();
  const loads = between(70, 240, world.seed, 'loads', id);
  const ready = job.begin + loads;
  return {
    id,
    account: account.id,
    kind: 'instance',
    machine: ask.machine,
    chunk: ask.chunk,
    isBid: job.bidPercent !== undefined,
    gpuNanoHour,
    diskNanoGbMonth: ask.machine.diskNanoGbMonth,
    upNanoGb: ask.machine.upNanoGb,
    downNanoGb: ask.machine.downNanoGb,
    disk: job.diskGb * 1000,
    label: job.label,
    container: {
      image: job.image,
      env: job.env ?? [],
      onstart: null,
      runtype: 'ssh_direc ssh_proxy',
      args: [],
      templateId: null,
      templateHash: null,
    },
    created: job.begin,
    until: (job.end ?? world.epoch) + DAY * between(9, 200, world.seed, 'ends', id),
    destroyed: job.end,
    intended: 'running',
    holding: job.end === null,
    boot: job.end === null ? { kind: 'first', at: job.begin, ready } : null,
    pulled: true,
    work: job.work,
    idleSince: null,
    stretches: stretchesOf(job, ready, gpuNanoHour),
    sshKeys: account.sshKeys.map((key) => key.id),
  };
}

function stretchesOf(job: Job, ready: Seconds, gpuNanoHour: Nano): Stretch[] {
  const end = job.end ?? Number.POSITIVE_INFINITY;
  const stretches: Stretch[] = [{ from: job.begin, state: 'kept', gpuNanoHour: 0n }];
  if (ready < end) stretches.push({ from: ready, state: 'running', gpuNanoHour });
  for (const { from, to } of job.pauses ?? []) {
    if (from <= (stretches.at(-1)?.from ?? 0) || from >= end) continue;
    stretches.push({ from, state: 'kept', gpuNanoHour: 0n });
    if (to < end) stretches.push({ from: to, state: 'running', gpuNanoHour });
  }
  return stretches;
}

/** A contract that came and went before the world's present; many could be on one machine: it is past. */
export function pastContract(world: World, account: Account, job: Job): Contract {
  const contract = contractOf(
    world,
    account,
    job,
    askFor(world, job, `${job.label} ${job.begin}`, () => true),
  );
  world.sign(account, contract);
  return contract;
}

/** A contract that lives at the epoch, on GPUs of its own. */
export function liveContract(world: World, account: Account, job: Job): Contract {
  const ask = askFor(
    world,
    job,
    `live ${job.label} ${account.id} ${job.begin}`,
    ({ machine, chunk }) =>
      world.tenantsOf(machine).every((one) => (one.chunk.slots & chunk.slots) === 0) &&
      machine.listedUntil > world.epoch + 5 * DAY,
  );
  world.market.conditions.quiet.set(
    ask.machine.id,
    world.epoch + between(5, 30, world.seed, 'quiet', ask.machine.id) * HOUR,
  );
  const contract = contractOf(world, account, job, ask);
  world.sign(account, contract);
  return contract;
}

export const roll = (world: World, ...keys: (string | number)[]) => chance(world.seed, 'life', ...keys);
export const span = (world: World, low: number, high: number, ...keys: (string | number)[]) =>
  between(low * MINUTE, high * MINUTE, world.seed, 'span', ...keys);
export const oneOf = <T>(world: World, list: readonly T[], ...keys: (string | number)[]): T =>
  pick(list, world.seed, 'oneOf', ...keys);
