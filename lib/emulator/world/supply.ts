/** Supply and demand of the market at any moment, past ones too: what was rented, what was free, at which price. */
import type { Seconds } from './clock';
import { type Contract, stretchesWithin } from './contracts';
import type { Machine } from './machines';
import type { Nano } from './ticks';
import type { World } from './world';

/** What of the market is counted; null: all. */
export interface Selection {
  readonly verified: boolean | null;
  readonly datacenter: boolean | null;
  readonly gpus: number | null;
}

export interface Standing {
  readonly machine: Machine;
  /** None of its GPUs is free. */
  readonly rented: boolean;
  /** On demand, one GPU and hour. */
  readonly gpuNanoHour: Nano;
}

const selects = ({ verified, datacenter, gpus }: Selection, machine: Machine): boolean =>
  (verified === null || verified === (machine.verification === 'verified')) &&
  (datacenter === null || datacenter === machine.datacenter) &&
  (gpus === null || gpus === machine.gpus);

/** The market's machines that are counted, and who of our accounts was ever on each. */
export class Supply {
  readonly #machines: readonly Machine[];
  readonly #rents = new Map<number, Contract[]>();

  constructor(
    readonly world: World,
    selection: Selection,
  ) {
    const listed = (machine: Machine) => !world.asksOf(machine)[Symbol.iterator]().next().done;
    this.#machines = [...world.machines.values()].filter((one) => selects(selection, one) && listed(one));
    for (const contract of world.contracts.values()) {
      if (contract.kind !== 'instance') continue;
      const same = this.#rents.get(contract.machine.id);
      if (same) same.push(contract);
      else this.#rents.set(contract.machine.id, [contract]);
    }
  }

  /** Hosts that are away, and those who were not there yet, are no part of the market. */
  at(moment: Seconds): Standing[] {
    const { market } = this.world;
    return this.#machines
      .filter((one) => one.listedSince <= moment && market.online(one, moment))
      .map((machine) => ({
        machine,
        rented: this.#busy(machine, moment) === (1 << machine.gpus) - 1,
        gpuNanoHour: market.gpuNanoHour(machine, moment),
      }));
  }

  #busy(machine: Machine, moment: Seconds): number {
    let slots = this.world.market.taken(machine, moment);
    for (const one of this.#rents.get(machine.id) ?? []) if (ran(one, moment)) slots |= one.chunk.slots;
    return slots;
  }
}

function ran(contract: Contract, moment: Seconds): boolean {
  if (contract.created > moment) return false;
  for (const { state } of stretchesWithin(contract, moment, moment + 1)) return state === 'running';
  return false;
}

export interface Counts {
  readonly total: number;
  readonly rented_verified: number;
  readonly avail_verified: number;
  readonly rented_unverified: number;
  readonly avail_unverified: number;
}

export function countsOf(standings: readonly Standing[]): Counts {
  const count = (rented: boolean, verified: boolean) =>
    standings.filter((one) => one.rented === rented && (one.machine.verification === 'verified') === verified)
      .length;
  return {
    total: standings.length,
    rented_verified: count(true, true),
    avail_verified: count(false, true),
    rented_unverified: count(true, false),
    avail_unverified: count(false, false),
  };
}

export function groups(
  standings: readonly Standing[],
  key: (one: Standing) => string,
): Map<string, Standing[]> {
  const found = new Map<string, Standing[]>();
  for (const one of standings) {
    const same = found.get(key(one));
    if (same) same.push(one);
    else found.set(key(one), [one]);
  }
  return found;
}

export const byModel = (standings: readonly Standing[]): Map<string, Standing[]> =>
  groups(standings, ({ machine }) => machine.model.name);
