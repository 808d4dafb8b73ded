/** An instance as the lists and `GET /instances/{id}/` show it, and the columns that the list can filter by. */
import type { Fields, Json } from '../json';
import { pricesOf } from '../world/asks';
import { DAY, HOUR, MINUTE, type Seconds } from '../world/clock';
import { type Contract, lastStretch, statusAt } from '../world/contracts';
import { leftOf } from '../world/deposits';
import { hash, hex } from '../world/random';
import { metersOf, statusMessage } from '../world/telemetry';
import { amount, diskHour, price } from '../world/ticks';
import type { World } from '../world/world';
import { hardwareOf, networkFields, rounded } from './offer';

/** Columns stored with the contract: filterable. Computed ones (dph_total, num_gpus) are not (spec). */
const STORED: Record<string, (world: World, contract: Contract, at: Seconds) => Json> = {
  id: (_, contract) => contract.id,
  label: (_, contract) => contract.label,
  actual_status: (_, contract, at) => statusAt(contract, at),
  intended_status: (_, contract) => contract.intended,
  cur_state: (_, contract) => states(contract).cur,
  next_state: (_, contract) => states(contract).next,
  status_msg: statusMessage,
  gpu_name: (_, contract) => contract.machine.model.name,
  verification: (_, contract) => contract.machine.verification,
  machine_id: (_, contract) => contract.machine.id,
  host_id: (_, contract) => contract.machine.hostId,
  geolocation: (_, contract) => contract.machine.place,
  is_bid: (_, contract) => contract.isBid,
  start_date: (_, contract) => contract.created,
  end_date: (_, contract) => contract.until,
  disk_space: (_, contract) => contract.disk / 1000,
  image_uuid: (_, contract) => contract.container.image,
  image_runtype: (_, contract) => contract.container.runtype,
  template_id: (_, contract) => contract.container.templateId,
  template_hash_id: (_, contract) => contract.container.templateHash,
};

export const isStored = (column: string): boolean => Object.hasOwn(STORED, column);

export const cellOf = (world: World, contract: Contract, at: Seconds) => (column: string) =>
  STORED[column]?.(world, contract, at);

function states(contract: Contract): { cur: 'running' | 'stopped'; next: 'running' | 'stopped' } {
  return { cur: contract.holding ? 'running' : 'stopped', next: contract.intended };
}

