/** Hosting: the caller's machines, what is asked for them, and what runs on them. */
import { type Fields, given, type Json, number, text } from '../json';
import { answer, type Call, done, type Handler, type Reply, refuse } from '../reply';
import { type Route, route } from '../route';
import { machineRow } from '../views/machine';
import { removeJob, setJob } from '../world/default-job';
import { hostedBy } from '../world/earnings';
import type { Hosted } from '../world/hosted';
import { forget, listMachine, rentsOn, setMinBid, unlist } from '../world/hosting';
import { pack } from '../world/pack';
import { destroy } from '../world/rent';
import { tellHost } from '../world/telling';
import { nano } from '../world/ticks';
import type { World } from '../world/world';
import { listingOf, MOST_USD } from './listing';

type OnMachine = (world: World, call: Call, hosted: Hosted) => Reply;

/** Another host's machine is as if it were not there. */
const NOT_THERE = refuse(404, 'not_found', 'Machine not found or does not belong to you.');
const NOT_OWNER = refuse(403, 'not_authorized', 'Only the machine’s owner can do this.');
const BAD_ID = refuse(400, 'invalid_args', 'Invalid machine id.');

/** On one of the caller's machines; whose isn't is answered `otherwise`. */
export const onMachine =
  (handler: OnMachine, otherwise: Reply = NOT_THERE): Handler =>
  (world, call) => {
    const id = number(call.params.machine_id ?? call.body.machine);
    if (id === null || !Number.isInteger(id)) return BAD_ID;
    const hosted = world.hosted.get(id);
    return hosted?.owner === call.account ? handler(world, call, hosted) : otherwise;
  };

const listMachines: Handler = (world, { account, at }) =>
  answer({ machines: hostedBy(world, account).map((one) => machineRow(world, one, at)) });

const showMachine = onMachine((world, { at }, hosted) => answer([machineRow(world, hosted, at)]));

const listForRent = onMachine(
  (world, { body, at }, hosted) => {
    const asked = listingOf(body, hosted, at);
    if ('refused' in asked)
      return refuse(400, 'invalid_args', `Invalid machine id or parameters: ${asked.refused}.`);
    setMinBid(world, hosted, asked.minBid, at);
    return done({ extended: listMachine(world, hosted, asked.listing, at), msg: 'Machine listed.' });
  },
  refuse(403, 'not_authorized', 'Only machine owner can create ask contracts'),
);

const unlistMachine = onMachine((world, { at, account }, hosted) => {
  unlist(world, hosted, at);
  return done({ machine_id: hosted.machine.id, user_id: account.id });
});

const setMinimumBid = onMachine((world, { body, at }, hosted) => {
  const asked = number(given(body, 'price'));
  if (asked === null || asked < 0.001 || asked > 32)
    return refuse(422, 'invalid_price', 'price is from 0.001 to 32 dollars per GPU and hour.');
  setMinBid(world, hosted, nano(String(body.price)), at);
  return done({ you_sent: sent(body) });
}, NOT_OWNER);

/** The request as it came, without what only says who asks. */
const sent = ({ api_key: _, ...body }: Fields): Fields => body;

const setDefaultJob = onMachine((world, { body, at, account }, hosted) => {
  const image = text(given(body, 'image'));
  const wanted = number(given(body, 'price_gpu'));
  if (!image || wanted === null || wanted < 0 || wanted > MOST_USD)
    return refuse(400, 'invalid_args', 'Give image and price_gpu.');
  const args = argsOf(given(body, 'args'));
  setJob(world, hosted, { image, args, gpuNanoHour: nano(String(body.price_gpu)) }, at);
  return done({ machine_id: hosted.machine.id, user_id: account.id, you_sent: sent(body) });
}, NOT_OWNER);

const argsOf = (args: Json | undefined): string[] => (Array.isArray(args) ? args.map(String) : []);

const removeDefaultJob = onMachine((world, { at, account }, hosted) => {
  if (!hosted.job) return refuse(404, 'not_found', 'No default job on this machine.');
  removeJob(world, hosted, at);
  return done({ machine_id: hosted.machine.id, user_id: account.id });
});

/** Only what expired: a contract that runs is the renter's. */
const cleanUp = onMachine((world, { at, account }, hosted) => {
  const expired = rentsOn(world, hosted).filter((one) => one.until <= at);
  for (const one of expired) destroy(world, one, at);
  return done({
    ctime: at,
    machine_id: hosted.machine.id,
    user_id: account.id,
    num_deleted: expired.length,
    msg: `deleted ${expired.length} expired contracts on machine ${hosted.machine.id}`,
  });
}, NOT_OWNER);

