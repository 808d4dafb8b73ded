/** Scheduled jobs: calls to this same API that the world makes by itself when they are due. */
import { ask } from '../ask';
import { type Fields, given, isFields, number, text } from '../json';
import { answer, type Call, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import type { Seconds } from '../world/clock';
import { nextOf, type ScheduledJob } from '../world/scheduled';
import type { World } from '../world/world';
import { mine } from './mine';

const wrong = (msg: string) => refuse(400, 'invalid_args', msg);
const NOT_FOUND = refuse(404, 'not_found', 'No such scheduled job.');

const row = (job: ScheduledJob): Fields => ({
  id: job.id,
  instance_id: job.instance,
  api_endpoint: job.endpoint,
  request_method: job.method,
  request_body: { ...job.body },
  start_time: job.from,
  end_time: job.to,
  day_of_the_week: job.day,
  hour_of_the_day: job.hour,
  min_of_the_hour: 0,
  frequency: job.frequency,
});

type Plan = Omit<ScheduledJob, 'id' | 'account' | 'key'>;

const FREQUENCIES = new Set(['HOURLY', 'DAILY', 'WEEKLY']);

/** A job's own fields, over those of the job that is changed; a text says what is wrong with them. */
function planIn(call: Call, was: ScheduledJob | null): Plan | string {
  const { body } = call;
  const of = <T>(name: string, otherwise: T, read: (name: string) => T | null): T =>
    given(body, name) === undefined ? otherwise : (read(name) ?? otherwise);
  const asNumber = (name: string) => number(body[name]);
  const frequency = text(given(body, 'frequency')) ?? was?.frequency ?? '';
  if (!FREQUENCIES.has(frequency)) return 'frequency is HOURLY, DAILY or WEEKLY.';
  const endpoint = text(given(body, 'api_endpoint')) ?? was?.endpoint;
  if (!endpoint) return 'api_endpoint is required.';
  const wanted = given(body, 'request_body');
  const plan: Plan = {
    instance: of('instance_id', was?.instance ?? null, asNumber),
    endpoint,
    method: (text(given(body, 'request_method')) ?? was?.method ?? 'PUT').toUpperCase(),
    body: isFields(wanted) ? wanted : (was?.body ?? {}),
    from: of('start_time', was?.from ?? call.at, asNumber),
    to: of('end_time', was?.to ?? 0, asNumber),
    day: frequency === 'WEEKLY' ? of('day_of_the_week', was?.day ?? null, asNumber) : null,
    hour: frequency === 'HOURLY' ? null : of('hour_of_the_day', was?.hour ?? null, asNumber),
    frequency: frequency as Plan['frequency'],
  };
  if (plan.from >= plan.to) return 'start_time must be before end_time.';
  if (plan.hour !== null && (plan.hour < 0 || plan.hour > 23)) return 'hour_of_the_day is from 0 to 23.';
  if (plan.day !== null && (plan.day < 0 || plan.day > 6)) return 'day_of_the_week is from 0 to 6.';
  if (plan.frequency !== 'HOURLY' && plan.hour === null) return `A ${frequency} job needs hour_of_the_day.`;
  if (plan.frequency === 'WEEKLY' && plan.day === null) return 'A WEEKLY job needs day_of_the_week.';
  return plan;
}

const own = (world: World, { account }: Call): ScheduledJob[] =>
  world.scheduled.filter((one) => one.account === account.id);

/** The route and the parameters of an address, as the server would find them. */
function routeOf(routes: readonly Route[], method: string, address: string) {
  const words = (path: string) =>
    path
      .replace(/^\/?(api\/v\d+)?/, '')
      .split('/')
      .filter(Boolean);
  const asked = words(address);
  for (const one of routes) {
    const path = words(one.path);
    if (one.method !== method || path.length !== asked.length) continue;
    if (!path.every((word, index) => word.startsWith(':') || word === asked[index])) continue;
    const params = path.flatMap((word, index) =>
      word.startsWith(':') ? [[word.slice(1), asked[index] ?? '']] : [],
    );
    return { route: one, params: Object.fromEntries(params) as Record<string, string> };
  }
  return null;
}

/** `routes`: everything that can be scheduled; they are known only when all of them are. */
export function scheduled(routes: () => readonly Route[]): readonly Route[] {
  const plan = (world: World, job: ScheduledJob, at: Seconds): void => {
    const next = nextOf(job, at);
    if (next === null) return;
    world.timeline.plan(next, (moment) => {
      // Changed or deleted since: whoever did so has planned anew.
      if (!world.scheduled.includes(job)) return;
      perform(world, job, moment);
      plan(world, job, moment);
    });
  };

  const perform = (world: World, job: ScheduledJob, at: Seconds): void => {
    const caller = world.callerOf(job.key);
    const found = routeOf(routes(), job.method, job.endpoint);
    if (!caller || !found || caller.key.state !== 'ok') return;
    const { route: one, params } = found;
    ask(world, one, { ...caller, at, params, query: {}, body: job.body, origin: '' });
  };

  const create: Handler = (world, call) => {
    const asked = planIn(call, null);
    if (typeof asked === 'string') return wrong(asked);
    if (asked.instance !== null && !mine(call).some((one) => one.id === asked.instance))
      return wrong('No such instance.');
    if (!routeOf(routes(), asked.method, asked.endpoint))
      return wrong('api_endpoint is no address of this API.');
    const same = own(world, call).find(
      (one) =>
        one.instance === asked.instance && one.endpoint === asked.endpoint && one.method === asked.method,
    );
    if (same)
      return refuse(422, 'scheduled_job_exists', 'This call is scheduled already.', {
        scheduled_job_id: same.id,
      });
    const job: ScheduledJob = { id: world.newId(), account: call.account.id, key: call.key.id, ...asked };
    world.scheduled.push(job);
    plan(world, job, call.at);
    return done({ scheduled_job_id: job.id, msg: 'Scheduled.' });
  };

  const change: Handler = (world, call) => {
    const job = own(world, call).find((one) => one.id === Number(call.params.id));
    if (!job) return NOT_FOUND;
    const asked = planIn(call, job);
    if (typeof asked === 'string') return wrong(asked);
    // A new object: what was planned for the old one finds itself replaced.
    const changed = { ...job, ...asked };
    world.scheduled.splice(world.scheduled.indexOf(job), 1, changed);
    plan(world, changed, call.at);
    return done({ scheduled_job_id: job.id, msg: 'Schedule changed.' });
  };

  const remove: Handler = (world, call) => {
    const job = own(world, call).find((one) => one.id === Number(call.params.id));
    if (!job) return NOT_FOUND;
    world.scheduled.splice(world.scheduled.indexOf(job), 1);
    return done({ msg: `Scheduled job ${job.id} deleted.` });
  };

  const list: Handler = (world, call) =>
    answer(
      own(world, call)
        .filter((one) => one.to > call.at)
        .map(row),
    );

  return [
    route('list_all_vast_ai_scheduled_jobs', 'GET /api/v0/commands/schedule_job', 'instance_read', 1, list),
    route(
      'create_a_vast_ai_scheduled_job',
      'POST /api/v0/commands/schedule_job',
      'instance_write',
      1,
      create,
    ),
    route(
      'update_a_vast_ai_scheduled_job_by_id',
      'PUT /api/v0/commands/schedule_job/:id',
      'instance_write',
      1,
      change,
    ),
    route(
      'delete_a_vast_ai_scheduled_job_by_id',
      'DELETE /api/v0/commands/schedule_job/:id',
      'instance_write',
      1,
      remove,
    ),
  ];
}
