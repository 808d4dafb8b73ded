import { type Column, getTableColumns, sql } from 'drizzle-orm';
import type { Db, Tx } from '@/lib/store/db';
import { offer } from '@/lib/store/schema';
import type { Offer } from '@/lib/vast/operations/offers';
import { countryOf } from '@/lib/vast/units';
import type { Explored } from './market-explore';

type OfferRow = typeof offer.$inferInsert;

/** How long a vanished offer is kept: screens fade it and a rent may still name it; nothing looks further back. */
const FORGET_GONE_AFTER = '7 days';
/** PostgreSQL and JavaScript write years beyond this differently, and no offer is meant to last that long. */
const LAST_MOMENT = Date.UTC(9999, 11, 31);

/** An offer as Vast.ai lists it, translated once. `at` is the account's clock. */
export function rowOf(o: Offer, origin: string, at: Date): OfferRow {
  const end = o.end_date?.getTime() ?? Number.NaN;
  return {
    origin,
    offerId: o.id,
    machineId: o.machine_id,
    hostId: o.host_id,
    gpuName: o.gpu_name,
    numGpus: o.num_gpus,
    gpuRamMb: o.gpu_ram,
    dphBase: o.dph_base,
    minBid: o.min_bid,
    storageCost: o.storage_cost,
    inetUpCost: o.inet_up_cost,
    inetDownCost: o.inet_down_cost,
    creditDiscountMax: o.credit_discount_max,
    // The same value under two names; clients read either (docs/vast.md).
    reliability: o.reliability ?? o.reliability2,
    dlperf: o.dlperf,
    totalFlops: o.total_flops,
    cpuName: o.cpu_name,
    cpuCoresEffective: o.cpu_cores_effective,
    cpuGhz: o.cpu_ghz,
    cpuArch: o.cpu_arch,
    cpuRamMb: o.cpu_ram,
    diskSpace: o.disk_space,
    diskBw: o.disk_bw,
    inetUp: o.inet_up,
    inetDown: o.inet_down,
    directPortCount: o.direct_port_count,
    staticIp: o.static_ip,
    cudaMaxGood: o.cuda_max_good,
    computeCap: o.compute_cap,
    driverVersion: o.driver_version,
    pcieBw: o.pcie_bw,
    gpuMemBw: o.gpu_mem_bw,
    bwNvlink: o.bw_nvlink,
    geolocation: o.geolocation,
    country: countryOf(o.geolocation),
    hostingType: o.hosting_type,
    verification: o.verification,
    vmsEnabled: o.vms_enabled,
    endsAt: end <= LAST_MOMENT ? o.end_date : null,
    seenAt: at,
    goneAt: null,
  };
}

const columns = Object.entries(getTableColumns(offer));
const quoted = (column: Column) => sql.raw(`"${column.name}"`);
const list = (parts: ReturnType<typeof sql>[]) => sql.join(parts, sql`, `);
const KEY = new Set([offer.origin.name, offer.offerId.name]);

/** Writes what was seen, one array per column (unnest): a third of the time of many VALUES. */
export async function writeOffers(db: Tx, rows: readonly OfferRow[]): Promise<void> {
  if (rows.length === 0) return;
  const arrays = columns.map(([field, column]) => {
    const values = rows.map((row) => {
      const value = row[field as keyof OfferRow] ?? null;
      return value === null ? null : column.mapToDriverValue(value);
    });
    return sql`${sql.param(values)}::${sql.raw(column.getSQLType())}[]`;
  });
  await db.execute(sql`
    INSERT INTO ${offer} (${list(columns.map(([, column]) => quoted(column)))})
    SELECT * FROM unnest(${list(arrays)})
    ON CONFLICT (origin, offer_id) DO UPDATE SET ${list(
      columns
        .filter(([, column]) => !KEY.has(column.name))
        .map(([, column]) => sql`${quoted(column)} = excluded.${quoted(column)}`),
    )}`);
}

/** How many offers each model had when the market was last looked at. */
export async function knownSizes(db: Db, origin: string): Promise<Map<string, number>> {
  const found = await db.execute<{ model: string; offers: number }>(sql`
    SELECT gpu_name AS model, count(*)::int AS offers FROM offer
    WHERE origin = ${origin} AND gone_at IS NULL GROUP BY gpu_name`);
  return new Map(found.rows.map(({ model, offers }) => [model, offers]));
}

/**
 * After a look at the whole market: what wasn't seen is gone, except where replies stayed cut and the offer may be
 * hidden. `seen` are the ids of this look; a clock that stands still between two looks must not confuse them.
 */
export async function markGone(
  db: Db,
  origin: string,
  seen: readonly number[],
  cut: Explored['cut'],
  at: Date,
): Promise<number> {
  const gone = await db.execute(sql`
    UPDATE offer o SET gone_at = ${at.toISOString()}
    WHERE o.origin = ${origin} AND o.gone_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM unnest(${sql.param([...seen])}::bigint[]) AS s(id) WHERE s.id = o.offer_id)
      AND NOT EXISTS (
        SELECT 1 FROM unnest(${sql.param(cut.map((c) => c.model))}::text[], ${sql.param(cut.map((c) => c.count))}::int[])
                   AS c(model, count)
        WHERE coalesce(c.model, o.gpu_name) = o.gpu_name AND coalesce(c.count, o.num_gpus) = o.num_gpus)`);
  await db.execute(sql`
    DELETE FROM offer WHERE origin = ${origin}
      AND gone_at < ${at.toISOString()}::timestamptz - ${FORGET_GONE_AFTER}::interval`);
  return gone.rowCount ?? 0;
}