const deleteMachine = onMachine((world, { at }, hosted) => {
  const used = rentsOn(world, hosted).length;
  if (used > 0)
    return refuse(
      400,
      'machine_in_use',
      `Machine ${hosted.machine.id} is in use by ${used} client contracts.`,
    );
  removeJob(world, hosted, at);
  for (const one of world.tenantsOf(hosted.machine)) destroy(world, one, at);
  forget(world, hosted, at);
  return done({ msg: `deleted machine ${hosted.machine.id} and all related contracts` });
});

const listReports = onMachine((_, __, { reports }) =>
  answer(
    reports.toReversed().map(({ problem, message, at }) => ({
      problem,
      message,
      created_at: new Date(at * 1000).toISOString(),
    })),
  ),
);

/** A renter tells what is wrong; only who has something on the machine can. */
const reportMachine: Handler = (world, { account, params, body, at }) => {
  const hosted = world.hosted.get(Number(params.machine_id));
  const rents = hosted && rentsOn(world, hosted).some((one) => one.account === account.id);
  if (!rents) return NOT_THERE;
  const [problem, message] = [text(given(body, 'problem')), text(given(body, 'message'))];
  if (!problem) return refuse(400, 'invalid_args', 'Give problem and message.');
  hosted.reports.push({ problem, message: message ?? '', at });
  tellHost(world, hosted, 'host:machine_report', `New Report Regarding Machine ${hosted.machine.id}`, at);
  return done();
};

/** Moves what holds GPUs to one end of each machine, so that more whole chunks are free. */
const defragment: Handler = (world, { account, body, at }) => {
  const ids = Array.isArray(body.machine_ids) ? body.machine_ids.map(Number) : [];
  const machines = ids.map((id) => world.hosted.get(id));
  if (ids.length === 0 || machines.some((one) => one?.owner !== account)) return NOT_OWNER;
  return done({
    result: machines.flatMap((one) =>
      one ? [{ machine_id: one.machine.id, moved: pack(world, one, at) }] : [],
    ),
  });
};

export const hosting: readonly Route[] = [
  route('list_all_vast_ai_machines', 'GET /api/v0/machines', 'machine_read', 1, listMachines),
  route(
    'get_single_vast_ai_machine_by_id',
    'GET /api/v0/machines/:machine_id',
    'machine_read',
    1,
    showMachine,
  ),
  route(
    'update_a_vast_ai_machines_create_ask_by_id',
    'PUT /api/v0/machines/create_asks',
    'machine_write',
    1,
    listForRent,
  ),
  route(
    'delete_a_vast_ai_machine_ask_by_id',
    'DELETE /api/v0/machines/:machine_id/asks',
    'machine_write',
    1.8,
    unlistMachine,
  ),
  route(
    'update_a_vast_ai_machine_minbid_by_id',
    'PUT /api/v0/machines/:machine_id/minbid',
    'machine_write',
    1.5,
    setMinimumBid,
  ),
  route(
    'update_a_vast_ai_machines_create_bid_by_id',
    'PUT /api/v0/machines/create_bids',
    'machine_write',
    2.8,
    setDefaultJob,
  ),
  route(
    'delete_a_vast_ai_machine_defjob_by_id',
    'DELETE /api/v0/machines/:machine_id/defjob',
    'machine_write',
    1.2,
    removeDefaultJob,
  ),
  route(
    'update_a_vast_ai_machine_cleanup_by_id',
    'PUT /api/v0/machines/:machine_id/cleanup',
    'machine_write',
    8,
    cleanUp,
  ),
  route(
    'list_all_vast_ai_machine_reports',
    'GET /api/v0/machines/:machine_id/reports',
    'machine_read',
    1.2,
    listReports,
  ),
  route(
    'update_a_vast_ai_machine_report_by_id',
    'PUT /api/v0/machines/:machine_id/report',
    'instance_write',
    1,
    reportMachine,
  ),
  route(
    'vast_ai_machines_defrag_offers',
    'PUT /api/v0/machines/defrag_offers',
    'machine_write',
    1,
    defragment,
  ),
  route(
    'vast_ai_machine_force_delete',
    'POST /api/v0/machines/:machine_id/force_delete',
    'machine_write',
    1,
    deleteMachine,
  ),
];
