/**
 * A host's default job: one background container a GPU that runs while no client wants it. Its price only says which
 * bids it yields to (docs host/using-your-own-machine.mdx).
 */
import type { Seconds } from './clock';
import { type Container, type Contract, enter } from './contracts';
import type { Hosted, Job } from './hosted';
import { reconsider } from './lifecycle';
import type { World } from './world';

/** In place of the one before. */
export function setJob(world: World, hosted: Hosted, order: Omit<Job, 'instances'>, at: Seconds): void {
  endInstances(world, hosted, at);
  const { machine } = hosted;
  const instances = Array.from({ length: machine.gpus }, (_, gpu) =>
    background(world, hosted, order, gpu, at),
  );
  for (const one of instances) world.occupy(one);
  hosted.job = { ...order, instances };
  reconsider(world, machine, at);
}

export function removeJob(world: World, hosted: Hosted, at: Seconds): void {
  endInstances(world, hosted, at);
  hosted.job = null;
  reconsider(world, hosted.machine, at);
}

function endInstances(world: World, hosted: Hosted, at: Seconds): void {
  for (const one of hosted.job?.instances ?? []) {
    one.destroyed = at;
    one.holding = false;
    world.leave(one);
  }
}

/** It runs only on a machine that is listed. */
export function runJob(world: World, hosted: Hosted, at: Seconds): void {
  for (const one of hosted.job?.instances ?? []) one.intended = hosted.listing ? 'running' : 'stopped';
  reconsider(world, hosted.machine, at);
}

function background(
  world: World,
  { machine, owner, listing }: Hosted,
  { image, args, gpuNanoHour }: Omit<Job, 'instances'>,
  gpu: number,
  at: Seconds,
): Contract {
  const container: Container = {
    image,
    args,
    env: [],
    onstart: null,
    runtype: 'args',
    templateId: null,
    templateHash: null,
  };
  const contract: Contract = {
    id: world.newId(),
    account: owner.id,
    kind: 'instance',
    machine,
    chunk: { askId: 0, size: 1, slots: 1 << gpu },
    isBid: true,
    unbilled: true,
    gpuNanoHour,
    diskNanoGbMonth: 0n,
    upNanoGb: 0n,
    downNanoGb: 0n,
    disk: 0,
    label: null,
    container,
    created: at,
    until: Number.MAX_SAFE_INTEGER,
    destroyed: null,
    intended: listing ? 'running' : 'stopped',
    holding: false,
    boot: null,
    pulled: false,
    work: 'train',
    idleSince: null,
    stretches: [],
    sshKeys: [],
  };
  enter(contract, at, 'kept');
  return contract;
}
