/** Contracts that live at the world's present. */
import type { Account } from '../world/accounts';
import type { Ask } from '../world/asks';
import { DAY, HOUR, type Seconds } from '../world/clock';
import type { Contract } from '../world/contracts';
import { lowestBid } from '../world/lifecycle';
import { between } from '../world/random';
import type { World } from '../world/world';
import { askFor, contractOf, type Job, on, typed } from './jobs';

/** A contract that lives at the epoch, on GPUs of its own. */
export function liveContract(world: World, account: Account, job: Job): Contract {
  const lasting = world.epoch + 5 * DAY;
  const ask = askFor(
    world,
    job,
    `live ${job.label} ${account.id}`,
    ({ machine, chunk }) =>
      machine.listedUntil > lasting &&
      world.tenantsOf(machine).every((one) => (one.chunk.slots & chunk.slots) === 0),
  );
  return place(world, account, job, ask);
}

/** Other people leave the machine alone for some hours, so that the contract begins as its world planned it. */
export function place(world: World, account: Account, job: Job, ask: Ask): Contract {
  const quiet = between(5, 30, world.seed, 'quiet', ask.machine.id) * HOUR;
  world.market.conditions.quiet.set(ask.machine.id, world.epoch + quiet);
  const contract = contractOf(world, account, job, ask);
  world.sign(account, contract);
  return contract;
}

/** Without its GPUs since `at`; the disk is kept and billed. */
export function pause(contract: Contract, at: Seconds): void {
  contract.stretches.push({ from: at, state: 'kept', gpuNanoHour: 0n });
  contract.holding = false;
  contract.boot = null;
}

/** Gives it a bid as if it had had that all the time: a percentage of what wins now. */
export function bidPercentOfLowest(world: World, contract: Contract, percent: number): void {
  const lowest = lowestBid(world, contract.machine, contract.chunk.size, world.epoch);
  contract.gpuNanoHour = typed((lowest * BigInt(percent)) / 100n);
  for (const [index, stretch] of contract.stretches.entries()) {
    if (stretch.state === 'running')
      contract.stretches[index] = { ...stretch, gpuNanoHour: contract.gpuNanoHour };
  }
}

/** Its bid was good for a while and is a little too low now; its GPUs come back when the price falls. */
export function outbid(world: World, contract: Contract, since: Seconds): void {
  bidPercentOfLowest(world, contract, 96);
  pause(contract, since);
}

/** A local volume: storage on one machine that is billed by itself. */
export function storedVolume(
  world: World,
  account: Account,
  name: string,
  sizeGb: number,
  begin: Seconds,
): Contract {
  const job: Job = {
    label: name,
    ...on('1x RTX 4090'),
    work: 'idle',
    image: '',
    diskGb: sizeGb,
    begin,
    end: null,
  };
  const { machine } = askFor(world, job, `volume ${name}`, () => true);
  const offer = world.storage.localOffer(machine) ?? null;
  const contract: Contract = {
    ...contractOf(world, account, job, { machine, chunk: { askId: 0, size: 0, slots: 0 } }),
    kind: 'volume',
    intended: 'stopped',
    holding: false,
    boot: null,
    stretches: [{ from: begin, state: 'kept', gpuNanoHour: 0n }],
    space: { offer, held: sizeGb * 620 },
  };
  offer?.volumes.push(contract);
  world.sign(account, contract);
  return contract;
}
