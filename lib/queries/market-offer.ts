import { sql } from 'drizzle-orm';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { originsOf } from './market';
import { type Asked, fits, noFilters, pricedOffers, type RentType } from './market-filters';
import { mediansOf, type OfferRow, offerColumns } from './market-rows';

/** An offer as the rent panel needs it: the parts of its price, exact, and what it is. */
export interface OfferForRent extends OfferRow {
  machineId: number;
  hostId: number | null;
  /** $/h for the whole machine. */
  dphBase: string;
  minBid: string | null;
  /** $/GB/month */
  storageCost: string;
  /** $/GB */
  downCost: string | null;
  upCost: string | null;
  /** Fraction taken off by the largest prepayment. */
  discount: number | null;
  /** What the same model and memory cost in the middle, per GPU and hour. */
  median: string | null;
  cpu: string | null;
  ports: number | null;
  driver: string | null;
  capability: number | null;
  pcie: number | null;
  nvlink: number | null;
  /** Rented, withdrawn, or missed by the last look. */
  gone: boolean;
  /** This workspace's rents on the same machine and host so far. */
  history: { machine: number; host: number };
}

export interface RentView {
  type: RentType;
  diskGb: number;
}

/** One offer with its price parts, also when it has gone; null when this workspace's markets never had it. */
export async function offerForRent(
  db: Tx,
  scope: Scope,
  offerId: number,
  view: RentView,
): Promise<OfferForRent | null> {
  const origins = await originsOf(db, scope);
  const asked: Asked = { filters: noFilters, ...view };
  const found = await db.execute<OfferRow>(sql`
    WITH s AS (
      SELECT *, dph_base AS hour, dph_base / num_gpus AS gpu_hour,
             dph_base + storage_cost * ${view.diskGb}::numeric / 720 AS pay,
             extract(epoch FROM ends_at - seen_at) / 86400 AS days
      FROM offer
      WHERE origin = ANY(${sql.param([...origins])}::text[]) AND offer_id = ${offerId}
      ORDER BY gone_at IS NOT NULL LIMIT 1
    ), ${mediansOf(asked, origins)}
    SELECT ${offerColumns},
      s.machine_id::float8 AS "machineId", s.host_id::float8 AS "hostId",
      trim_scale(s.dph_base)::text AS "dphBase", trim_scale(s.min_bid)::text AS "minBid",
      trim_scale(s.storage_cost)::text AS "storageCost",
      trim_scale(s.inet_down_cost)::text AS "downCost", trim_scale(s.inet_up_cost)::text AS "upCost",
      s.credit_discount_max::float8 AS discount, trim_scale(m.median)::text AS median,
      s.cpu_name AS cpu, s.direct_port_count AS ports, s.driver_version AS driver,
      s.compute_cap / 100.0::float8 AS capability, s.pcie_bw AS pcie, s.bw_nvlink AS nvlink,
      s.gone_at IS NOT NULL AS gone,
      (SELECT jsonb_build_object('machine', count(*) FILTER (WHERE c.machine_id = s.machine_id), 'host', count(*))
       FROM contract c WHERE c.workspace_id = ${scope.workspaceId}
         AND (c.machine_id = s.machine_id OR c.host_id = s.host_id)) AS history
    FROM s LEFT JOIN m USING (gpu_name, gpu_ram_mb)`);
  return (found.rows[0] as OfferForRent | undefined) ?? null;
}

/** The three nearest in price with the same model, memory and count, as trustworthy as the one that went. */
export async function alternativesTo(
  db: Tx,
  scope: Scope,
  offer: Pick<OfferForRent, 'id' | 'gpu' | 'count' | 'vramMb' | 'gpuHour' | 'verification'>,
  view: RentView,
): Promise<OfferRow[]> {
  const origins = await originsOf(db, scope);
  const asked: Asked = {
    filters: {
      ...noFilters,
      gpu: [offer.gpu],
      count: [offer.count],
      verified: offer.verification === 'verified',
    },
    ...view,
  };
  const found = await db.execute<OfferRow>(sql`
    WITH s AS (
      SELECT *, abs(o.gpu_hour - ${offer.gpuHour}::numeric) AS away FROM ${pricedOffers(asked, origins)}
      WHERE ${fits(asked)} AND o.gpu_ram_mb = ${offer.vramMb} AND o.offer_id <> ${offer.id}
      ORDER BY away, o.gpu_hour, o.offer_id LIMIT 3
    ), ${mediansOf(asked, origins)}
    SELECT ${offerColumns} FROM s LEFT JOIN m USING (gpu_name, gpu_ram_mb)
    ORDER BY s.away, s.gpu_hour, s.offer_id`);
  return found.rows;
}
