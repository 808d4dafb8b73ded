/**
 * Network volumes: a disk that the machines of a cluster share. Nothing but the official client documents these paths:
 * PUT rents, POST is the host's listing.
 */
import { type Fields, given, number, text } from '../json';
import { answer, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import type { Machine } from '../world/machines';
import { listNetworkVolume, liveVolumes, mountDisk, type NetworkDisk } from '../world/storage';
import type { World } from '../world/world';
import { isVolume, listingOf, ownMachine, searchOffers, taken, unlisted } from './volumes';

const searchNetworkVolumes: Handler = (world, call) =>
  answer({
    success: true,
    offers: searchOffers(world, call, (offer) => offer.disk !== null),
    template_hash_id: null,
  });

const rentOne: Handler = (world, call) => {
  const volume = taken(world, call, (offer) => offer.disk !== null);
  if (!isVolume(volume)) return volume;
  const gb = volume.disk / 1000;
  return done(
    {
      id: volume.id,
      volume_id: volume.id,
      volume_name: `V.${volume.id}`,
      volume_size: gb,
      msg: `Created network volume V.${volume.id} of ${gb} GB.`,
    },
    volume.id,
  );
};

const ownDisks = (world: World, account: number): NetworkDisk[] =>
  [...world.storage.disks.values()].filter((disk) => disk.hostId === account);

/** Machines of one local network: those of a disk that is known, or those that get a new one. */
const addDisk: Handler = (world, call) => {
  const asked = given(call.body, 'machines');
  const path = text(given(call.body, 'mount_point'));
  const id = number(given(call.body, 'disk_id'));
  const machines = (Array.isArray(asked) ? asked : []).map((one) => ownMachine(world, call, one));
  if (machines.length === 0 || !path?.startsWith('/'))
    return refuse(400, 'invalid_args', 'Give machines and mount_point.');
  if (machines.some((one) => one === undefined)) return refuse(404, 'not_found', 'No such machine of yours.');
  const known = id === null ? undefined : ownDisks(world, call.account.id).find((disk) => disk.id === id);
  if (id !== null && !known) return refuse(404, 'not_found', 'No such network disk of yours.');
  const disk = mountDisk(world, machines as Machine[], path, known);
  return done({ disk_id: disk.id, msg: `Network disk ${disk.id} is mounted at ${path}.` });
};

const listDisks: Handler = (world, { account }) => {
  const own = ownDisks(world, account.id);
  const clusters = [...new Set(own.map((disk) => disk.clusterId))];
  return answer({
    success: true,
    data: clusters.map((cluster): Fields => {
      const disks = own.filter((disk) => disk.clusterId === cluster);
      return {
        cluster_id: cluster,
        network_disks: disks.map((disk) => ({
          network_disk_id: disk.id,
          total_space: disk.gb,
          free_space: disk.gb - rentedOf(world, disk),
        })),
        machine_ids: [...new Set(disks.flatMap((disk) => [...disk.mounts.keys()]))],
        mounts: Object.fromEntries(disks.flatMap((disk) => [...disk.mounts])),
      };
    }),
  });
};

const rentedOf = (world: World, disk: NetworkDisk): number =>
  [...world.storage.offers.values()]
    .filter((offer) => offer.disk === disk)
    .flatMap(liveVolumes)
    .reduce((sum, one) => sum + one.disk / 1000, 0);

const listOwn: Handler = (world, call) => {
  const id = number(given(call.body, 'disk_id'));
  const disk = ownDisks(world, call.account.id).find((one) => one.id === id);
  if (!disk) return refuse(404, 'not_found', 'No such network disk of yours.');
  const listing = listingOf(call.body, { price: '0.15', days: 30, at: call.at });
  if (!listing || listing.gb > disk.gb)
    return refuse(400, 'invalid_args', 'Invalid size, price_disk or end_date.');
  const offer = listNetworkVolume(world, disk, listing, call.at);
  if (!offer) return refuse(400, 'invalid_args', 'The disk is on no machine.');
  return done({
    disk_id: disk.id,
    id: offer.id,
    msg: `Listed ${listing.gb} GB of network disk ${disk.id}; offer ${offer.id}.`,
  });
};

const unlistOwn: Handler = (world, call) => {
  const offer = unlisted(world.storage, call, (one) => one.disk !== null);
  return 'listed' in offer
    ? done({ id: offer.id, msg: `Unlisted network volume offer ${offer.id}.` })
    : offer;
};

export const networkVolumes: readonly Route[] = [
  route('create_a_vast_ai_network_disk', 'POST /api/v0/network_disk', 'machine_write', 1, addDisk),
  route('list_vast_ai_network_disks', 'GET /api/v0/network_disk', 'machine_read', 1, listDisks),
  route('create_a_vast_ai_network_volume', 'POST /api/v0/network_volumes', 'instance_write', 1, listOwn),
  route('update_a_vast_ai_network_volume_by_id', 'PUT /api/v0/network_volumes', 'instance_write', 1, rentOne),
  route(
    'vast_ai_network_volumes_search',
    'POST /api/v0/network_volumes/search',
    'misc',
    1,
    searchNetworkVolumes,
  ),
  route(
    'create_a_vast_ai_network_volumes_unlist',
    'POST /api/v0/network_volumes/unlist',
    'machine_write',
    1,
    unlistOwn,
  ),
];
