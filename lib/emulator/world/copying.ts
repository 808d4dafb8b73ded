/** Beginning a transfer: how much there is, how much finds room, and how fast it goes. */
import type { Account } from './accounts';
import type { Seconds } from './clock';
import { type Cloud, movedBy, type Place, type Transfer } from './copies';
import { watchCredit } from './credit';
import { freeOn, sizeAt } from './files';
import { between } from './random';
import type { MilliGb } from './ticks';
import type { World } from './world';

/** Clouds are as fast as the machine's line; inside one machine its disk is the line. */
function lineOf(from: Place, to: Place): { mbitS: number; inside: boolean } {
  const inside = from.contract !== undefined && from.contract.machine.id === to.contract?.machine.id;
  if (inside) return { mbitS: from.contract.machine.hardware.diskMbS * 8, inside };
  const up = from.contract?.machine.hardware.upMbitS ?? Number.POSITIVE_INFINITY;
  const down = to.contract?.machine.hardware.downMbitS ?? Number.POSITIVE_INFINITY;
  return { mbitS: Math.min(up, down), inside };
}

/** What a path in a cloud holds: what was brought there, or else what somebody put there before the world began. */
function stored(world: World, cloud: Cloud, path: string, at: Seconds): MilliGb {
  const below = `/${path.replace(/^\/|\/$/g, '')}`;
  const brought = cloud.arrivals.filter((one) => `${one.to.path}/`.startsWith(`${below}/`));
  if (brought.length > 0) return brought.reduce((sum, one) => sum + movedBy(one, at), 0);
  if (/does-not-exist|missing/.test(path)) return 0;
  return between(900, 38_000, world.seed, 'cloud', cloud.id, below);
}

export interface Order {
  readonly how: Transfer['how'];
  readonly from: Place;
  readonly to: Place;
  readonly dryRun: boolean;
}

export function beginTransfer(world: World, account: Account, order: Order, at: Seconds): Transfer {
  const { how, from, to, dryRun } = order;
  const wanted = from.contract
    ? sizeAt(world, from.contract, from.path, at)
    : stored(world, from.cloud, from.path, at);
  const room = to.contract ? freeOn(world, to.contract, at) : Number.POSITIVE_INFINITY;
  const transfer: Transfer = {
    ...{ how, from, to, dryRun, wanted, begun: at, stopped: null },
    ...lineOf(from, to),
    fits: dryRun ? 0 : Math.min(wanted, room),
  };
  for (const { contract, cloud } of [from, to]) {
    if (contract) contract.transfers = [...(contract.transfers ?? []), transfer];
    else if (cloud === to.cloud) cloud?.arrivals.push(transfer);
  }
  watchCredit(world, account, at);
  return transfer;
}
