import { sum, times, type Usd, usd } from '@/lib/money';
import type { ChargeRow } from '@/lib/vast/operations/billing';

/** One amount of one contract on one UTC day. */
export interface Line {
  /** `instance-<id>`, `volume-<id>`: as Vast.ai spells it. */
  source: string;
  /** gpu | disk | bwd | bwu | rounding | other, or whatever Vast.ai adds. */
  item: string;
  /** 0, 1, …: an item may come in several rate segments. */
  segment: number;
  amount: Usd;
  type: string;
  /** Of instances; a volume has no contract that a team could own. */
  contractId: number | null;
  /** Vast.ai's own words; the only place where quantity and price stand. */
  description: string;
  /** The label at the time of asking, which a rename changes for past days too. */
  label: string | null;
  templateId: number | null;
  endpointId: number | null;
  workergroupId: number | null;
}

export interface DayReading {
  lines: Line[];
  contracts: number;
  total: Usd;
  /** Contracts whose items miss the contract's amount by more than rounding explains. */
  mismatches: number;
}

/** What a contract's amount says beyond its items: Vast.ai rounds each of them to 3 decimals by itself. */
export const ROUNDING = 'rounding';
/** The amount of a contract that came without items. */
export const NOT_ITEMISED = 'other';

// Half of the third decimal: by as much may an amount differ from what it was rounded from.
const ROUNDING_UNIT = usd('0.0005');

/**
 * The lines of a day's rows. Their sum is the sum of the rows' amounts, exactly: what the items miss becomes a
 * line of its own. A larger miss than rounding explains is kept just so, and counted: it is shown, never mended.
 */
export function readDay(rows: readonly ChargeRow[]): DayReading {
  const lines: Line[] = [];
  let mismatches = 0;
  for (const row of rows) {
    const items = row.items ?? [];
    const segments = new Map<string, number>();
    const add = (item: string, amount: Usd, description: string | null) => {
      const segment = segments.get(item) ?? 0;
      segments.set(item, segment + 1);
      lines.push({ ...about(row), item, segment, amount, description: description ?? '' });
    };
    if (items.length === 0) {
      add(NOT_ITEMISED, row.amount, row.description);
      continue;
    }
    for (const item of items) add(item.type, item.amount, item.description);
    const missing = row.amount.minus(sum(items.map((item) => item.amount)));
    if (!missing.isZero()) add(ROUNDING, missing, row.description);
    if (missing.abs().gt(times(ROUNDING_UNIT, items.length + 1))) mismatches += 1;
  }
  return { lines, contracts: rows.length, total: sum(rows.map((row) => row.amount)), mismatches };
}

const about = (row: ChargeRow) => ({
  source: row.source,
  type: row.type,
  contractId: contractOf(row.source),
  label: row.metadata?.label || null,
  templateId: row.metadata?.template_id ?? null,
  endpointId: row.metadata?.endpoint_id ?? null,
  workergroupId: row.metadata?.workergroup_id ?? null,
});

function contractOf(source: string): number | null {
  const id = /^instance-(\d+)$/.exec(source)?.[1];
  return id === undefined ? null : Number(id);
}

/** Text that is equal for equal amounts, in whatever order Vast.ai listed them. */
export const contentOf = (lines: readonly Line[]): string =>
  lines
    .map((line) => JSON.stringify([line.source, line.item, line.segment, line.amount.toFixed()]))
    .sort()
    .join('\n');
