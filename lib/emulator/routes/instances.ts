/** Instances as their renter sees them. */
import { type Fields, given, isFields, type Json, number, text } from '../json';
import { BadQuery, byOrder, directionsOf, filterOf, jsonParam, tokenOf, valuesOf } from '../query';
import { answer, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { cellOf, instanceRow, isStored } from '../views/instance';
import type { Contract, Mount } from '../world/contracts';
import { usedOf } from '../world/files';
import type { World } from '../world/world';
import { mine, named } from './mine';

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
  volume_info: contract.mount ? [mountRow(world, contract.mount, at)] : [],
});

const mountRow = (world: World, { volume, path }: Mount, at: number): Fields => ({
  id: volume.id,
  avail_space: (volume.disk - usedOf(world, volume, at)) / 1000,
  total_space: volume.disk / 1000,
  mount_path: path,
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

const fetchContracts: Handler = (_, call) => {
  const label = text(given(call.body, 'label'));
  const ids = Array.isArray(call.body.contract_ids) ? call.body.contract_ids.map(Number) : [];
  const found = call.account.contracts.filter(
    (one) => ids.includes(one.id) && (label === null || one.label === label),
  );
  return answer({ contracts: found.map((one) => ({ id: one.id, label: one.label })) });
};

export const instances: readonly Route[] = [
  route('list_all_vast_ai_instances', 'GET /api/v1/instances', 'instance_read', 1, listInstances),
  route('list_all_vast_ai_instances_v0', 'GET /api/v0/instances', 'instance_read', 1, listInstancesV0),
  route(
    'list_all_vast_ai_instance_filters',
    'GET /api/v0/instances/filters',
    'instance_read',
    1,
    listFilters,
  ),
  route('get_single_vast_ai_instance_by_id', 'GET /api/v0/instances/:id', 'instance_read', 2, showInstance),
  route('vast_ai_contracts_fetch', 'POST /api/v0/contracts/fetch', null, 1, fetchContracts),
];
