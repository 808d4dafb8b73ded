/** Instances: seeing them and telling them what to do. */

import { type Fields, given, isFields, type Json, number, text } from '../json';
import { BadQuery, byOrder, directionsOf, filterOf, jsonParam, tokenOf, valuesOf } from '../query';
import { answer, type Call, done, type Handler, refuse } from '../reply';
import { cellOf, instanceRow, isStored } from '../views/instance';
import { type Contract, enter, isLive, lastStretch } from '../world/contracts';
import { watchCredit } from '../world/credit';
import { begin, lowestBid, reconsider } from '../world/lifecycle';
import { destroy } from '../world/rent';
import type { World } from '../world/world';
import { bidOf } from './offers';

export const mine = ({ account }: Call): Contract[] =>
  account.contracts.filter((one) => one.kind === 'instance' && isLive(one));

export const named = (call: Call, id = Number(call.params.id)): Contract | undefined =>
  mine(call).find((one) => one.id === id);

const PAGE_MOST = 25;

/** Default and most 25 a page; 0 and less are read as 5. */
function pageSize(limit: string | undefined): number {
  const asked = number(limit) ?? PAGE_MOST;
  return asked <= 0 ? 5 : Math.min(PAGE_MOST, Math.floor(asked));
}

const listInstances: Handler = (world, call) => {
  const { query, at } = call;
  const filters = jsonParam(query.select_filters, {});
  const test = filterOf(isFields(filters) ? filters : {}, isStored);
  const directions = directionsOf(jsonParam(query.order_by, []));
  const strange = directions.find((one) => !isStored(one.column));
  if (strange)
    throw new BadQuery(
      'invalid_request',
      `Error in query parameters: ${strange.column} is not a valid search key`,
    );
  const order = [...directions, { column: 'id', down: false }];
  const matching = mine(call)
    .map((contract) => ({ contract, cell: cellOf(world, contract, at) }))
    .filter(({ cell }) => test(cell))
    .sort((a, b) => byOrder(order, a.cell, b.cell));
  const after = query.after_token ? valuesOf(query.after_token) : null;
  const rest = after
    ? matching.filter(({ cell }) => byOrder(order, cell, (column) => after[column]) > 0)
    : matching;
  const page = rest.slice(0, pageSize(query.limit));
  const last = page.at(-1);
  const more = last !== undefined && rest.length > page.length;
  const values = (cell: (column: string) => Json | undefined) =>
    Object.fromEntries(order.map(({ column }) => [column, cell(column)]));
  return answer({
    success: true,
    instances_found: page.length,
    total_instances: matching.length,
    label_counts: countLabels(matching.map(({ contract }) => contract)),
    next_token: more ? tokenOf(values(last.cell)) : null,
    instances: page.map(({ contract }) => columnsOf(listed(world, contract, at), query.select_cols)),
  });
};

/** `volume_info` is in the list and not in the single read (field reports). */
const listed = (world: World, contract: Contract, at: number): Fields => ({
  ...instanceRow(world, contract, at),
  volume_info: [],
});

function columnsOf(row: Fields, selected: string | undefined): Fields {
  const columns = jsonParam(selected, ['*']);
  if (!Array.isArray(columns) || columns.includes('*')) return row;
  return Object.fromEntries(columns.map((column) => [String(column), row[String(column)] ?? null]));
}

function countLabels(contracts: readonly Contract[]): Fields {
  const counts: Record<string, number> = {};
  for (const { label } of contracts) counts[label ?? ''] = (counts[label ?? ''] ?? 0) + 1;
  return counts;
}

const listInstancesV0: Handler = (world, call) =>
  answer({ instances: mine(call).map((one) => listed(world, one, call.at)) });

const listFilters: Handler = (world, call) => {
  const rows = mine(call).map((one) => cellOf(world, one, call.at));
  const combinations = rows.map((cell) => ({
    actual_status: cell('actual_status'),
    verification: cell('verification'),
    gpu_name: cell('gpu_name'),
  }));
  return answer({
    success: true,
    filters: [...new Map(combinations.map((one) => [JSON.stringify(one), one])).values()],
  });
};

const showInstance: Handler = (world, call) => {
  if (!/^\d+$/.test(call.params.id ?? '')) return refuse(400, 'invalid_args', 'invalid instance_id');
  const contract = named(call);
  return answer({ instances: contract ? instanceRow(world, contract, call.at) : null });
};

const NOT_FOUND = refuse(404, 'no_such_instance', 'Instance with that ID does not exist.');

