/** An offer as `POST /bundles/` shows it. Units as in the field table: MB, Mb/s, $/GB, $/GB-month, seconds. */
import type { Fields } from '../json';
import { type Ask, diskOf, listedUntil, pricesOf } from '../world/asks';
import type { Seconds } from '../world/clock';
import type { Chunk, Machine } from '../world/machines';
import { between, chance, hash } from '../world/random';
import { freeOf, isOffered, type NetworkDisk } from '../world/storage';
import { diskHour, type MilliGb, price } from '../world/ticks';
import type { World } from '../world/world';

export type OfferKind = 'ondemand' | 'bid' | 'reserved';

export interface OfferTerms {
  readonly kind: OfferKind;
  readonly disk: MilliGb;
  readonly at: Seconds;
}

export const country = (place: string): string => place.slice(-2);
export const rounded = (value: number, places: number): number => Number(value.toFixed(places));

/** A chunk's hardware is the same at every moment: its row is made once. */
const HARDWARE = new WeakMap<Chunk, Fields>();

/** What belongs to the machine and the chunk, for offers and for instances. */
export function hardwareOf(world: World, ask: Ask): Fields {
  const row = HARDWARE.get(ask.chunk) ?? hardwareFields(world, ask);
  HARDWARE.set(ask.chunk, row);
  return row;
}

function hardwareFields(world: World, { machine, chunk }: Ask): Fields {
  const { model, hardware, place } = machine;
  const share = chunk.size / machine.gpus;
  return {
    machine_id: machine.id,
    host_id: machine.hostId,
    hosting_type: machine.datacenter ? 1 : 0,
    verification: machine.verification,
    vericode: machine.verification === 'verified' ? 1 : 0,
    is_vm_deverified: false,
    vms_enabled: false,
    external: false,
    resource_type: 'gpu',
    num_gpus: chunk.size,
    gpu_name: model.name,
    gpu_arch: 'nvidia',
    gpu_ram: model.vramMb,
    gpu_frac: rounded(share, 4),
    gpu_lanes: 16,
    gpu_mem_bw: model.memoryGbS,
    gpu_max_power: model.watts,
    gpu_max_temp: 90,
    gpu_display_active: false,
    bw_nvlink: model.name.includes('SXM') || model.name.startsWith('H200') ? 300 : 0,
    compute_cap: model.computeCap,
    cuda_max_good: hardware.cuda,
    driver_version: hardware.driver,
    driver_vers: driverNumber(hardware.driver),
    total_flops: rounded(model.tflops * chunk.size, 1),
    dlperf: rounded(model.dlperf * chunk.size * (0.95 + chance(world.seed, 'perf', machine.id) / 10), 2),
    cpu_name: hardware.cpu,
    cpu_arch: 'amd64',
    cpu_cores: hardware.cores,
    cpu_ghz: hardware.cpuGhz,
    cpu_cores_effective: rounded(hardware.cores * share, 1),
    cpu_ram: hardware.ramMb,
    has_avx: 1,
    disk_bw: hardware.diskMbS,
    disk_name: hardware.diskName,
    mobo_name: hardware.board,
    os_version: '22.04',
    inet_up: hardware.upMbitS,
    inet_down: hardware.downMbitS,
    inet_up_cost: price(machine.upNanoGb),
    inet_down_cost: price(machine.downNanoGb),
    internet_up_cost_per_tb: price(machine.upNanoGb * 1024n),
    internet_down_cost_per_tb: price(machine.downNanoGb * 1024n),
    direct_port_count: hardware.ports,
    static_ip: machine.staticIp,
    pci_gen: hardware.pciGen,
    pcie_bw: hardware.pciGen === 5 ? 49.2 : 24.6,
    geolocation: place,
    geolocode: hash(world.seed, 'geo', place) % 100_000_000,
    country_code: country(place),
    public_ipaddr: machine.ip,
    reliability2: machine.reliability,
    reliability_mult: rounded(machine.reliability ** 2, 4),
    expected_reliability: machine.reliability,
    credit_discount_max: machine.host?.discountMax ?? 0.4,
    storage_cost: price(machine.diskNanoGbMonth),
    hostname: machine.host?.hostname ?? null,
    logo: '/static/logos/vastai_small2.png',
    webpage: null,
  };
}

