/** Accepting an offer: who may, at which price, and what the new contract is. */

import type { Account } from './accounts';
import { type Ask, diskOf, listedUntil, pricesOf } from './asks';
import type { Seconds } from './clock';
import type { Container, Contract, Mount, Work } from './contracts';
import { watchCredit } from './credit';
import { busySlots, lowestBid, perGpuOrder, reconsider } from './lifecycle';
import { giveBack } from './reserving';
import { freeOf, isRentable, reaches, rentVolume, type VolumeOffer } from './storage';
import { tellOf } from './telling';
import type { MilliGb, Nano } from './ticks';
import type { World } from './world';

export interface Terms {
  readonly askId: number;
  readonly container: Container;
  /** $/hour for the whole chunk; null rents on demand. */
  readonly bid: Nano | null;
  readonly diskGb: number;
  readonly label: string | null;
  readonly targetState: 'running' | 'stopped';
  /** null: Vast.ai's default, true for on-demand that shall run, false for bids. */
  readonly cancelUnavailable: boolean | null;
  readonly work?: Work;
  readonly serves?: Contract['serves'];
  readonly volume?: VolumeWish | null;
}

/** A volume for the new instance: one that the account has, or a new one from an offer on the same machine. */
export interface VolumeWish {
  readonly of: Contract | VolumeOffer | undefined;
  readonly disk: MilliGb;
  readonly name: string | null;
  readonly path: string;
}

export type Rented = { readonly contract: Contract } | { readonly refused: Refusal; readonly most?: number };

type Refusal =
  | 'no_such_ask'
  | 'gone'
  | 'no_credit'
  | 'disk'
  | 'no_such_volume'
  | 'volume_elsewhere'
  | 'volume_full';

export function rent(world: World, account: Account, terms: Terms, at: Seconds): Rented {
  const ask = world.asks.get(terms.askId);
  if (!ask) return { refused: 'no_such_ask' };
  const most = diskOf(ask);
  if (terms.diskGb > most) return { refused: 'disk', most };
  if (!isHostOf(world, account, ask) && account.wallet.credit(at) <= 0n) return { refused: 'no_credit' };
  const cancels = terms.cancelUnavailable ?? (terms.bid === null && terms.targetState === 'running');
  if (cancels && !startable(world, ask, terms.bid, at)) return { refused: 'gone' };
  const wrong = terms.volume && refusedVolume(world, ask, terms.volume, at);
  if (wrong) return { refused: wrong };
  const mount = terms.volume ? mounted(world, account, terms.volume, at) : undefined;
  const contract = { ...draw(world, account, ask, terms, at), mount };
  world.sign(account, contract);
  tellOf(world, contract, 'client:instance_created', at);
  reconsider(world, ask.machine, at);
  watchCredit(world, account, at);
  return { contract };
}

function refusedVolume(world: World, { machine }: Ask, wish: VolumeWish, at: Seconds): Refusal | null {
  const { of } = wish;
  if (!of) return 'no_such_volume';
  if ('kind' in of) return reaches(machine, of) ? null : 'volume_elsewhere';
  if (!isRentable(world, of, at)) return 'no_such_volume';
  if (of.disk ? !of.disk.mounts.has(machine.id) : of.machine.id !== machine.id) return 'volume_elsewhere';
  return wish.disk > freeOf(of) ? 'volume_full' : null;
}

function mounted(world: World, account: Account, wish: VolumeWish, at: Seconds): Mount | undefined {
  const { of, disk, name: label, path } = wish;
  if (!of) return undefined;
  const volume = 'kind' in of ? of : rentVolume(world, account, { offer: of, disk, label }, at);
  return { volume, path };
}
/** A host's own rents on a machine of theirs are never billed and need no credit (docs host/using-your-own-machine.mdx). */
const isHostOf = (world: World, account: Account, { machine }: Ask): boolean =>
  world.hosted.get(machine.id)?.owner === account;

/** Could it have its GPUs this moment? */
export function startable(world: World, { machine, chunk }: Ask, bid: Nano | null, at: Seconds): boolean {
  if (!world.market.online(machine, at) || (chunk.slots & busySlots(world, machine, at)) !== 0) return false;
  if (bid === null) return true;
  const beaten = world
    .tenantsOf(machine)
    .some(
      (one) =>
        one.isBid &&
        one.holding &&
        (one.chunk.slots & chunk.slots) !== 0 &&
        perGpuOrder(one, { chunk, gpuNanoHour: bid }) >= 0n,
    );
  return !beaten && bid >= lowestBid(world, machine, chunk.size, at);
}

function draw(world: World, account: Account, ask: Ask, terms: Terms, at: Seconds): Contract {
  const free = isHostOf(world, account, ask);
  return {
    ...(free ? { unbilled: true } : {}),
    id: world.newId(),
    account: account.id,
    kind: 'instance',
    machine: ask.machine,
    chunk: ask.chunk,
    isBid: terms.bid !== null,
    gpuNanoHour: terms.bid ?? (free ? 0n : pricesOf(world.market, ask, at).gpu),
    diskNanoGbMonth: free ? 0n : ask.machine.diskNanoGbMonth,
    upNanoGb: free ? 0n : ask.machine.upNanoGb,
    downNanoGb: free ? 0n : ask.machine.downNanoGb,
    disk: Math.round(terms.diskGb * 1000),
    label: terms.label,
    container: terms.container,
    created: at,
    until: listedUntil(ask.machine, at),
    destroyed: null,
    intended: terms.targetState,
    holding: false,
    boot: null,
    pulled: false,
    work: terms.work ?? 'train',
    ...(terms.serves ? { serves: terms.serves } : {}),
    idleSince: null,
    stretches: [{ from: at, state: 'kept', gpuNanoHour: 0n }],
    sshKeys: account.sshKeys.map((key) => key.id),
  };
}

/** Gone at once, with its disk; the GPUs are free for the next one. */
export function destroy(world: World, contract: Contract, at: Seconds): void {
  giveBack(world, contract, at);
  tellOf(world, contract, 'client:instance_deleted', at);
  contract.destroyed = at;
  contract.holding = false;
  contract.boot = null;
  world.leave(contract);
  reconsider(world, contract.machine, at);
}
