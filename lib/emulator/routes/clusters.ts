/** Clusters of a host's machines, and overlay networks of instances on them. Written from the client's own calls. */
import { type Fields, given, number, text } from '../json';
import { answer, type Call, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { addressIn, type Cluster, type Overlay } from '../world/clusters';
import type { World } from '../world/world';
import { named } from './mine';

const SUBNET = /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/;
const NO_CLUSTER = refuse(404, 'not_found', 'No such cluster.');
const NO_OVERLAY = refuse(404, 'not_found', 'No such overlay.');
const NO_MACHINE = refuse(404, 'not_found', 'Machine not found or does not belong to you.');

const clusterIn = (world: World, { account, body }: Call): Cluster | undefined =>
  world.clusters.find((one) => one.owner === account.id && one.id === number(body.cluster_id));

const overlayIn = (world: World, { account, body }: Call): Overlay | undefined =>
  world.overlays.find(
    (one) =>
      one.owner === account.id &&
      (one.id === number(body.overlay_id) || one.name === (text(body.overlay_name) ?? text(body.name))),
  );

const hosts = (world: World, { account }: Call, id: number): boolean =>
  world.hosted.get(id)?.owner === account && !world.clusters.some((one) => one.machines.has(id));

const listClusters: Handler = (world, { account }) => {
  const own = world.clusters.filter((one) => one.owner === account.id);
  return answer({
    success: true,
    clusters: Object.fromEntries(own.map((one) => [String(one.id), row(one)])),
  });
};

const row = ({ subnet, machines, manager }: Cluster): Fields => ({
  subnet,
  nodes: [...machines].map((id, index) => ({
    machine_id: id,
    is_cluster_manager: id === manager,
    local_ip: addressIn(subnet, index + 2),
  })),
});

const createCluster: Handler = (world, call) => {
  const [subnet, manager] = [text(call.body.subnet), number(call.body.manager_id)];
  if (!subnet || !SUBNET.test(subnet)) return refuse(400, 'invalid_args', 'subnet is like 10.1.0.0/24.');
  if (manager === null || !hosts(world, call, manager)) return NO_MACHINE;
  const cluster = {
    id: world.newId(),
    owner: call.account.id,
    subnet,
    manager,
    machines: new Set([manager]),
  };
  world.clusters.push(cluster);
  return done({ cluster_id: cluster.id, msg: `Cluster ${cluster.id} created.` });
};

const joinCluster: Handler = (world, call) => {
  const cluster = clusterIn(world, call);
  if (!cluster) return NO_CLUSTER;
  const ids = Array.isArray(call.body.machine_ids) ? call.body.machine_ids.map(Number) : [];
  if (ids.length === 0 || !ids.every((id) => hosts(world, call, id))) return NO_MACHINE;
  for (const id of ids) cluster.machines.add(id);
  return done({ msg: `${ids.length} machines joined cluster ${cluster.id}.` });
};

const leaveCluster: Handler = (world, call) => {
  const cluster = clusterIn(world, call);
  if (!cluster) return NO_CLUSTER;
  const machine = number(call.body.machine_id);
  if (machine === null || !cluster.machines.has(machine)) return NO_MACHINE;
  const next = number(given(call.body, 'new_manager_id')) ?? cluster.manager;
  if (next === machine || !cluster.machines.has(next))
    return refuse(400, 'invalid_args', 'Give new_manager_id: a machine that stays in the cluster.');
  cluster.machines.delete(machine);
  cluster.manager = next;
  return done({ msg: `Machine ${machine} left cluster ${cluster.id}.` });
};

const deleteCluster: Handler = (world, call) => {
  const cluster = clusterIn(world, call);
  if (!cluster) return NO_CLUSTER;
  world.clusters.splice(world.clusters.indexOf(cluster), 1);
  const left = world.overlays.filter((one) => one.cluster !== cluster.id);
  world.overlays.splice(0, world.overlays.length, ...left);
  return done({ msg: `Cluster ${cluster.id} deleted.` });
};

const listOverlays: Handler = (world, { account }) =>
  answer(
    world.overlays
      .filter((one) => one.owner === account.id)
      .map((one, index) => ({
        overlay_id: one.id,
        name: one.name,
        internal_subnet: `10.${200 + index}.0.0/24`,
        cluster_id: one.cluster,
        instances: [...one.instances],
      })),
  );

const createOverlay: Handler = (world, call) => {
  const cluster = clusterIn(world, call);
  if (!cluster) return NO_CLUSTER;
  const name = text(call.body.name);
  if (!name || overlayIn(world, call)) return refuse(400, 'invalid_args', 'Give a name that no overlay has.');
  const overlay: Overlay = {
    id: world.newId(),
    owner: call.account.id,
    name,
    cluster: cluster.id,
    instances: new Set(),
  };
  world.overlays.push(overlay);
  return done({ overlay_id: overlay.id, msg: `Overlay ${name} created on cluster ${cluster.id}.` });
};

/** Only instances on a machine of its cluster reach it. */
const joinOverlay: Handler = (world, call) => {
  const overlay = overlayIn(world, call);
  const cluster = world.clusters.find((one) => one.id === overlay?.cluster);
  if (!overlay || !cluster) return NO_OVERLAY;
  const instance = named(call, number(call.body.instance_id) ?? Number.NaN);
  if (!instance || !cluster.machines.has(instance.machine.id))
    return refuse(400, 'invalid_args', 'The instance is on no machine of the cluster.');
  overlay.instances.add(instance.id);
  return done({ msg: `Instance ${instance.id} joined overlay ${overlay.name}.` });
};

const deleteOverlay: Handler = (world, call) => {
  const overlay = overlayIn(world, call);
  if (!overlay) return NO_OVERLAY;
  world.overlays.splice(world.overlays.indexOf(overlay), 1);
  return done({ msg: `Overlay ${overlay.name} deleted.` });
};

export const clusters: readonly Route[] = [
  route('list_all_vast_ai_clusters', 'GET /api/v0/clusters', 'user_read', 1, listClusters),
  route('create_a_vast_ai_cluster', 'POST /api/v0/cluster', 'user_write', 1, createCluster),
  route('update_a_vast_ai_cluster', 'PUT /api/v0/cluster', 'user_write', 1, joinCluster),
  route('delete_a_vast_ai_cluster', 'DELETE /api/v0/cluster', 'user_write', 1, deleteCluster),
  route(
    'delete_a_vast_ai_cluster_machine',
    'DELETE /api/v0/cluster/remove_machine',
    'user_write',
    1,
    leaveCluster,
  ),
  route('list_all_vast_ai_overlays', 'GET /api/v0/overlay', 'user_read', 1, listOverlays),
  route('create_a_vast_ai_overlay', 'POST /api/v0/overlay', 'user_write', 1, createOverlay),
  route('update_a_vast_ai_overlay', 'PUT /api/v0/overlay', 'user_write', 1, joinOverlay),
  route('delete_a_vast_ai_overlay', 'DELETE /api/v0/overlay', 'user_write', 1, deleteOverlay),
];
