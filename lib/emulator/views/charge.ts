/**
 * Charges as `GET /charges/` prints them: every amount is rounded to 3 decimals by itself, so that a row and the sum of
 * its items differ a little now and then. `start` and `end` are labels of the first and the last day, both included.
 */
import type { Fields } from '../json';
import { type Item, type Line, merged, total } from '../world/billing';
import { DAY } from '../world/clock';
import type { Contract } from '../world/contracts';
import { amount, type Nano, ratio } from '../world/ticks';

const AMOUNT_PLACES = 3;

export interface Billed {
  readonly contract: Contract;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly lines: readonly Line[];
}

/** At least three decimals and no zeros after them: "0.389", "0.0225". */
function rate(value: bigint, denominator: bigint): string {
  return ratio(value, denominator, 6).replace(/(\.\d{3}\d*?)0+$/, '$1');
}

const NANO = 1_000_000_000n;

/** "96.000 hours at $0.389/hour". Disk and traffic are worded in the same way (inferred). */
const WORDS: Record<Item, (quantity: bigint, price: Nano) => string> = {
  gpu: (seconds, price) => `${ratio(seconds, 3600n, 3)} hours at $${rate(price, NANO)}/hour`,
  disk: (quantity, price) =>
    `${ratio(quantity, 3_600_000n, 3)} GB-hours at $${rate(price, NANO * 720n)}/GB-hour`,
  bwd: (milliGb, price) => `${ratio(milliGb, 1000n, 3)} GB downloaded at $${rate(price, NANO)}/GB`,
  bwu: (milliGb, price) => `${ratio(milliGb, 1000n, 3)} GB uploaded at $${rate(price, NANO)}/GB`,
};

export function chargeRow({ contract, firstDay, lastDay, lines }: Billed): Fields {
  const days = lastDay - firstDay + 1;
  const span = { start: firstDay * DAY, end: lastDay * DAY };
  const name = contract.kind === 'instance' ? 'Instance' : 'Volume';
  return {
    ...span,
    type: contract.kind,
    source: `${contract.kind}-${contract.id}`,
    description: `${name} ${contract.id} Charges - ${days} day${days === 1 ? '' : 's'}`,
    amount: amount(total(lines), AMOUNT_PLACES),
    metadata: {
      ...(contract.container.templateId === null ? {} : { template_id: contract.container.templateId }),
      ...(contract.label === null ? {} : { label: contract.label }),
      ...(contract.serves
        ? { endpoint_id: contract.serves.endpoint, workergroup_id: contract.serves.group }
        : {}),
    },
    items: merged(lines).map((line) => ({
      ...span,
      type: line.item,
      source: null,
      description: WORDS[line.item](line.quantity, line.rate),
      amount: amount(line.ticks, AMOUNT_PLACES),
      metadata: {},
      items: [],
    })),
  };
}

/** What `type` filters know a contract by. */
export const chargeKind = ({ kind, serves }: Contract): string => (serves ? 'serverless' : kind);

/** Workers under their groups, those under their endpoints (spec); everything else as it is. */
export function chargeTree(billed: readonly Billed[]): Fields[] {
  const byEndpoint = grouped(billed, ({ contract: { id, serves } }) =>
    serves ? `endpoint ${serves.endpoint}` : `contract ${id}`,
  );
  return [...byEndpoint.values()].flatMap((parts) => {
    const [first] = parts;
    if (!first?.contract.serves) return parts.map(chargeRow);
    const { endpoint } = first.contract.serves;
    const byGroup = grouped(parts, ({ contract }) => contract.serves?.group ?? 0);
    const groups = [...byGroup].map(([group, workers]) =>
      wrapper(
        `workergroup-${group}`,
        { endpoint_id: endpoint, workergroup_id: group },
        workers,
        workers.map(chargeRow),
      ),
    );
    return [wrapper(`endpoint-${endpoint}`, { endpoint_id: endpoint }, parts, groups)];
  });
}

function grouped<T, K>(list: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

function wrapper(source: string, metadata: Fields, parts: readonly Billed[], items: Fields[]): Fields {
  const [firstDay, lastDay] = [
    Math.min(...parts.map((one) => one.firstDay)),
    Math.max(...parts.map((one) => one.lastDay)),
  ];
  const days = lastDay - firstDay + 1;
  return {
    start: firstDay * DAY,
    end: lastDay * DAY,
    type: 'serverless',
    source,
    description: `${source} Charges - ${days} day${days === 1 ? '' : 's'}`,
    amount: amount(total(parts.flatMap(({ lines }) => lines)), AMOUNT_PLACES),
    metadata,
    items,
  };
}
