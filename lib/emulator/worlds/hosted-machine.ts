/** A machine of the company's own, beside the market's: set up a month ago, and not rented to anybody yet. */
import type { Account } from '../world/accounts';
import { DAY } from '../world/clock';
import { host } from '../world/hosting';
import type { Machine } from '../world/machines';
import { MODELS } from '../world/models';
import { nano } from '../world/ticks';
import type { World } from '../world/world';

/** Above every offer of the market, however many machines a world has. */
const FIRST_OFFER = 24_000_000;
const DAYS_AGO = 31;

export function hostMachine(world: World, owner: Account): void {
  const { epoch } = world;
  const model = MODELS.find((one) => one.name === 'RTX 4090');
  if (!model) throw new Error('the market has no RTX 4090');
  const machine: Machine = {
    id: 20_417,
    hostId: owner.id,
    model,
    gpus: 4,
    minChunk: 1,
    askBase: FIRST_OFFER,
    place: 'Stockholm, SE',
    datacenter: false,
    verification: 'verified',
    reliability: 0.9984,
    gpuNanoHour: nano(model.usd),
    diskNanoGbMonth: nano('0.10'),
    upNanoGb: 0n,
    downNanoGb: 0n,
    // The market's people come only to the market's machines: whoever rents this one has an account in the world.
    popularity: 0,
    listedSince: epoch,
    listedUntil: epoch,
    ip: '203.0.113.255',
    staticIp: true,
    host: { hostname: 'northwind-rack-1', rolling: null, discountMax: 0.4 },
    hardware: {
      cpu: 'AMD EPYC 7543 32-Core Processor',
      cpuGhz: 2.8,
      cores: 64,
      ramMb: 257_847,
      diskGb: 1800,
      diskName: 'SAMSUNG MZQL23T8HCLS',
      diskMbS: 3120,
      upMbitS: 940,
      downMbitS: 940,
      ports: 250,
      pciGen: 4,
      board: 'ROME2D32GM-2T',
      driver: '570.133.20',
      cuda: 12.8,
    },
  };
  // Set up with care: nothing takes it down by chance in its first weeks.
  world.market.conditions.quiet.set(machine.id, epoch + DAYS_AGO * DAY);
  host(world, owner, machine, epoch - DAYS_AGO * DAY);
}
