/** What workers measured on machines of the market: one result a template and machine, now and then a new one. */
import { type Fields, isFields, type Json, number } from '../json';
import { BadQuery, byOrder, directionsOf, filterOf, jsonParam } from '../query';
import { answer, type Handler } from '../reply';
import { type Route, route } from '../route';
import { HOUR, type Seconds } from '../world/clock';
import type { Machine } from '../world/machines';
import { between, chance } from '../world/random';
import { imageOf, type Template } from '../world/templates';
import type { World } from '../world/world';

/** The document's names (model, name, score) beside those the client reads now. */
function row(world: World, machine: Machine, template: Template, at: Seconds): Fields {
  const key = ['benchmark', machine.id, template.id] as const;
  const every = between(40, 400, world.seed, ...key, 'every') * HOUR;
  const last = Math.floor(at / every) * every;
  const value = Number(
    (machine.model.dlperf * machine.gpus * (0.9 + chance(world.seed, ...key, last) / 5)).toFixed(2),
  );
  const gpu_name = machine.model.name;
  return {
    id: 600_000 + machine.askBase + (template.id % 64),
    contract_id: 20_000_000 + (last % 1_000_000),
    machine_id: machine.id,
    num_gpus: machine.gpus,
    gpu_name,
    model: gpu_name,
    value,
    score: value,
    type: 'perf',
    template_hash: template.hash,
    name: template.hash,
    template_id: template.id,
    image: imageOf(template.content),
    launch_args: null,
    last_update: last,
  };
}

const COLUMNS = new Set([
  'id',
  'contract_id',
  'machine_id',
  'num_gpus',
  'gpu_name',
  'model',
  'value',
  'score',
  'type',
  'template_hash',
  'name',
  'template_id',
  'image',
  'launch_args',
  'last_update',
]);

const known = (column: string) => COLUMNS.has(column);
const OPS: Record<string, string> = {
  '>=': 'gte',
  '<=': 'lte',
  '!=': 'neq',
  '>': 'gt',
  '<': 'lt',
  '=': 'eq',
  '==': 'eq',
};

/** The document's `query`: "score>1000 gpu_name=RTX_4090". */
function written(query: string): Fields {
  const filters: Record<string, Fields> = {};
  for (const word of query.split(/\s+/).filter(Boolean)) {
    const [, column, op, value] = /^(\w+)(>=|<=|!=|==|>|<|=)(.+)$/.exec(word) ?? [];
    if (!column || !op || value === undefined)
      throw new BadQuery('invalid_request', `Error in query parameters: ${word} is not a condition`);
    filters[column] = { ...filters[column], [OPS[op]!]: spelled(column, value) };
  }
  return filters;
}

const spelled = (column: string, value: Json): Json =>
  (column === 'gpu_name' || column === 'model') && typeof value === 'string'
    ? value.replaceAll('_', ' ')
    : value;

const searchBenchmarks: Handler = (world, { query, at }) => {
  const asked = jsonParam(query.select_filters, {});
  const filters = { ...(isFields(asked) ? asked : {}), ...written(query.query ?? '') };
  const test = filterOf(filters, known);
  const directions = directionsOf(jsonParam(query.order_by, []));
  const order = [...directions, { column: 'id', down: false }];
  const templates = world.templates.filter((one) => one.creator === 0);
  const found = [...world.machines.values()]
    .filter((machine) => chance(world.seed, 'benchmarked', machine.id) < 0.35)
    .flatMap((machine) => templates.map((template) => row(world, machine, template, at)))
    .filter((one) => test((column) => one[column]))
    .sort((a, b) =>
      byOrder(
        order,
        (column) => a[column],
        (column) => b[column],
      ),
    );
  return answer(found.slice(0, number(query.limit) ?? found.length));
};

export const benchmarks: readonly Route[] = [
  route('list_all_vast_ai_benchmarks', 'GET /api/v0/benchmarks', 'misc', 3, searchBenchmarks),
];
