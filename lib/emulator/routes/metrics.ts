/** The GPU market in figures, for hosts: now, over time, and on the map. */
import { type Fields, number } from '../json';
import { answer, type Call, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { country, rounded } from '../views/offer';
import { DAY, type Seconds } from '../world/clock';
import { hostedBy } from '../world/earnings';
import type { GpuModel } from '../world/models';
import { pointOf } from '../world/places';
import { byModel, countsOf, groups, type Selection, type Standing, Supply } from '../world/supply';
import { price } from '../world/ticks';
import type { World } from '../world/world';

/** Accounts that host nothing are told so and get none of it. */
const forHosts =
  (none: Fields, handler: Handler): Handler =>
  (world, call) =>
    hostedBy(world, call.account).length > 0
      ? handler(world, call)
      : answer({ success: true, ...none, needs_machine: true });

const WHICH: Record<string, Record<string, boolean | null>> = {
  verified: { yes: true, no: false, all: null },
  hosting_type: { secure_cloud: true, community: false, all: null },
};

function selectionOf({ query }: Call): Selection | null {
  const verified = WHICH.verified?.[query.verified ?? 'yes'];
  const datacenter = WHICH.hosting_type?.[query.hosting_type ?? 'all'];
  const gpus = query.num_gpus === undefined || query.num_gpus === 'all' ? null : number(query.num_gpus);
  const read = query.num_gpus === undefined || query.num_gpus === 'all' || gpus !== null;
  return verified === undefined || datacenter === undefined || !read ? null : { verified, datacenter, gpus };
}

const UNREADABLE = refuse(
  400,
  'invalid_args',
  'verified is yes, no or all; hosting_type is secure_cloud, community or all; num_gpus a number or all.',
);

/** The price that `percent` of them stay below or at: nearest rank. */
function percentile(standings: readonly Standing[], percent: number): number | null {
  const prices = standings.map((one) => one.gpuNanoHour).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const found = prices[Math.max(0, Math.ceil((percent / 100) * prices.length) - 1)];
  return found === undefined ? null : price(found);
}

function performance({ tflops, dlperf }: GpuModel, median: number | null): Fields {
  return {
    tflops,
    dlperf,
    tflops_per_dollar: median ? rounded(tflops / median, 1) : null,
    dlperf_per_dollar: median ? rounded(dlperf / median, 1) : null,
  };
}

const usage = (standings: readonly Standing[]): number =>
  rounded((standings.filter((one) => one.rented).length / Math.max(1, standings.length)) * 100, 1);

const showCurrent = forHosts({ gpus: [] }, (world, call) => {
  const selection = selectionOf(call);
  if (!selection) return UNREADABLE;
  const supply = new Supply(world, selection);
  const month = Array.from({ length: 30 }, (_, back) => byModel(supply.at(call.at - back * DAY)));
  const now = byModel(supply.at(call.at));
  const gpus = [...now].flatMap(([gpu_name, standings]): Fields[] => {
    const model = standings[0]?.machine.model;
    if (!model) return [];
    const counts = countsOf(standings);
    const median = percentile(standings, 50);
    const days = month.flatMap((day) => day.get(gpu_name) ?? []);
    return [
      {
        gpu_name,
        ...counts,
        available: counts.avail_verified + counts.avail_unverified,
        usage: usage(standings),
        usage_30d: usage(days),
        price_p10: percentile(standings, 10),
        price_p25: percentile(standings, 25),
        price_median: median,
        price_p75: percentile(standings, 75),
        price_p90: percentile(standings, 90),
        ...performance(model, median),
      },
    ];
  });
  return answer({ success: true, gpus: gpus.sort((a, b) => Number(b.total) - Number(a.total)) });
});

const USUAL_MODELS = 'RTX 5090,RTX 4090,RTX 3090';
/** Points when no step is given, and the most whatever step is: the step is raised. */
const POINTS = { usual: 20, most: 500 };
const LEAST_STEP: Seconds = 60;

function momentsOf({ query, at }: Call): Seconds[] | null {
  const [start, end, step] = ['start', 'end', 'step'].map((name) =>
    query[name] === undefined || query[name] === '' ? undefined : number(query[name]),
  );
  if (start === null || end === null || step === null) return null;
  const to = Math.min(at, Math.floor(end ?? at));
  const from = Math.floor(start ?? to - DAY);
  if (from >= to || (step !== undefined && step <= 0)) return null;
  const wide = Math.ceil((to - from) / POINTS.most);
  const each = Math.max(LEAST_STEP, wide, Math.floor(step ?? (to - from) / POINTS.usual));
  return Array.from({ length: Math.floor((to - from) / each) + 1 }, (_, index) => from + index * each);
}

const PRICES = {
  p10: 10,
  median: 50,
  p90: 90,
};

const showHistory = forHosts({ gpus: {} }, (world, call) => {
  const selection = selectionOf(call);
  if (!selection) return UNREADABLE;
  const moments = momentsOf(call);
  if (!moments)
    return refuse(400, 'invalid_args', 'start, end and step are seconds, and start is before end.');
  const asked = (call.query.gpu_name || USUAL_MODELS)
    .split(',')
    .map((name) => name.trim().replaceAll('_', ' '));
  const supply = new Supply(world, selection);
  const past = moments.map((moment) => byModel(supply.at(moment)));
  const names = asked.includes('all') ? [...new Set(past.flatMap((one) => [...one.keys()]))].sort() : asked;
  const gpus: Fields = {};
  for (const name of names) {
    const standings = past.map((one) => one.get(name) ?? []);
    const model = standings.find((one) => one.length > 0)?.[0]?.machine.model;
    if (model) gpus[name] = trendOf(model, moments, standings);
  }
  return answer({ success: true, gpus });
});

function trendOf(model: GpuModel, moments: readonly Seconds[], standings: readonly Standing[][]): Fields {
  const counts = standings.map(countsOf);
  const column = (name: keyof (typeof counts)[number]) => counts.map((one) => one[name]);
  const prices = (rented: boolean, percent: number) =>
    standings.map((all) =>
      percentile(
        all.filter((one) => one.rented === rented),
        percent,
      ),
    );
  const pricing = Object.entries(PRICES).flatMap(([name, percent]) => [
    [`rented_${name}`, prices(true, percent)],
    [`avail_${name}`, prices(false, percent)],
  ]);
  return {
    supply_demand: {
      timestamps: [...moments],
      rented_verified: column('rented_verified'),
      avail_verified: column('avail_verified'),
      rented_unverified: column('rented_unverified'),
      avail_unverified: column('avail_unverified'),
      total: column('total'),
    },
    pricing: { timestamps: [...moments], ...Object.fromEntries(pricing) },
    stats: performance(model, percentile(standings.at(-1) ?? [], 50)),
  };
}

const showLocations = forHosts({ locations: [] }, (world, { at }) => {
  const everything: Selection = { verified: null, datacenter: null, gpus: null };
  const places = groups(new Supply(world, everything).at(at), ({ machine, rented }) =>
    [machine.model.name, machine.place, rented, machine.verification === 'verified', machine.datacenter].join(
      '|',
    ),
  );
  return answer({
    success: true,
    locations: [...places.values()].flatMap((standings): Fields[] => {
      const first = standings[0];
      if (!first) return [];
      const { machine, rented } = first;
      return [
        {
          gpu_name: machine.model.name,
          city: machine.place.split(',')[0] ?? machine.place,
          country_code: country(machine.place),
          ...pointOf(machine),
          num_gpus: standings.reduce((sum, one) => sum + one.machine.gpus, 0),
          rented,
          verified: machine.verification === 'verified',
          datacenter: machine.datacenter,
        },
      ];
    }),
  });
});

/** Names and sizes of GPUs; needs no key. */
const listGpuTypes: Handler = (world: World) => {
  const models = new Map([...world.machines.values()].map(({ model }) => [model.name, model]));
  return answer({
    gpu_types: [...models.values()].map((one) => ({ canonical_name: one.name, gpu_ram_mb: one.vramMb })),
  });
};

export const metrics: readonly Route[] = [
  route('list_all_vast_ai_gpu_metrics', 'GET /api/v0/metrics/gpu/current', 'machine_read', 3, showCurrent),
  route('list_all_vast_ai_gpu_trends', 'GET /api/v0/metrics/gpu/history', 'machine_read', 3, showHistory),
  route(
    'list_all_vast_ai_gpu_locations',
    'GET /api/v0/metrics/gpu/locations',
    'machine_read',
    3,
    showLocations,
  ),
  route('list_all_vast_ai_gpu_types', 'GET /api/v0/gpu_types', null, 1, listGpuTypes, { open: true }),
];
