/** Volumes and the offers to rent them from, as the lists and searches show them. */
import type { Fields } from '../json';
import type { Account } from '../world/accounts';
import type { Ask } from '../world/asks';
import type { Seconds } from '../world/clock';
import type { Contract } from '../world/contracts';
import type { Machine } from '../world/machines';
import { freeOf, offeredUntil, usersOf, type VolumeOffer } from '../world/storage';
import { diskHour, type MilliGb, price } from '../world/ticks';
import type { World } from '../world/world';
import { hardwareOf, networkFields, rounded } from './offer';

export function volumeRow(account: Account, volume: Contract, at: Seconds): Fields {
  const { machine, space } = volume;
  const disk = space?.offer?.disk ?? null;
  const instances = usersOf(account, volume, at).map((one) => one.id);
  return {
    id: volume.id,
    // What a network volume says here no source tells.
    type: disk ? 'network' : 'machine',
    label: volume.label,
    status: instances.length > 0 ? 'attached' : 'available',
    disk_space: volume.disk / 1000,
    storage_total_cost: diskHour(volume.diskNanoGbMonth, volume.disk),
    disk_name: machine.hardware.diskName,
    driver_version: machine.hardware.driver,
    cuda_max_good: machine.hardware.cuda,
    cpu_name: machine.hardware.cpu,
    cpu_arch: 'amd64',
    mobo_name: machine.hardware.board,
    os_version: '22.04',
    machine_id: disk ? null : machine.id,
    host_id: machine.hostId,
    cluster_id: disk?.clusterId ?? null,
    instances,
    start_date: volume.created,
    inet_up: machine.hardware.upMbitS,
    inet_down: machine.hardware.downMbitS,
    reliability2: machine.reliability,
    verification: machine.verification,
    geolocation: machine.place,
    static_ip: machine.staticIp,
    public_ipaddr: disk ? null : machine.ip,
  };
}

/** The machine as a whole. */
function wholeOf(world: World, machine: Machine): Ask | undefined {
  let whole: Ask | undefined;
  for (const ask of world.asksOf(machine)) whole = ask;
  return whole;
}

/** `disk` is what the price is asked for. */
export function volumeOfferRow(world: World, offer: VolumeOffer, disk: MilliGb, at: Seconds): Fields {
  const { machine } = offer;
  const whole = wholeOf(world, machine);
  const until = offeredUntil(offer, at);
  const hardware = whole ? hardwareOf(world, whole) : {};
  return {
    ...hardware,
    // Text here, numbers in offers of GPUs (the document's types).
    driver_vers: String(hardware.driver_vers),
    geolocode: String(hardware.geolocode),
    vericode: String(hardware.vericode),
    host_id: offer.disk?.hostId ?? machine.hostId,
    id: offer.id,
    ask_contract_id: offer.id,
    bundle_id: offer.id * 8,
    machine_id: offer.disk ? null : machine.id,
    disk_space: Math.floor(freeOf(offer) / 1000),
    storage_cost: price(offer.nanoGbMonth),
    storage_total_cost: diskHour(offer.nanoGbMonth, disk),
    reliability: machine.reliability,
    score: rounded((machine.reliability ** 4 * 10) / (price(offer.nanoGbMonth) + 0.01), 3),
    start_date: offer.since,
    end_date: until,
    duration: until - at,
    ...networkFields(offer.disk ?? world.storage.diskOf(machine)),
  };
}
