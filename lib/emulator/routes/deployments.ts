/** Deployments: those of the account, and what the official client's Python package does to make them. */
import { given, number, text } from '../json';
import { answer, type Call, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { beat, put } from '../serverless/deploy';
import { note } from '../serverless/log';
import { endEndpoint } from '../serverless/make';
import { lookSoon } from '../serverless/scale';
import { tried } from '../serverless/settings';
import { blobOf, deploymentDetail, deploymentRow, versionRows } from '../views/worker';
import type { Deployment, EndpointState } from '../world/serverless';
import type { World } from '../world/world';

/** Where code is uploaded to, as to an object store: anything is taken, nothing is run. */
export const UPLOADS_PATH = '/deployment_uploads';

const NOT_FOUND = refuse(404, 'not_found', 'Deployment not found');

const mineOf = (world: World, { account }: Call): Deployment[] =>
  world.deployments.filter((one) => one.account === account.id);

const named = (world: World, call: Call): Deployment | undefined =>
  mineOf(world, call).find((one) => one.id === Number(call.params.id));

const listDeployments: Handler = (world, call) =>
  answer({ success: true, deployments: mineOf(world, call).map(deploymentRow) });

const showDeployment: Handler = (world, call) => {
  const found = named(world, call);
  return found ? answer({ success: true, deployment: deploymentDetail(found) }) : NOT_FOUND;
};

const listVersions: Handler = (world, call) => {
  const found = named(world, call);
  return found ? answer({ success: true, versions: versionRows(found) }) : NOT_FOUND;
};

const turn =
  (state: EndpointState): Handler =>
  (world, call) => {
    const found = named(world, call);
    if (!found) return NOT_FOUND;
    found.endpoint.state = state;
    note(found.endpoint, call.at, 'info0', `endpoint ${state}`);
    lookSoon(world, found.endpoint, call.at + 1);
    return done({ endpoint_state: state });
  };

const putDeployment: Handler = (world, call) => {
  const { body } = call;
  const missing = ['name', 'image', 'file_hash'].find((key) => !text(given(body, key)));
  if (missing || number(given(body, 'file_size')) === null)
    return refuse(400, 'invalid_args', `Invalid args: ${missing ?? 'file_size'} is required`);
  const made = tried(() => put(world, call.account, body, call.at));
  if ('wrong' in made) return refuse(400, 'invalid_args', made.wrong);
  const { deployment, action } = made;
  const version = deployment.versions.at(-1);
  const uploads = action === 'created' || action === 'soft_update';
  return done({
    action,
    deployment_id: deployment.id,
    endpoint_id: deployment.endpoint.id,
    workergroup_id: deployment.group.id,
    upload_url: uploads ? `${call.origin}${UPLOADS_PATH}` : null,
    upload_fields: uploads && version ? { key: blobOf(deployment.id, version.id) } : null,
    evicted_versions: [],
  });
};

const heartbeat: Handler = (world, call) => {
  const found = named(world, call);
  if (!found) return NOT_FOUND;
  beat(world, found, call.at);
  return done();
};

const deleteDeployment: Handler = (world, call) => {
  const found = named(world, call);
  if (!found) return NOT_FOUND;
  endEndpoint(world, found.endpoint, call.at);
  return done({ msg: `Deleted deployment ${found.id}` });
};

/** Every tag of the name, unless one is given. */
const deleteByName: Handler = (world, call) => {
  const name = text(given(call.body, 'name'));
  const tag = text(given(call.body, 'tag'));
  const found = mineOf(world, call).filter((one) => one.name === name && (tag === null || one.tag === tag));
  if (found.length === 0) return NOT_FOUND;
  for (const one of found) endEndpoint(world, one.endpoint, call.at);
  return done({ count: found.length });
};

export const deployments: readonly Route[] = [
  route('list_all_vast_ai_deployments', 'GET /api/v0/deployments', 'instance_read', 3, listDeployments),
  route(
    'get_single_vast_ai_deployment_by_id',
    'GET /api/v0/deployment/:id',
    'instance_read',
    3,
    showDeployment,
  ),
  route(
    'create_a_vast_ai_deployment_start',
    'POST /api/v0/deployment/:id/start',
    'instance_write',
    2,
    turn('active'),
  ),
  route(
    'create_a_vast_ai_deployment_stop',
    'POST /api/v0/deployment/:id/stop',
    'instance_write',
    2,
    turn('stopped'),
  ),
  route(
    'list_all_vast_ai_deployment_versions',
    'GET /api/v0/deployment/:id/versions',
    'instance_read',
    1,
    listVersions,
  ),
  route('update_a_vast_ai_deployment', 'PUT /api/v0/deployments', 'instance_write', 1, putDeployment),
  route(
    'create_a_vast_ai_deployment_heartbeat',
    'POST /api/v0/deployment/:id/heartbeat',
    'instance_write',
    1,
    heartbeat,
  ),
  route(
    'delete_a_vast_ai_deployment_by_id',
    'DELETE /api/v0/deployment/:id',
    'instance_write',
    1,
    deleteDeployment,
  ),
  route(
    'delete_a_vast_ai_deployment_by_name',
    'DELETE /api/v0/deployments',
    'instance_write',
    1,
    deleteByName,
  ),
];
