import { z } from 'zod';
import { leaseEnd } from '@/lib/gateway/plans/plan';
import { beyondOf, weighAct } from '@/lib/gateway/plans/weight';
import { exact, usd } from '@/lib/money';
import { LEASE_HOURS, LEASE_HOURS_MAX } from '@/lib/policy/allowance';
import { operations } from '@/lib/vast/operations';
import { cardGb, countryOf } from '@/lib/vast/units';
import { accountNamed, teamNamed } from '../../rest/caller';
import { ask } from '../act';
import { refused } from '../tool';
import { account, limit } from './names';
import { done, task } from './task';

type Comparisons = Record<string, Record<string, string | number | boolean>>;

const Search = z.strictObject({
  gpu: z.string().optional().describe('Model, as "RTX 4090".'),
  gpus: z.int().positive().optional().describe('At least.'),
  vram_gb: z.number().positive().optional().describe('Of one GPU, at least.'),
  max_usd_per_hour: z.number().positive().optional(),
  country: z.string().length(2).optional(),
  reliability: z.number().min(0).max(1).optional(),
  disk_gb: z.number().min(8).default(20),
  interruptible: z.boolean().default(false),
  limit,
  account,
});

const atLeast = (field: string, value: number | undefined): Comparisons =>
  value === undefined ? {} : { [field]: { gte: value } };

const filtersOf = (asked: z.output<typeof Search>): Comparisons => ({
  rentable: { eq: true },
  ...(asked.gpu === undefined ? {} : { gpu_name: { eq: asked.gpu } }),
  ...atLeast('num_gpus', asked.gpus),
  ...atLeast('gpu_ram', asked.vram_gb && Math.floor(asked.vram_gb * 1000)),
  ...atLeast('reliability2', asked.reliability),
  ...atLeast('disk_space', asked.disk_gb),
  ...(asked.max_usd_per_hour === undefined ? {} : { dph_total: { lte: asked.max_usd_per_hour } }),
  ...(asked.country === undefined ? {} : { geolocation: { in: [asked.country] as never } }),
});

export const searchOffers = task({
  name: 'search_offers',
  title: 'Search offers',
  description: 'GPUs for rent now, cheapest first. An offer can be taken by somebody else at any moment.',
  operations: [operations.searchOffers],
  asksVast: true,
  input: Search,
  async run(call, asked) {
    const at = await accountNamed(call.ports.db, call.actor, asked.account);
    if (!at.ok) return refused(at.problem);
    const found = await ask(call, operations.searchOffers, at.value, {
      filters: filtersOf(asked),
      type: asked.interruptible ? 'bid' : 'on-demand',
      order: [['dph_total', 'asc']],
      allocated_storage: asked.disk_gb,
    });
    if (found.kind !== 'done') return refused(found.problem);
    const offers = found.value.offers;
    if (offers.length === 0) {
      return done({
        offers: [],
        none: 'Nothing fits. Drop or widen a filter: price, model and country leave out most.',
      });
    }
    const rows = offers.slice(0, asked.limit).map((one) => ({
      offer_id: one.id,
      gpu: one.gpu_name,
      gpus: one.num_gpus,
      vram_gb: cardGb(one.gpu_ram),
      usd_per_hour: exact(one.dph_total),
      lowest_bid_usd_per_hour: one.min_bid && exact(one.min_bid),
      reliability: one.reliability2 ?? one.reliability,
      country: countryOf(one.geolocation),
      ram_gb: one.cpu_ram && cardGb(one.cpu_ram),
      disk_gb: one.disk_space && Math.floor(one.disk_space),
      down_mbps: one.inet_down,
      offer_ends_at: one.end_date,
    }));
    return done({ offers: rows }, { total: offers.length });
  },
});

export const quoteRental = task({
  name: 'quote_rental',
  title: 'Quote a rental',
  description:
    'What an offer would cost with its disk, until its lease ends, and whether a person would have to approve. Rents nothing.',
  operations: [operations.searchOffers],
  asksVast: true,
  input: z.strictObject({
    offer_id: z.int().positive(),
    disk_gb: z.number().min(8).default(20),
    bid_usd_per_hour: z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .optional(),
    lease_hours: z.number().positive().max(LEASE_HOURS_MAX).default(LEASE_HOURS),
    team: z.string().optional(),
    account,
  }),
  async run(call, asked) {
    const { ports, gateway, actor } = call;
    const at = await accountNamed(ports.db, actor, asked.account);
    if (!at.ok) return refused(at.problem);
    const team = await teamNamed(ports.db, actor, asked.team);
    if (!team.ok) return refused(team.problem);
    const op = operations.rentOffer;
    const input = op.input.parse({
      id: asked.offer_id,
      disk: asked.disk_gb,
      ...(asked.bid_usd_per_hour === undefined ? {} : { price: asked.bid_usd_per_hour }),
    });
    const about = { op, accountId: at.value, effect: 'spends', input } as const;
    const endsAt = leaseEnd(asked.lease_hours, ports.now());
    const weighed = await weighAct(ports, gateway, actor, { ...about, teamId: team.value, endsAt });
    if (weighed.kind !== 'done') return refused(weighed.problem);
    const { weight, options } = weighed.value;
    return done({
      what: options.plan?.what,
      usd_per_hour: weight.hourUsd,
      usd_to_lease_end: weight.toEndUsd && exact(usd(weight.toEndUsd)),
      lease_ends_at: weight.endsAt,
      needs_approval: await beyondOf(ports, actor, { ...about, options }),
    });
  },
});
