/** Deployments: code of the account's, run by an endpoint and a group that are made and end with it. */
import { type Fields, given, number, text } from '../json';
import type { Account } from '../world/accounts';
import type { Seconds } from '../world/clock';
import type { Deployment, DeploymentVersion } from '../world/serverless';
import type { World } from '../world/world';
import { noteOf } from './log';
import { endEndpoint, makeEndpoint, makeGroup } from './make';
import { USUAL_SEARCH } from './parse';
import { lookSoon } from './scale';
import { groupOf, scalingOf, searchOf, USUAL_SCALING } from './settings';

export type Put = 'created' | 'soft_update' | 'autoscale_update' | 'exists';

const USUAL_STORAGE_GB = 50;
const USUAL_TAG = 'default';

/** New code is a new version and needs its upload; scaling alone needs neither. */
export function put(
  world: World,
  account: Account,
  body: Fields,
  at: Seconds,
  newId = () => world.newId(),
): { deployment: Deployment; action: Put } {
  const name = text(given(body, 'name')) ?? '';
  const tag = text(given(body, 'tag')) ?? USUAL_TAG;
  // Before anything is made or changed.
  const search = searchOf(given(body, 'search_params') ?? USUAL_SEARCH);
  const found = world.deployments.find(
    (one) => one.account === account.id && one.name === name && one.tag === tag,
  );
  if (!found)
    return { deployment: create(world, account, { name, tag, newId }, body, at), action: 'created' };
  const before = JSON.stringify(contentOf(found));
  const scaling = JSON.stringify(found.endpoint.scaling);
  Object.assign(found.endpoint.scaling, scalingOf(body, found.endpoint.scaling));
  Object.assign(found, contentFrom(body, contentOf(found)));
  if (given(body, 'search_params') !== undefined) found.group.searchQuery = search;
  const action = deploymentChange(found, body, { before, scaling }, newId, at);
  if (action !== 'exists') found.updated = at;
  lookSoon(world, found.endpoint, at + 1);
  beat(world, found, at);
  return { deployment: found, action };
}

function deploymentChange(
  found: Deployment,
  body: Fields,
  was: { before: string; scaling: string },
  newId: () => number,
  at: Seconds,
): Put {
  const isNew = found.versions.at(-1)?.fileHash !== text(given(body, 'file_hash'));
  if (isNew || was.before !== JSON.stringify(contentOf(found))) {
    if (isNew) found.versions.push(versionOf(newId(), body, at));
    for (const worker of found.group.workers) worker.outdated = true;
    noteOf(found.group, at, 'info0', `deployment ${found.name} updated`);
    return 'soft_update';
  }
  return was.scaling === JSON.stringify(found.endpoint.scaling) ? 'exists' : 'autoscale_update';
}

type Content = Pick<Deployment, 'image' | 'env' | 'searchParams' | 'storageGb' | 'ttl'>;

const contentOf = ({ image, env, searchParams, storageGb, ttl }: Content): Content => ({
  image,
  env,
  searchParams,
  storageGb,
  ttl,
});

const contentFrom = (body: Fields, kept: Content): Content => ({
  image: text(given(body, 'image')) ?? kept.image,
  env: text(given(body, 'env')) ?? kept.env,
  searchParams: text(given(body, 'search_params')) ?? kept.searchParams,
  storageGb: number(given(body, 'storage')) ?? kept.storageGb,
  ttl: number(given(body, 'ttl')) ?? kept.ttl,
});

const versionOf = (id: number, body: Fields, at: Seconds): DeploymentVersion => ({
  id,
  fileHash: text(given(body, 'file_hash')) ?? '',
  label: text(given(body, 'version_label')),
  created: at,
});

function create(
  world: World,
  account: Account,
  { newId, ...called }: { name: string; tag: string; newId: () => number },
  body: Fields,
  at: Seconds,
): Deployment {
  const content = contentFrom(body, {
    image: '',
    env: null,
    searchParams: null,
    storageGb: USUAL_STORAGE_GB,
    ttl: null,
  });
  const scaling = scalingOf(body, USUAL_SCALING);
  const search = { search_params: content.searchParams ?? USUAL_SEARCH };
  const endpoint = makeEndpoint(
    world,
    account,
    { id: newId(), name: `${called.name}-${called.tag}`, state: 'active', scaling },
    at,
  );
  const settings = groupOf(world, account.id, { ...search, endpoint_id: endpoint.id }, null);
  const group = makeGroup(world, newId(), settings, null, at);
  const deployment: Deployment = {
    ...called,
    ...content,
    id: newId(),
    account: account.id,
    created: at,
    updated: at,
    heartbeat: null,
    versions: [versionOf(newId(), body, at)],
    endpoint,
    group,
  };
  group.deployment = deployment;
  world.deployments.push(deployment);
  beat(world, deployment, at);
  return deployment;
}

/** A sign of life of whoever deployed it; with a ttl, silence for so long deletes it. */
export function beat(world: World, deployment: Deployment, at: Seconds): void {
  deployment.heartbeat = at;
  if (deployment.ttl === null || deployment.ttl <= 0) return;
  world.timeline.plan(at + Math.ceil(deployment.ttl), (moment) => {
    if (deployment.heartbeat === at && world.deployments.includes(deployment))
      endEndpoint(world, deployment.endpoint, moment);
  });
}
