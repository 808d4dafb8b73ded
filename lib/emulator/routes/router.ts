/**
 * The serverless router: a host of its own at Vast.ai, the root of this origin here. It takes an endpoint's own key
 * besides the account's, and has its own ways to say no.
 */
import { given, number, text } from '../json';
import { answer, type Call, done, type Handler, type Reply } from '../reply';
import { type Route, route } from '../route';
import { dispatch, statusLine } from '../serverless/dispatch';
import { logsOf, noteOf } from '../serverless/log';
import { lookSoon } from '../serverless/scale';
import { endpointNamed } from '../serverless/settings';
import { workersOf } from '../serverless/workers';
import { workerRow, workerUrl } from '../views/worker';
import { hash, hex } from '../world/random';
import type { Endpoint, Workergroup } from '../world/serverless';
import type { World } from '../world/world';
import { mineOf } from './endpoints';

const USUAL_TAIL = 10_000;
const USUAL_PATIENCE_S = 60;

/** Without `success` and `msg` (the spec). */
const no = (status: number, error: string): Reply => ({ status, body: { error }, accepted: false });

const unauthorized = no(401, 'Authentication failed');

/**
 * Who isn't known and what isn't there get the same words with HTTP 200 (the spec). The spec has them bare; the
 * official client, which asks by id, reads `error` or `error_msg` of an object and breaks on text.
 */
const unknown = (kind: 'endpoint' | 'workergroup', name: string, asText: boolean): Reply => {
  const words = `authenticate_${kind}_apikey: invalid api_key or ${kind} ${name} not found`;
  return answer(asText ? words : { error: words, error_msg: words });
};

const requestId = (world: World, endpoint: Endpoint, at: number): string =>
  hex(32, world.seed, 'request', endpoint.id, endpoint.requests, at).replace(
    /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
    '$1-$2-$3-$4-$5',
  );

const routeRequest: Handler = (world, call) => {
  const name = text(given(call.body, 'endpoint'));
  const cost = number(given(call.body, 'cost'));
  const endpoint = name === null ? undefined : endpointNamed(world, call.account.id, name);
  if (!endpoint || cost === null || cost < 0)
    return no(400, 'Invalid endpoint or missing required parameters');
  const { index, worker } = dispatch(
    world,
    endpoint,
    {
      index: number(given(call.body, 'request_idx')) ?? 0,
      cost,
      patience: number(given(call.body, 'replay_timeout')) ?? USUAL_PATIENCE_S,
    },
    call.at,
  );
  const common = {
    endpoint: endpoint.name,
    request_idx: index,
    __request_id: requestId(world, endpoint, call.at),
  };
  return {
    status: 200,
    accepted: true,
    body: worker
      ? {
          ...common,
          url: workerUrl(world, worker),
          cost,
          reqnum: index,
          signature: hex(64, world.seed, 'signature', endpoint.id, index, hash(call.at, name ?? '')),
        }
      : { ...common, status: statusLine(world, endpoint, call.at) },
  };
};

/** By its name (the spec) or by its id (the official client). */
function endpointOf(world: World, call: Call): Endpoint | undefined {
  const name = text(given(call.body, 'endpoint'));
  const id = number(given(call.body, 'id'));
  return name !== null
    ? endpointNamed(world, call.account.id, name)
    : mineOf(world, call).find((one) => one.id === id);
}

const groupOf = (world: World, call: Call, key: string): Workergroup | undefined =>
  mineOf(world, call)
    .flatMap(({ groups }) => groups)
    .find((one) => one.id === number(given(call.body, key)));

const tailOf = (call: Call): number => Math.max(1, number(given(call.body, 'tail')) ?? USUAL_TAIL);

const asked = ({ body }: Call) => String(given(body, 'endpoint') ?? given(body, 'id') ?? '');

const endpointLogs: Handler = (world, call) => {
  const found = endpointOf(world, call);
  return found
    ? answer(logsOf(found.log, tailOf(call)))
    : unknown('endpoint', asked(call), given(call.body, 'endpoint') !== undefined);
};

const groupLogs: Handler = (world, call) => {
  const found = groupOf(world, call, 'id');
  return found ? answer(logsOf(found.log, tailOf(call))) : unknown('workergroup', asked(call), false);
};

/** A bare list: the client's serverless package takes nothing else, and its command line takes it, too. */
const endpointWorkers: Handler = (world, call) => {
  const found = endpointOf(world, call);
  if (!found) return unknown('endpoint', asked(call), false);
  return answer(workersOf(found.groups).map((one) => workerRow(world, one, call.at)));
};

const groupWorkers: Handler = (world, call) => {
  const found = groupOf(world, call, 'id');
  if (!found) return unknown('workergroup', asked(call), false);
  return answer({ workers: workersOf([found]).map((one) => workerRow(world, one, call.at)) });
};

/** One after the other gets a new container; cancelling leaves those that wait as they are. */
const updateWorkers: Handler = (world, call) => {
  const group = groupOf(world, call, 'workergroup_id');
  if (!group)
    return answer({ success: false, error_msg: `workergroup ${call.body.workergroup_id} not found` });
  const cancelled = call.body.cancel_update === true;
  for (const worker of group.workers) worker.outdated = !cancelled;
  noteOf(group, call.at, 'info0', cancelled ? 'update cancelled' : 'update of the workers begun');
  lookSoon(world, group.endpoint, call.at + 1);
  return done({ cancelled, workers_to_update: cancelled ? 0 : group.workers.length });
};

const OF_ROUTER = { router: unauthorized };

export const router: readonly Route[] = [
  route('create_a_vast_ai_route', 'POST /route', null, 1, routeRequest, OF_ROUTER),
  route('list_all_vast_ai_endpoint_logs', 'POST /get_endpoint_logs', null, 1, endpointLogs, OF_ROUTER),
  route(
    'list_all_vast_ai_endpoint_workers',
    'POST /get_endpoint_workers',
    null,
    1,
    endpointWorkers,
    OF_ROUTER,
  ),
  route('list_all_vast_ai_workergroup_logs', 'POST /get_workergroup_logs', null, 1, groupLogs, OF_ROUTER),
  route('list_all_vast_ai_autogroup_logs', 'POST /get_autogroup_logs', null, 1, groupLogs, OF_ROUTER),
  route(
    'list_all_vast_ai_workergroup_workers',
    'POST /get_workergroup_workers',
    null,
    1,
    groupWorkers,
    OF_ROUTER,
  ),
  route('vast_ai_update_workers', 'POST /update_workers', null, 1, updateWorkers, OF_ROUTER),
];
