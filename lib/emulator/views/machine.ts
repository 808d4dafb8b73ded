/** A machine as its host sees it: the columns that `vastai show machines` prints, and some more. */
import type { Fields } from '../json';
import { listedUntil } from '../world/asks';
import { dayOf, type Seconds } from '../world/clock';
import { earnedOn, NOTHING } from '../world/earnings';
import type { Hosted } from '../world/hosted';
import { rentsOn } from '../world/hosting';
import { amount, price } from '../world/ticks';
import type { World } from '../world/world';
import { rounded } from './offer';

export function machineRow(world: World, hosted: Hosted, at: Seconds): Fields {
  const { machine, listing, minBid, job, owner } = hosted;
  const { hardware, model } = machine;
  const rents = rentsOn(world, hosted);
  const stored = rents.reduce((sum, one) => sum + one.disk, 0) / 1000;
  const running = (isBid: boolean) => rents.filter((one) => one.holding && one.isBid === isBid).length;
  return {
    id: machine.id,
    machine_id: machine.id,
    name: machine.host?.hostname ?? null,
    hostname: machine.host?.hostname ?? '',
    user_id: owner.id,
    host_id: machine.hostId,
    num_gpus: machine.gpus,
    gpu_name: model.name,
    gpu_ram: model.vramMb,
    gpu_total_ram: model.vramMb * machine.gpus,
    gpu_occupancy: occupancy(world, hosted),
    cpu_name: hardware.cpu,
    cpu_cores: hardware.cores,
    cpu_ram: hardware.ramMb,
    disk_name: hardware.diskName,
    disk_space: hardware.diskGb,
    alloc_disk_space: rounded(stored, 1),
    avail_disk_space: rounded(hardware.diskGb - stored, 1),
    driver_version: hardware.driver,
    cuda_max_good: hardware.cuda,
    inet_up: hardware.upMbitS,
    inet_down: hardware.downMbitS,
    public_ipaddr: machine.ip,
    geolocation: machine.place,
    reliability2: machine.reliability,
    verification: machine.verification,
    error_description: null,
    timeout: world.market.online(machine, at) ? 0 : 1,
    num_reports: hosted.reports.length,
    num_recent_reports: hosted.reports.length,
    listed: listing !== null,
    listed_gpu_cost: listing && price(listing.gpuNanoHour),
    listed_storage_cost: listing && price(listing.diskNanoGbMonth),
    listed_inet_up_cost: listing && price(listing.upNanoGb),
    listed_inet_down_cost: listing && price(listing.downNanoGb),
    listed_min_gpu_count: listing?.minChunk ?? null,
    credit_discount_max: listing?.discountMax ?? null,
    min_bid_price: minBid === null ? null : price(minBid),
    end_date: listing && listedUntil(machine, at),
    client_end_date: rents.length > 0 ? Math.max(...rents.map((one) => one.until)) : null,
    current_rentals_running: running(false) + running(true),
    current_rentals_running_on_demand: running(false),
    current_rentals_resident: rents.length,
    bid_image: job?.image ?? null,
    bid_image_args: job ? [...job.args] : null,
    bid_gpu_cost: job && price(job.gpuNanoHour),
    earn_day: earnedToday(world, hosted, at),
    machine_maintenance: hosted.maintenances
      .filter((one) => one.to > at)
      .map((one) => maintenanceRow(hosted, one)),
  };
}

export const maintenanceRow = ({ machine }: Hosted, one: Hosted['maintenances'][number]): Fields => ({
  id: one.id,
  machine_id: machine.id,
  start_time: one.from,
  end_time: one.to,
  duration_hours: (one.to - one.from) / 3600,
  maintenance_category: one.category,
});

/** A letter a GPU: D rented on demand, I interruptible or the host's own background job, x free. */
function occupancy(world: World, { machine }: Hosted): string {
  const holders = world.tenantsOf(machine).filter((one) => one.holding);
  return Array.from({ length: machine.gpus }, (_, gpu) => {
    const holder = holders.find((one) => (one.chunk.slots & (1 << gpu)) !== 0);
    return holder ? (holder.isBid ? 'I' : 'D') : 'x';
  }).join(' ');
}

function earnedToday(world: World, hosted: Hosted, at: Seconds): number {
  const { gpu, disk, bwd, bwu } = earnedOn(world, hosted, at).get(dayOf(at)) ?? NOTHING;
  return amount(gpu + disk + bwd + bwu, 4);
}
