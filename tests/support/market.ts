/** A small market without HTTP: what Vast.ai's search would answer, through a gateway that only knows how to search. */
import type { Gateway, Outcome } from '@/lib/gateway/types';
import { type Usd, usd } from '@/lib/money';
import { operations } from '@/lib/vast/operations';
import { Offer } from '@/lib/vast/operations/offers';
import type { Problem } from '@/lib/vast/problem';

let nextId = 7_000_000;

/** An offer as the wire brings it; every field can be overwritten. */
export function listedOffer(given: Record<string, unknown> = {}): Offer {
  const id = nextId++;
  return Offer.parse({
    id,
    machine_id: id,
    host_id: 4409,
    gpu_name: 'RTX 4090',
    num_gpus: 1,
    gpu_ram: 24564,
    dph_base: '0.36',
    dph_total: '0.360278',
    min_bid: '0.18',
    storage_cost: '0.2',
    inet_up_cost: '0.01',
    inet_down_cost: '0.005',
    credit_discount_max: 0.4,
    reliability: 0.991,
    dlperf: 105,
    cpu_cores_effective: 16,
    cpu_ram: 128_000,
    disk_space: 400,
    disk_bw: 3100,
    inet_up: 600,
    inet_down: 900,
    direct_port_count: 99,
    static_ip: false,
    cuda_max_good: 12.8,
    compute_cap: 890,
    driver_version: '570.133.20',
    pcie_bw: 24.6,
    bw_nvlink: 0,
    geolocation: 'Oslo, NO',
    hosting_type: 0,
    verification: 'verified',
    rentable: true,
    end_date: Date.UTC(2026, 11, 24) / 1000,
    ...given,
  });
}

interface Comparison {
  eq?: unknown;
  gte?: number;
  in?: unknown[];
  notin?: unknown[];
}

export interface ScriptedMarket {
  gateway: Gateway;
  offers: Offer[];
  searches: number;
  /** Answers every search with it while set. */
  refuse: Problem | undefined;
  /** Called at every search, before it is answered. */
  onSearch: (() => Promise<void>) | undefined;
}

/** Searches answer the cheapest `cap` matches; nothing else can be run. */
export function scriptedMarket(offers: Offer[], cap: number, at: () => Date): ScriptedMarket {
  const market: ScriptedMarket = {
    offers,
    searches: 0,
    refuse: undefined,
    onSearch: undefined,
    gateway: {
      run: async (op, _account, given) => {
        if (op.name !== operations.searchOffers.name) throw new Error(`no ${op.name} in a scripted market`);
        market.searches += 1;
        await market.onSearch?.();
        if (market.refuse) return { kind: 'refused', problem: market.refuse };
        const { filters = {} } = given as { filters?: Record<string, Comparison> };
        const found = market.offers
          .filter((o) => Object.entries(filters).every(([field, asked]) => holds(o, field, asked)))
          .sort((a, b) => a.dph_total.comparedTo(b.dph_total) || a.id - b.id)
          .slice(0, cap);
        return { kind: 'done', value: { offers: found }, at: at() } as Outcome<never>;
      },
      resultText: async () => null,
    },
  };
  return market;
}

function holds(o: Offer, field: string, { eq, gte, in: among, notin }: Comparison): boolean {
  if (eq === 'any' || field === 'rentable' || field === 'external') return true;
  const value = (o as Record<string, unknown>)[field];
  if (gte !== undefined) return (value as Usd).greaterThanOrEqualTo(usd(String(gte)));
  if (among) return among.includes(value);
  if (notin) return !notin.includes(value);
  return value === eq;
}
