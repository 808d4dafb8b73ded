/** A host's scene: the first account's machine, on the market or not, and somebody who rents it. */
import { setCredit } from '@/lib/emulator/world/credit';
import { dollarsOf, openAccount } from '@/lib/emulator/worlds/found';
import { operations } from '@/lib/vast/operations';
import { type Caller, callerOf, rented } from '@/tests/integration/emulator/client';
import type { Stage } from '../round';

export async function machineOf(stage: Stage) {
  const [machine] = (await stage.call(operations.listMachines, {})).machines;
  if (!machine) throw new Error('nothing is hosted');
  return machine;
}

export async function listed(stage: Stage): Promise<{ machine: number }> {
  const { id: machine } = await machineOf(stage);
  await stage.call(operations.listMachineForRent, { machine, price_gpu: '0.5', price_min_bid: '0.1' });
  return { machine };
}

/** Somebody else, with an instance on the host's machine. */
export async function tenant(stage: Stage): Promise<{ machine: number; renter: Caller; contract: number }> {
  const { machine } = await listed(stage);
  const { world } = stage.emulator;
  const account = openAccount(world, { name: 'Renter', email: 'renter@example.com' });
  setCredit(world, account, world.clock.now(), dollarsOf('100'));
  const renter = callerOf(stage.emulator, account.keys[0]?.secret);
  const { id } = await rented(renter, { machine_id: { eq: machine }, num_gpus: { eq: 1 } });
  return { machine, renter, contract: id };
}