/** "535.86.05" sorts as 535086005. */
const driverNumber = (version: string): number =>
  version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);

/** What the moment and the question add to the hardware: prices, and until when. */
export function priceFields(world: World, ask: Ask, terms: OfferTerms): Fields {
  const fixed = hardwareOf(world, ask);
  const { machine, chunk } = ask;
  const prices = pricesOf(world.market, ask, terms.at);
  const base = terms.kind === 'bid' ? prices.bid : prices.gpu;
  const storage = diskHour(machine.diskNanoGbMonth, terms.disk);
  const dph = rounded(price(base) + storage, 6);
  const discount = rounded(price(prices.gpu) * (machine.host?.discountMax ?? 0.4), 6);
  const perf = fixed.dlperf as number;
  const until = listedUntil(machine, terms.at);
  const hourly = {
    gpuCostPerHour: price(base),
    diskHour: storage,
    totalHour: dph,
    discountTotalHour: discount,
    discountedTotalPerHour: rounded(dph - discount, 6),
  };
  return {
    id: chunk.askId,
    ask_contract_id: chunk.askId,
    bundle_id: machine.askBase * 8 + chunk.size,
    gpu_ids: gpuIds(machine, chunk.slots),
    gpu_total_ram: machine.model.vramMb * chunk.size,
    disk_space: diskOf(ask),
    reliability: machine.reliability,
    is_bid: terms.kind === 'bid',
    dph_base: price(base),
    dph_total: dph,
    dph_total_adj: dph,
    min_bid: price(prices.bid),
    storage_total_cost: storage,
    dlperf_per_dphtotal: rounded(perf / dph, 3),
    flops_per_dphtotal: rounded((fixed.total_flops as number) / dph, 3),
    score: rounded(
      (perf / dph) * machine.reliability ** 4 * (0.9 + between(0, 20, world.seed, 'score', machine.id) / 100),
      3,
    ),
    vram_costperhour: rounded(dph / (machine.model.vramMb * chunk.size), 9),
    discount_rate: 0,
    discounted_hourly: discount,
    discounted_dph_total: rounded(dph - discount, 6),
    start_date: machine.listedSince,
    end_date: until,
    duration: until - terms.at,
    ...storageFields(world, machine, terms.at),
    search: hourly,
    instance: hourly,
    time_remaining: '',
    time_remaining_isbid: '',
    platform_fee: 0.25,
  };
}

/** The volumes that a renter of the machine can have beside it. */
function storageFields(world: World, machine: Machine, at: Seconds): Fields {
  const offer = world.storage.localOffer(machine);
  const volume = offer && isOffered(offer, at) ? offer : null;
  return {
    ...networkFields(world.storage.diskOf(machine)),
    avail_vol_ask_id: volume?.id ?? null,
    avail_vol_size: volume ? Math.floor(freeOf(volume) / 1000) : null,
    avail_vol_dph: volume ? diskHour(volume.nanoGbMonth, 1000) : null,
  };
}

/** MiB/s, of the disk that the machine's cluster shares. */
export const networkFields = (disk: NetworkDisk | undefined): Fields => ({
  cluster_id: disk?.clusterId ?? null,
  nw_disk_min_bw: disk?.bandwidth.min ?? null,
  nw_disk_avg_bw: disk?.bandwidth.avg ?? null,
  nw_disk_max_bw: disk?.bandwidth.max ?? null,
});

function gpuIds(machine: Machine, slots: number): number[] {
  const ids = [];
  for (let slot = 0; slot < machine.gpus; slot += 1)
    if (slots & (1 << slot)) ids.push(machine.askBase * 2 + slot);
  return ids;
}
