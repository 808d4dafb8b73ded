/** Making and ending endpoints and groups. */
import type { Account } from '../world/accounts';
import type { Seconds } from '../world/clock';
import { hex } from '../world/random';
import type { Deployment, Endpoint, EndpointState, Scaling, Workergroup } from '../world/serverless';
import type { World } from '../world/world';
import { giveAll } from './act';
import { note } from './log';
import { lookSoon } from './scale';
import type { groupOf } from './settings';

export function makeEndpoint(
  world: World,
  account: Account,
  given: { id: number; name: string; state: EndpointState; scaling: Scaling },
  at: Seconds,
): Endpoint {
  const endpoint: Endpoint = {
    ...given,
    account: account.id,
    apiKey: hex(64, world.seed, 'endpoint-key', given.id),
    created: at,
    groups: [],
    log: [],
    asked: new Map(),
    waiting: new Map(),
    requests: 0,
    lastRequest: null,
    look: null,
    rentAgain: 0,
    dry: 0,
  };
  world.endpoints.push(endpoint);
  note(endpoint, at, 'info0', `endpoint ${given.name} created`);
  return endpoint;
}

export function makeGroup(
  world: World,
  id: number,
  given: ReturnType<typeof groupOf>,
  deployment: Deployment | null,
  at: Seconds,
): Workergroup {
  const group: Workergroup = { ...given, id, created: at, workers: [], measured: false, log: [], deployment };
  group.endpoint.groups.push(group);
  note(group, at, 'info0', `workergroup created with ${JSON.stringify(group.searchQuery)}`);
  note(group.endpoint, at, 'info0', `workergroup ${id} created`);
  lookSoon(world, group.endpoint, at + 1);
  return group;
}

/** With its workers; says which. */
export function endGroup(world: World, group: Workergroup, at: Seconds): number[] {
  const gone = giveAll(world, group, at);
  const { groups } = group.endpoint;
  groups.splice(groups.indexOf(group), 1);
  note(group.endpoint, at, 'info0', `workergroup ${group.id} deleted`);
  return gone;
}

/** And the deployment that runs on it: there is none without its endpoint. */
export function endEndpoint(world: World, endpoint: Endpoint, at: Seconds): number[] {
  const gone = [...endpoint.groups].flatMap((group) => endGroup(world, group, at));
  world.endpoints.splice(world.endpoints.indexOf(endpoint), 1);
  const deployed = world.deployments.findIndex((one) => one.endpoint === endpoint);
  if (deployed >= 0) world.deployments.splice(deployed, 1);
  return gone;
}
