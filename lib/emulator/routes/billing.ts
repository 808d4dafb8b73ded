/** What was used and what was paid. */

import { type Fields, isFields, type Json, number } from '../json';
import { byOrder, directionsOf, filterOf, jsonParam, tokenOf, valuesOf } from '../query';
import { answer, type Call, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { type Billed, chargeKind, chargeRow, chargeTree } from '../views/charge';
import { type Line, lifeDays, linesOf, total } from '../world/billing';
import { DAY } from '../world/clock';
import type { Contract } from '../world/contracts';
import { amount, dollars } from '../world/ticks';
import type { Movement } from '../world/wallet';
import type { World } from '../world/world';

const filtersOf = (call: Call): Fields => {
  const parsed = jsonParam(call.query.select_filters, {});
  return isFields(parsed) ? parsed : {};
};

const op = (filter: Json | undefined, name: string): Json | undefined =>
  isFields(filter) ? filter[name] : undefined;

function pageSize(call: Call, usual: number, most: number): number {
  const asked = number(call.query.limit) ?? usual;
  return Math.min(most, Math.max(1, Math.floor(asked)));
}

const wantsLatest = (call: Call) => call.query.latest_first?.toLowerCase() !== 'false';

const showCharges: Handler = (world, call) => {
  const filters = filtersOf(call);
  const from = number(op(filters.day, 'gte'));
  const to = number(op(filters.day, 'lte'));
  if (from === null || to === null) {
    return refuse(400, undefined, "Must provide both 'day' gte and lte filters for instance charges");
  }
  // A day is known by its first second: a range takes the days whose label lies in it.
  const days = { first: Math.ceil(from / DAY), last: Math.floor(to / DAY) };
  const kinds = op(filters.type, 'in');
  const wanted = Array.isArray(kinds) ? new Set(kinds.map(String)) : null;
  const sign = wantsLatest(call) ? -1 : 1;
  const candidates = call.account.contracts
    .filter((one) => (wanted === null || wanted.has(chargeKind(one))) && costs(world, one, days, call.at))
    .sort((a, b) => sign * (a.id - b.id));
  const after = call.query.after_token ? number(valuesOf(call.query.after_token).id) : null;
  const rest = after === null ? candidates : candidates.filter((one) => sign * (one.id - after) > 0);
  const page = rest.slice(0, pageSize(call, 100, 500));
  const last = page.at(-1);
  const billed = page.flatMap((one) => billedOver(world, one, days, call.at) ?? []);
  return answer({
    success: true,
    count: page.length,
    total: candidates.length,
    next_token: last && rest.length > page.length ? tokenOf({ id: last.id }) : null,
    results: call.query.format === 'tree' ? chargeTree(billed) : billed.map(chargeRow),
  });
};

interface Days {
  readonly first: number;
  readonly last: number;
}

function within(contract: Contract, days: Days, at: number): Days {
  const life = lifeDays(contract, at);
  return { first: Math.max(days.first, life.first), last: Math.min(days.last, life.last) };
}

function costs(world: World, contract: Contract, days: Days, at: number): boolean {
  const { first, last } = within(contract, days, at);
  for (let day = first; day <= last; day += 1)
    if (total(linesOf(world.books, contract, day, at)) > 0n) return true;
  return false;
}

function billedOver(world: World, contract: Contract, days: Days, at: number): Billed | null {
  const { first, last } = within(contract, days, at);
  const lines: Line[] = [];
  const billed: number[] = [];
  for (let day = first; day <= last; day += 1) {
    const ofDay = linesOf(world.books, contract, day, at);
    if (total(ofDay) > 0n) billed.push(day);
    lines.push(...ofDay);
  }
  const [firstDay, lastDay] = [billed[0], billed.at(-1)];
  return firstDay === undefined || lastDay === undefined ? null : { contract, firstDay, lastDay, lines };
}

/** Asked for by somebody who pays a card: what was paid in is negative (the documented example: -25.0). */
function invoiceRow(move: Movement): Fields {
  return {
    start: move.at,
    end: move.paid,
    type: move.type,
    source: move.source,
    description: move.description,
    amount:
      move.type === 'transfer'
        ? amount(move.ticks < 0n ? -move.ticks : move.ticks, 2)
        : amount(-move.ticks, 2),
    metadata: { invoice_id: move.id, service: move.service },
    items: [],
  };
}

/** `when` is the time an invoice was made; the other two are what `order_by` knows besides. */
const invoiceCell = (move: Movement) => (column: string) =>
  ({
    when: move.at,
    paid_on: move.paid,
    amount_cents: amount(-move.ticks, 2) * 100,
    service: move.service,
    id: move.id,
  })[column];

const showInvoices: Handler = (_, call) => {
  const filters = filtersOf(call);
  if (!isFields(filters.when) || Object.values(filters.when).some((one) => number(one) === null)) {
    return answer({
      success: false,
      error: 'Invalid date range',
      count: 0,
      total: 0,
      results: [],
      next_token: null,
    });
  }
  const test = filterOf(filters, (column) => column === 'when' || column === 'service');
  const asked = directionsOf(jsonParam(call.query.order_by, []));
  const down = wantsLatest(call);
  const order = [...(asked.length > 0 ? asked : [{ column: 'when', down }]), { column: 'id', down }];
  const matching = call.account.wallet.movements
    .filter((move) => move.at <= call.at && test(invoiceCell(move)))
    .map((move) => ({ ...move, paid: move.paid !== null && move.paid <= call.at ? move.paid : null }))
    .sort((a, b) => byOrder(order, invoiceCell(a), invoiceCell(b)));
  const after = call.query.after_token ? number(valuesOf(call.query.after_token).id) : null;
  const begin = after === null ? 0 : matching.findIndex((move) => move.id === after) + 1;
  const page = matching.slice(begin, begin + pageSize(call, 60, 500));
  const last = page.at(-1);
  return answer({
    success: true,
    count: page.length,
    total: matching.length,
    next_token: last && begin + page.length < matching.length ? tokenOf({ id: last.id }) : null,
    results: page.map(invoiceRow),
  });
};

/** The deprecated list: charges and payments in one, amounts as text. */
const showInvoicesV0: Handler = (world, call) => {
  const from = number(call.query.sdate) ?? 0;
  const to = number(call.query.edate) ?? call.at;
  const days = { first: Math.floor(from / DAY), last: Math.floor(to / DAY) };
  const charges = call.account.contracts.flatMap((one) => {
    const billed = billedOver(world, one, days, call.at);
    if (!billed || call.query.inc_charges === 'false') return [];
    const row = chargeRow(billed);
    const ticks = total(billed.lines);
    return [
      {
        id: one.id,
        type: 'charge',
        timestamp: row.end,
        amount: dollars(ticks, 3),
        description: row.description,
        quantity: 1,
        rate: dollars(ticks, 3),
        instance_id: one.id,
      },
    ];
  });
  const payments = call.account.wallet.movements
    .filter((move) => move.paid !== null && move.paid <= call.at && move.at >= from && move.at <= to)
    .map((move) => ({
      id: move.id,
      type: 'payment',
      timestamp: move.paid,
      amount: dollars(move.ticks, 2),
      description: move.description,
      quantity: 1,
      rate: dollars(move.ticks, 2),
      instance_id: null,
    }));
  const credit = amount(call.account.wallet.credit(call.at), 2);
  return answer({
    invoices: [...charges, ...payments],
    current: { balance: 0, service_fee: 0, total: 0, credit },
  });
};

export const billing: readonly Route[] = [
  route('list_all_vast_ai_charges', 'GET /api/v0/charges', 'billing_read', 1, showCharges),
  route('list_all_vast_ai_invoices', 'GET /api/v1/invoices', 'billing_read', 3, showInvoices),
  route(
    'list_all_vast_ai_user_invoices',
    'GET /api/v0/users/:user_id/invoices',
    'billing_read',
    1,
    showInvoicesV0,
  ),
];
