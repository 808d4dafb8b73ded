/** Serverless endpoints: how much they scale. `client_id` and `autoscaler_instance` of the official client say nothing. */
import { answer, type Call, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { note } from '../serverless/log';
import { endEndpoint, makeEndpoint } from '../serverless/make';
import { lookSoon } from '../serverless/scale';
import { nameOf, scalingOf, stateOf, tried, USUAL_SCALING } from '../serverless/settings';
import { endpointRow } from '../views/worker';
import type { Endpoint } from '../world/serverless';
import type { World } from '../world/world';

export const mineOf = (world: World, { account }: Call): Endpoint[] =>
  world.endpoints.filter((one) => one.account === account.id);

const named = (world: World, call: Call): Endpoint | undefined =>
  mineOf(world, call).find((one) => one.id === Number(call.params.id));

const listEndpoints: Handler = (world, call) =>
  answer({ success: true, results: mineOf(world, call).map(endpointRow) });

const showEndpoint: Handler = (world, call) => {
  const found = named(world, call);
  return found
    ? answer({ success: true, result: endpointRow(found) })
    : refuse(404, 'not_found', 'Endpoint not found');
};

const createEndpoint: Handler = (world, call) => {
  const settings = tried(() => ({
    name: nameOf(call.body, 'default-endpoint'),
    state: stateOf(call.body, 'active'),
    scaling: scalingOf(call.body, USUAL_SCALING),
  }));
  if ('wrong' in settings) return refuse(400, 'invalid_args', settings.wrong);
  const { id } = makeEndpoint(world, call.account, { id: world.newId(), ...settings }, call.at);
  // Clients read either.
  return done({ result: id, id });
};

const updateEndpoint: Handler = (world, call) => {
  const found = named(world, call);
  if (!found) return refuse(400, 'invalid_args', 'Endpointgroup not found for user');
  const settings = tried(() => ({
    name: nameOf(call.body, found.name),
    state: stateOf(call.body, found.state),
    scaling: scalingOf(call.body, found.scaling),
  }));
  if ('wrong' in settings) return refuse(400, 'invalid_args', settings.wrong);
  Object.assign(found, settings);
  note(found, call.at, 'info0', `endpoint updated: ${found.state} ${JSON.stringify(found.scaling)}`);
  lookSoon(world, found, call.at + 1);
  return done();
};

const deleteEndpoint: Handler = (world, call) => {
  const found = named(world, call);
  if (!found) return refuse(400, 'invalid_args', 'Routegroup not found for user');
  const gone = endEndpoint(world, found, call.at);
  return done({
    deleted_workers: gone,
    failed_workers: [],
    msg: `Deleted endpoint job and ${gone.length} workers`,
  });
};

export const endpoints: readonly Route[] = [
  route('list_all_vast_ai_endptjobs', 'GET /api/v0/endptjobs', 'misc', 3, listEndpoints),
  route('get_single_vast_ai_endptjob_by_id', 'GET /api/v0/endptjobs/:id', 'misc', 1, showEndpoint),
  route('create_a_vast_ai_endptjob', 'POST /api/v0/endptjobs', 'misc', 4, createEndpoint),
  route('update_a_vast_ai_endptjob_by_id', 'PUT /api/v0/endptjobs/:id', 'misc', 2, updateEndpoint),
  route('delete_a_vast_ai_endptjob_by_id', 'DELETE /api/v0/endptjobs/:id', 'misc', 3, deleteEndpoint),
];
