/** What can be rented, and the search over it. */
import { byOrder, type Direction, filterOf, type Row } from '../query';
import type { Fields, Json } from '../reply';
import { country, diskOf, hardwareFields, type OfferTerms, offerRow } from '../views/offer';
import type { Account } from './accounts';
import { busySlots } from './lifecycle';
import type { Machine } from './machines';
import type { Ask, World } from './world';

export interface Search extends OfferTerms {
  readonly filters: Fields;
  readonly order: readonly Direction[];
  readonly limit: number;
  readonly bundle: boolean;
  readonly account: Account;
}

/** Hardware rows are the same at every moment: made once for each chunk. */
export function hardwareOf(world: World, ask: Ask): Fields {
  const row = world.hardware.get(ask.chunk.askId) ?? hardwareFields(world, ask);
  world.hardware.set(ask.chunk.askId, row);
  return row;
}

/** Columns that only filters know, and what they are in a row. */
const DERIVED: Record<string, (row: Fields) => Json | undefined> = {
  verified: (row) => row.verification === 'verified',
  datacenter: (row) => row.hosting_type === 1,
  geolocation: (row) => country(String(row.geolocation)),
  ubuntu_version: (row) => row.os_version,
  driver_version: (row) => row.driver_vers,
  // Filtering on `id` matches nothing on the real server, while `ask_contract_id` works (field reports).
  id: () => null,
};

const VALUES: Record<string, (value: string) => Json> = {
  gpu_name: (value) => value.replaceAll('_', ' '),
  driver_version: (value) => value.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0),
};

function read(filters: Fields): Fields {
  const translate = (column: string, value: Json | undefined): Json | undefined => {
    if (Array.isArray(value)) return value.map((one) => translate(column, one) ?? null);
    const spelled = VALUES[column];
    return spelled && typeof value === 'string' && (column === 'gpu_name' || value.includes('.'))
      ? spelled(value)
      : value;
  };
  return Object.fromEntries(
    Object.entries(filters).map(([column, ops]) => [
      column,
      ops !== null && typeof ops === 'object' && !Array.isArray(ops)
        ? Object.fromEntries(Object.entries(ops).map(([op, value]) => [op, translate(column, value)]))
        : translate(column, ops),
    ]),
  );
}

export function search(world: World, wanted: Search): Fields[] {
  // Defaults of the server (the spec's): verified and rentable, and no machine the caller already rents on.
  const filters = read({
    verified: { eq: true },
    rentable: { eq: true },
    rented: { eq: false },
    ...wanted.filters,
  });
  const test = filterOf(filters, () => true);
  const found: Fields[] = [];
  for (const machine of world.machines.values()) {
    if (!world.market.online(machine, wanted.at)) continue;
    const rows = rowsOf(world, machine, wanted).filter((row) => test(cells(row)));
    found.push(...(wanted.bundle ? bundled(rows) : rows));
  }
  found.sort((a, b) => byOrder(wanted.order, cells(a), cells(b)) || (a.id as number) - (b.id as number));
  return found.slice(0, wanted.limit).map((row, index) => ({ ...row, rn: index + 1 }));
}

const cells =
  (row: Fields): Row =>
  (column) =>
    DERIVED[column] ? DERIVED[column](row) : row[column];

function rowsOf(world: World, machine: Machine, wanted: Search): Fields[] {
  const busy = busySlots(world, machine, wanted.at);
  const mine = world.tenantsOf(machine).some((one) => one.account === wanted.account.id);
  const rows: Fields[] = [];
  for (const ask of asksOf(world, machine)) {
    if (diskOf(ask) * 1000 < wanted.disk) continue;
    const row = offerRow(world, ask, wanted, hardwareOf(world, ask));
    row.rentable = (ask.chunk.slots & busy) === 0;
    row.rented = mine;
    row.bundled_results = 1;
    rows.push(row);
  }
  return rows;
}

function* asksOf(world: World, machine: Machine): Iterable<Ask> {
  for (let id = machine.askBase; ; id += 1) {
    const ask = world.asks.get(id);
    if (!ask || ask.machine !== machine) return;
    yield ask;
  }
}

/** Equal chunks of one machine are one offer with a count. */
function bundled(rows: readonly Fields[]): Fields[] {
  const first = new Map<Json | undefined, Fields>();
  for (const row of rows) {
    const same = first.get(row.bundle_id);
    if (same) same.bundled_results = (same.bundled_results as number) + 1;
    else first.set(row.bundle_id, row);
  }
  return [...first.values()];
}