const manageInstance: Handler = (world, call) => {
  const contract = named(call);
  if (!contract) return NOT_FOUND;
  const label = given(call.body, 'label');
  const state = given(call.body, 'state');
  if (label === undefined && state === undefined)
    return refuse(400, 'invalid_args', 'Nothing to do: give state or label.');
  if (label !== undefined && (typeof label !== 'string' || label.length > 1024))
    return refuse(400, 'invalid_args', 'Invalid label.');
  if (state !== undefined && state !== 'running' && state !== 'stopped')
    return refuse(400, 'invalid_args', 'Invalid state.');
  if (state === 'running' && call.account.wallet.credit(call.at) <= 0n) {
    return refuse(400, 'insufficient_credit', 'Your account lacks credit; see the billing page.');
  }
  if (typeof label === 'string') contract.label = label === '' ? null : label;
  return state === undefined ? done({}, contract.id) : turn(world, call, contract, state);
};

/** Running or stopped; a start whose GPUs are taken is queued and says so, with HTTP 200 (field reports). */
function turn(world: World, call: Call, contract: Contract, state: 'running' | 'stopped') {
  const { at, account } = call;
  if (state === 'running' && at >= contract.until) return refuse(400, 'invalid_args', 'Contract has ended.');
  contract.intended = state;
  reconsider(world, contract.machine, at);
  watchCredit(world, account, at);
  if (state === 'stopped' || contract.holding) return done({}, contract.id);
  return {
    ...done({}, contract.id),
    body: {
      success: false,
      error: 'resources_unavailable',
      msg: 'Required resources are currently unavailable, state change queued.',
    },
  };
}

const manageMany: Handler = (world, call) => {
  const { ids, state } = call.body;
  if (!Array.isArray(ids) || (state !== 'running' && state !== 'stopped'))
    return refuse(400, 'invalid_args', 'Give ids and state.');
  for (const id of ids) {
    const contract = named(call, Number(id));
    if (contract) turn(world, call, contract, state);
  }
  return done();
};

const destroyInstance: Handler = (world, call) => {
  if (!/^\d+$/.test(call.params.id ?? '')) return refuse(400, 'invalid_args', 'invalid instance_id');
  const contract = named(call);
  if (!contract) return refuse(404, 'not_found', 'Instance not found');
  destroy(world, contract, call.at);
  return done({ msg: 'Instance destroyed successfully' }, contract.id);
};

/** The CLI sends each batch six times: what is gone already is success. */
const destroyMany: Handler = (world, call) => {
  const ids = call.body.instance_ids;
  if (!Array.isArray(ids)) return refuse(400, 'invalid_args', 'Give instance_ids.');
  for (const id of ids) {
    const contract = named(call, Number(id));
    if (contract) destroy(world, contract, call.at);
  }
  return done({ msg: `${ids.length} instances destroyed` });
};

/** A new start of the container that keeps its GPUs; one that has none has nothing to restart. */
const restart =
  (kind: 'reboot' | 'recycle', error: string, msg: string): Handler =>
  (world, call) => {
    const contract = named(call);
    if (!contract) return refuse(400, error, msg);
    if (contract.holding && lastStretch(contract).state !== 'offline') {
      begin(world, contract, kind, call.at);
      enter(contract, call.at, 'kept');
    }
    return done({}, contract.id);
  };

const changeBid: Handler = (world, call) => {
  const contract = named(call);
  if (!contract) return NOT_FOUND;
  if (!contract.isBid) return refuse(400, 'invalid_args', 'Instance is not interruptible.');
  const asked = given(call.body, 'price');
  const winning = lowestBid(world, contract.machine, contract.chunk.size, call.at);
  const bid = asked === undefined ? winning : bidOf(asked, String(32 * contract.chunk.size));
  if (bid === 'refused') return refuse(400, 'invalid_args', 'Please set a bid price >= 0.001.');
  contract.gpuNanoHour = bid;
  reconsider(world, contract.machine, call.at);
  watchCredit(world, call.account, call.at);
  return done({ msg: 'Per gpu bid price changed' }, contract.id);
};

const fetchContracts: Handler = (_, call) => {
  const label = text(given(call.body, 'label'));
  const ids = Array.isArray(call.body.contract_ids) ? call.body.contract_ids.map(Number) : [];
  const found = call.account.contracts.filter(
    (one) => ids.includes(one.id) && (label === null || one.label === label),
  );
  return answer({ contracts: found.map((one) => ({ id: one.id, label: one.label })) });
};

export const instances: Record<string, Handler> = {
  list_all_vast_ai_instances: listInstances,
  list_all_vast_ai_instances_v0: listInstancesV0,
  list_all_vast_ai_instance_filters: listFilters,
  get_single_vast_ai_instance_by_id: showInstance,
  update_a_vast_ai_instance_by_id: manageInstance,
  update_vast_ai_instances: manageMany,
  delete_a_vast_ai_instance_by_id: destroyInstance,
  delete_vast_ai_instances: destroyMany,
  update_a_vast_ai_instances_reboot_by_id: restart('reboot', 'invalid_args', 'invalid instance_id'),
  update_a_vast_ai_instances_recycle_by_id: restart('recycle', 'invalid_id', 'Invalid instance id.'),
  update_a_vast_ai_instances_bid_price_by_id: changeBid,
  vast_ai_contracts_fetch: fetchContracts,
};
