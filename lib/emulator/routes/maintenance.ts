/**
 * Maintenance windows. One is a notice and no outage: renters are told, and the host takes the machine down by hand
 * (docs host/set-maintenance-window.mdx).
 */
import { type Fields, given, type Json, number, text } from '../json';
import { jsonParam } from '../query';
import { answer, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { maintenanceRow } from '../views/machine';
import { DAY, HOUR, type Seconds } from '../world/clock';
import { rentsOn } from '../world/hosting';
import { tellHost, tellOf } from '../world/telling';
import { onMachine } from './hosting';

const CATEGORIES = new Set(['power', 'internet', 'disk', 'gpu', 'software', 'other', 'not provided']);

const wrong = (msg: string) => refuse(422, 'invalid_args', msg);

/** The document says a date as text; the command line sends seconds since 1970. */
function momentOf(written: Json | undefined): Seconds | null {
  const seconds = number(written);
  if (seconds !== null) return Math.floor(seconds);
  const parsed = Date.parse(text(written) ?? '');
  return Number.isNaN(parsed) ? null : Math.floor(parsed / 1000);
}

const schedule = onMachine((world, { body, at }, hosted) => {
  const from = momentOf(given(body, 'sdate'));
  if (from === null) return refuse(400, 'invalid_args', 'sdate is a moment: seconds since 1970, or a date.');
  const hours = number(given(body, 'duration'));
  if (hours === null || hours <= 0) return wrong('duration is a number of hours above 0.');
  if (from <= at || from > at + 365 * DAY) return wrong('sdate is a moment to come, within a year.');
  const category = text(given(body, 'maintenance_category')) ?? 'not provided';
  if (!CATEGORIES.has(category))
    return wrong(`maintenance_category is one of ${[...CATEGORIES].join(', ')}.`);
  const id = world.newId();
  hosted.maintenances.push({
    id,
    from,
    // Whole hours, one at least.
    to: from + Math.max(1, Math.floor(hours)) * HOUR,
    category,
    reason: text(given(body, 'maintenance_reason')),
  });
  const rents = rentsOn(world, hosted);
  for (const one of rents)
    tellOf(world, one, 'client:upcoming_downtime', at, { data: { maintenance_id: id } });
  const { machine } = hosted;
  tellHost(
    world,
    hosted,
    'host:maintenance_scheduled',
    `Maintenance Of Machine ${machine.id} Is Scheduled`,
    at,
  );
  const renters = new Set(rents.map((one) => one.account));
  return done({ you_sent: `${renters.size} notifications sent` });
});

/** What is over can't be cancelled. */
const cancel = onMachine((_, { at }, hosted) => {
  const { machine } = hosted;
  const kept = hosted.maintenances.filter((one) => one.to <= at);
  const count = hosted.maintenances.length - kept.length;
  hosted.maintenances = kept;
  return done({
    ctime: at,
    machine_id: machine.id,
    msg: `deleted ${count} scheduled maintenance window(s) on machine ${machine.id}`,
  });
});

/** Of machines that the caller hosts or rents on; windows that are over have gone. */
const list: Handler = (world, { account, query, body, at }) => {
  const asked = body.machine_ids ?? jsonParam(query.machine_ids, null);
  const ids = Array.isArray(asked) ? asked.map(Number) : [...world.hosted.keys()];
  const seen = ids.flatMap((id) => {
    const hosted = world.hosted.get(id);
    const concerns =
      hosted?.owner === account ||
      account.contracts.some((one) => one.destroyed === null && one.machine.id === id);
    return hosted && concerns ? [hosted] : [];
  });
  return answer(
    seen.flatMap((one): Fields[] =>
      one.maintenances.filter(({ to }) => to > at).map((window) => maintenanceRow(one, window)),
    ),
  );
};

export const maintenance: readonly Route[] = [
  route(
    'update_a_vast_ai_machine_dnotify_by_id',
    'PUT /api/v0/machines/:machine_id/dnotify',
    'machine_write',
    2.5,
    schedule,
  ),
  route(
    'update_a_vast_ai_machine_cancel_maint_by_id',
    'PUT /api/v0/machines/:machine_id/cancel_maint',
    'machine_write',
    1,
    cancel,
  ),
  route(
    'list_all_vast_ai_machine_maintenances',
    'GET /api/v0/machines/maintenances',
    'instance_read',
    1,
    list,
  ),
  route(
    'search_vast_ai_machine_maintenances',
    'POST /api/v0/machines/maintenances',
    'instance_read',
    1,
    list,
  ),
];
