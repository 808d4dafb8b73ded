/** What can be rented: a chunk of a machine, until when, with how much disk, at which prices. */
import { DAY, type Seconds } from './clock';
import type { Chunk, Machine } from './machines';
import type { Market } from './market';
import type { Nano } from './ticks';

export interface Ask {
  readonly machine: Machine;
  readonly chunk: Chunk;
}

/** The market's listings are prolonged by their hosts before they run out. */
export function listedUntil(machine: Machine, at: Seconds): Seconds {
  if (machine.host)
    return machine.host.rolling === null
      ? machine.listedUntil
      : Math.floor(at / DAY) * DAY + machine.host.rolling;
  const behind = Math.max(0, at + 7 * DAY - machine.listedUntil);
  return machine.listedUntil + Math.ceil(behind / (90 * DAY)) * 90 * DAY;
}

/** Rentable disk of a chunk: its share of the machine's. */
export const diskOf = ({ machine, chunk }: Ask): number =>
  Math.floor((machine.hardware.diskGb * chunk.size) / machine.gpus);

export interface Prices {
  readonly gpu: Nano;
  readonly bid: Nano;
}

export function pricesOf(market: Market, { machine, chunk }: Ask, at: Seconds): Prices {
  const size = BigInt(chunk.size);
  return {
    gpu: market.gpuNanoHour(machine, at) * size,
    bid: market.bidNanoHour(machine, at) * size,
  };
}