export function instanceRow(world: World, contract: Contract, at: Seconds): Fields {
  const { machine, chunk, container, boot } = contract;
  const meters = metersOf(world, contract, at);
  const running = statusAt(contract, at) === 'running';
  const prices = pricesOf(world.market, { machine, chunk }, at);
  const storage = diskHour(contract.diskNanoGbMonth, contract.disk);
  const { reserved } = contract;
  const gpu = price(reserved?.full ?? contract.gpuNanoHour);
  const saving = rounded(gpu - price(contract.gpuNanoHour), 6);
  const billed =
    lastStretch(contract).state === 'offline' ? 0 : contract.holding ? rounded(gpu + storage, 6) : storage;
  const hardware = hardwareOf(world, { machine, chunk });
  const template = world.templates.find((one) => one.id === container.templateId);
  const proxy = 1 + (contract.id % 9);
  const stored = Object.fromEntries(
    Object.keys(STORED).map((column) => [column, STORED[column]!(world, contract, at)]),
  );
  return {
    ...hardware,
    ...stored,
    template_name: template?.content.name ?? null,
    image_args: [...container.args],
    extra_env: container.env.map(([key, value]) => [key, value]),
    onstart: container.onstart,
    jupyter_token: hex(64, world.seed, 'jupyter', contract.id),
    ssh_host: `ssh${proxy}.vast.ai`,
    ssh_port: 10_000 + (contract.id % 50_000),
    ssh_idx: String(proxy),
    machine_dir_ssh_port: 20_000 + (machine.id % 40_000),
    local_ipaddrs: '10.0.0.2 172.17.0.3',
    ports: running ? portsOf(world, contract) : {},
    direct_port_start: -1,
    direct_port_end: -1,
    bundle_id: machine.askBase * 8 + chunk.size,
    duration: contract.until - at,
    uptime_mins: running && boot?.ready ? rounded((at - boot.ready) / MINUTE, 2) : null,
    time_remaining: inWords(contract.until - at),
    time_remaining_isbid: inWords(contract.until - at),
    client_run_time: 1.1,
    host_run_time: DAY * 30,
    gpu_util: meters?.gpuUtil ?? null,
    gpu_temp: meters?.gpuTemp ?? null,
    gpu_totalram: machine.model.vramMb * chunk.size,
    gpu_total_ram: machine.model.vramMb * chunk.size,
    cpu_util: meters?.cpuUtil ?? 0,
    mem_usage: meters?.memoryGb ?? null,
    mem_limit: rounded((machine.hardware.ramMb * chunk.size) / machine.gpus / 1000, 2),
    vmem_usage: meters ? rounded((meters.gpuMemory * machine.model.vramMb * chunk.size) / 1000, 2) : null,
    disk_usage: meters?.diskGb ?? -1,
    disk_util: meters ? rounded(meters.diskGb / (contract.disk / 1000), 4) : -1,
    min_bid: price(prices.bid),
    dph_base: gpu,
    dph_total: rounded(gpu + storage, 6),
    storage_total_cost: storage,
    search: parts(price(prices.gpu), diskHour(machine.diskNanoGbMonth, contract.disk)),
    instance: contract.holding ? parts(gpu, storage, saving) : parts(0, billed),
    dlperf_per_dphtotal: rounded((hardware.dlperf as number) / (gpu + storage), 3),
    flops_per_dphtotal: rounded((hardware.total_flops as number) / (gpu + storage), 3),
    score: null,
    rentable: true,
    rented: true,
    vram_costperhour: rounded((gpu + storage) / (machine.model.vramMb * chunk.size), 9),
    ...networkFields(world.storage.diskOf(machine)),
    credit_balance: reserved ? amount(leftOf(world.books, contract, at), 2) : null,
    credit_discount: reserved ? reserved.discount / 10_000 : null,
    discount_rate: reserved ? reserved.discount / 10_000 : 0,
    discounted_hourly: saving,
    discounted_dph_total: rounded(gpu + storage - saving, 6),
    gpu_ids: [],
  };
}

const parts = (gpuCostPerHour: number, diskHour: number, saving = 0): Fields => ({
  gpuCostPerHour,
  diskHour,
  totalHour: rounded(gpuCostPerHour + diskHour, 6),
  discountTotalHour: saving,
  discountedTotalPerHour: rounded(gpuCostPerHour + diskHour - saving, 6),
});

/** "12 Mon 24 D 16 Hr". */
function inWords(seconds: Seconds): string {
  const left = Math.max(0, seconds);
  const months = Math.floor(left / (30 * DAY));
  const days = Math.floor((left % (30 * DAY)) / DAY);
  return `${months} Mon ${days} D ${Math.floor((left % DAY) / HOUR)} Hr`;
}

/** 22 for ssh, 8080 for jupyter, and what `-p` keys of the environment ask for; only while it runs. */
function portsOf(world: World, contract: Contract): Fields {
  const { runtype, env } = contract.container;
  const asked = env.flatMap(([key]) => {
    const found = /^-p\s+(?:\d+:)?(\d+)(\/udp|\/tcp)?$/.exec(key);
    return found ? [`${found[1]}${found[2] ?? '/tcp'}`] : [];
  });
  const own = [
    ...(runtype === 'args' ? [] : ['22/tcp']),
    ...(runtype.includes('jupyter') ? ['8080/tcp'] : []),
  ];
  return Object.fromEntries(
    [...new Set([...own, ...asked])].map((port) => {
      const HostPort = hostPort(world, contract, port);
      return [
        port,
        [
          { HostIp: '0.0.0.0', HostPort },
          { HostIp: '::', HostPort },
        ],
      ];
    }),
  );
}

/** The machine's port behind which a port of the container is. */
export const hostPort = (world: World, contract: Contract, port: string): string =>
  String(40_000 + (hash(world.seed, 'port', contract.id, port) % 20_000));
