/** What can be rented, and the search over it. */

import type { Fields, Json } from '../json';
import { byOrder, type Direction, filterOf, type Row } from '../query';
import type { Account } from '../world/accounts';
import { diskOf } from '../world/asks';
import { busySlots } from '../world/lifecycle';
import type { Machine } from '../world/machines';
import type { World } from '../world/world';
import { country, hardwareOf, type OfferTerms, priceFields } from './offer';

export interface Search extends OfferTerms {
  readonly filters: Fields;
  readonly order: readonly Direction[];
  readonly limit: number;
  readonly bundle: boolean;
  readonly account: Account;
}

/** Columns that only filters know, and what they are in a row. */
export const DERIVED: Record<string, (row: Fields) => Json | undefined> = {
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

export function read(filters: Fields): Fields {
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

/**
 * An offer before it is printed. Most offers are refused by their hardware or are taken: prices are reckoned when a
 * filter or the order first asks for one.
 */
class Candidate {
  bundled = 1;
  #prices: Fields | null = null;

  constructor(
    readonly hardware: Fields,
    readonly state: { readonly rentable: boolean; readonly rented: boolean },
    readonly size: number,
    readonly reckon: () => Fields,
  ) {}

  get prices(): Fields {
    this.#prices ??= this.reckon();
    return this.#prices;
  }

  cell: Row = (column) => {
    if (column === 'rentable' || column === 'rented') return this.state[column];
    const derived = DERIVED[column];
    if (derived) return derived(this.hardware);
    return Object.hasOwn(this.hardware, column) ? this.hardware[column] : this.prices[column];
  };

  row(index: number): Fields {
    return { ...this.hardware, ...this.prices, ...this.state, bundled_results: this.bundled, rn: index + 1 };
  }
}

export function search(world: World, wanted: Search): Fields[] {
  // Defaults of the server (the spec's): verified, rentable, and no machine the caller already rents on.
  const usual = { verified: { eq: true }, rentable: { eq: true }, rented: { eq: false } };
  const test = filterOf(read({ ...usual, ...wanted.filters }), () => true);
  const found: Candidate[] = [];
  for (const machine of world.machines.values()) {
    if (!world.market.online(machine, wanted.at)) continue;
    const candidates = candidatesOf(world, machine, wanted).filter(({ cell }) => test(cell));
    found.push(...(wanted.bundle ? bundled(candidates) : candidates));
  }
  const order = [...wanted.order, { column: 'ask_contract_id', down: false }];
  found.sort((a, b) => byOrder(order, a.cell, b.cell));
  return found.slice(0, wanted.limit).map((one, index) => one.row(index));
}

function candidatesOf(world: World, machine: Machine, wanted: Search): Candidate[] {
  const busy = busySlots(world, machine, wanted.at);
  const rented = world.tenantsOf(machine).some((one) => one.account === wanted.account.id);
  const candidates: Candidate[] = [];
  for (const ask of world.asksOf(machine)) {
    if (diskOf(ask) * 1000 < wanted.disk) continue;
    const state = { rentable: (ask.chunk.slots & busy) === 0, rented };
    const reckon = () => priceFields(world, ask, wanted);
    candidates.push(new Candidate(hardwareOf(world, ask), state, ask.chunk.size, reckon));
  }
  return candidates;
}

/** Equal chunks of one machine are one offer with a count. */
function bundled(candidates: readonly Candidate[]): Candidate[] {
  const first = new Map<number, Candidate>();
  for (const one of candidates) {
    const same = first.get(one.size);
    if (same) same.bundled += 1;
    else first.set(one.size, one);
  }
  return [...first.values()];
}
