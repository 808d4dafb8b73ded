/** What every world begins with: machines, accounts, templates; and the two ways to put a contract into it. */
import type { Account, TopUpHabit } from '../world/accounts';
import { type Clock, DAY, HOUR, type Seconds } from '../world/clock';
import { foundMachine } from '../world/machines';
import { ordinary } from '../world/market';
import { newKey, openAccountOf } from '../world/open-account';
import { between, hash, hex } from '../world/random';
import { foundStorage } from '../world/storage';
import { hashOf, template } from '../world/templates';
import { fromNano, nano, type Ticks } from '../world/ticks';
import { World } from '../world/world';

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
  foundStorage(world);
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
  const id = 310_000 + (hash(seed, 'account', plan.name) % 90_000);
  const created = world.epoch - 200 * DAY;
  const habit: TopUpHabit | null = plan.habit
    ? { below: dollarsOf(plan.habit.below), amount: dollarsOf(plan.habit.amount) }
    : null;
  const account = openAccountOf(world, {
    id,
    name: plan.name,
    username: plan.email.split('@')[0] ?? plan.email,
    email: plan.email,
    created,
    habit,
    trouble: plan.trouble,
  });
  account.keys.push({
    ...newKey(world, { id: id * 3, name: 'gantry', created }),
    secret: hex(64, seed, 'key', plan.name),
  });
  for (const [index, text] of (plan.sshKeys ?? []).entries())
    account.sshKeys.push({ id: id * 5 + index, text, created: world.epoch - 150 * DAY });
  return account;
}

export const dollarsOf = (text: string): Ticks => fromNano(nano(text));
