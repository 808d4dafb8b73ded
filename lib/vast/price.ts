import { per, times, type Usd } from '@/lib/money';

/** Vast.ai prices a month of disk as 30 days: its examples give 10 GB at $0.149333 a month as $0.002074 an hour. */
export const HOURS_PER_MONTH = 720;

/** $/h of `diskGb` at $/GB/month. */
export const diskHour = (storageCost: Usd, diskGb: number): Usd =>
  per(times(storageCost, diskGb), HOURS_PER_MONTH);

/** What an offer costs per hour with the chosen disk: on demand, or at `bid` for the whole machine. */
export const offerHour = (offer: { dphBase: Usd; storageCost: Usd }, diskGb: number, bid?: Usd): Usd =>
  (bid ?? offer.dphBase).plus(diskHour(offer.storageCost, diskGb));
