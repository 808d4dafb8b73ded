import { z } from 'zod';
import { operation } from '../operation';
import { same, traceIn } from '../trace';
import { epoch, flag, maybe, money, quantity, reply, whole, words } from '../wire';
import { Comparison } from './offers';

const VolumeId = z
  .int()
  .positive()
  .meta({ description: 'The volume’s number, from the list of volumes.', examples: [30114456] });

/** Vast.ai keeps it as the volume's label. */
export const VolumeName = z
  .string()
  .regex(/^[A-Za-z0-9_]{1,64}$/, 'letters, digits and underscores, 64 at most')
  .optional()
  .meta({
    description: 'A name to know it by: letters, digits and underscores, 64 at most.',
    examples: ['corpus_en'],
  });

export const Size = z
  .int()
  .min(1)
  .max(1_000_000)
  .meta({ description: 'Its size in GB; fixed for the life of the volume.', examples: [100] });

export const searchInput = z.strictObject({
  filters: z
    .record(z.string(), Comparison)
    .default({})
    .meta({
      description:
        'Comparisons by field of the offer; all must hold. disk_space is the GB that are free, storage_cost US dollars per GB and month, duration seconds, inet_up and inet_down Mbit/s.',
      examples: [{ disk_space: { gte: 200 } }],
    }),
  order: z
    .array(z.tuple([z.string(), z.enum(['asc', 'desc'])]))
    .default([['storage_cost', 'asc']])
    .meta({
      description: 'Fields to sort by, each with asc or desc; the first decides, the next break ties.',
      examples: [[['storage_cost', 'asc']]],
    }),
  limit: z
    .int()
    .min(1)
    .max(64)
    .default(64)
    .meta({ description: 'Offers to return at most, up to 64.', examples: [20] }),
  allocated_storage: z
    .number()
    .min(1)
    .default(1)
    .meta({
      description: 'GB to reckon storage_total_cost for; offers with less free space are left out.',
      examples: [100],
    }),
});

const Volume = reply({
  id: whole(),
  type: maybe(words()),
  label: maybe(words()),
  status: maybe(words()),
  disk_space: quantity(),
  storage_total_cost: maybe(money()),
  /** Null for network volumes. */
  machine_id: maybe(whole()),
  /** Null for local ones. */
  cluster_id: maybe(whole()),
  host_id: maybe(whole()),
  instances: maybe(z.array(whole())),
  start_date: epoch(),
  geolocation: maybe(words()),
  verification: maybe(words()),
  reliability2: maybe(quantity()),
  disk_name: maybe(words()),
  inet_up: maybe(quantity()),
  inet_down: maybe(quantity()),
  static_ip: maybe(flag()),
});

/** What both kinds of offer say. */
const spaceOffer = {
  id: whole(),
  disk_space: quantity(),
  storage_cost: money(),
  storage_total_cost: maybe(money()),
  host_id: maybe(whole()),
  inet_up: maybe(quantity()),
  inet_down: maybe(quantity()),
  reliability: maybe(quantity()),
  duration: maybe(quantity()),
  end_date: epoch(),
  verification: maybe(words()),
  geolocation: maybe(words()),
};

export const NetworkOffer = reply({
  ...spaceOffer,
  cluster_id: maybe(whole()),
  nw_disk_min_bw: maybe(quantity()),
  nw_disk_avg_bw: maybe(quantity()),
  nw_disk_max_bw: maybe(quantity()),
});

/** Rented, by whichever of its names the reply has it. */
export const rentedVolume = reply({
  volume_name: words(),
  id: maybe(whole()),
  volume_id: maybe(whole()),
});

export const listVolumes = operation({
  name: 'list_all_vast_ai_volumes',
  title: 'List volumes',
  description:
    'The volumes that the account rents: storage that is there and billed by itself, whether an instance uses it or not. Each says how big it is, what it costs an hour, where it lies and which instances have it. There is no other way to read a volume.',
  http: { method: 'GET', path: '/api/v0/volumes/' },
  scope: 'instance_read',
  effect: 'reads',
  minIntervalMs: 5500,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({
    type: z
      .enum(['all_volume', 'local_volume', 'network_volume'])
      .default('all_volume')
      .meta({
        description: 'local_volume: those on one machine; network_volume: those that a cluster shares.',
        examples: ['all_volume'],
      }),
  }),
  output: reply({ volumes: z.array(Volume) }),
});

/** A new volume of the kind, by its name and size: it carries no tag of ours. */
export const newVolume = (type: 'local_volume' | 'network_volume') =>
  traceIn(listVolumes, {
    given: () => ({ type }),
    rows: ({ volumes }) => volumes,
    key: ({ id }) => id,
    is: (volume, { name, size }) => same(name, volume.label) && same(size, volume.disk_space),
    output: ({ id }) => ({ id, volume_id: id, volume_name: `V.${id}` }),
  });

export const searchVolumes = operation({
  name: 'vast_ai_volumes_search',
  title: 'Search volume offers',
  description:
    'Finds machines on which a local volume can be rented, with the space that is left and its price in US dollars per GB and month. A volume stays on its machine: look for one where instances can be rented, too.',
  http: { method: 'POST', path: '/api/v0/volumes/search/' },
  scope: 'misc',
  effect: 'reads',
  minIntervalMs: 5500,
  lostAnswer: 'repeat',
  touches: [],
  input: searchInput,
  output: reply({
    offers: z.array(reply({ ...spaceOffer, machine_id: maybe(whole()), disk_bw: maybe(quantity()) })),
  }),
  wire: ({ filters, ...rest }) => ({ body: { ...filters, ...rest } }),
});

export const rentVolume = operation({
  name: 'update_a_vast_ai_volume_by_id',
  title: 'Rent volume',
  description:
    'Rents space of a volume offer as a new local volume. It is billed by the second for its whole size from now until it is deleted, whether anything uses it or not. It can be mounted only by instances on the same machine, and can’t be resized or moved. One offer can be rented many times, until its space is used.',
  http: { method: 'PUT', path: '/api/v0/volumes/' },
  scope: 'instance_write',
  effect: 'spends',
  minIntervalMs: 5500,
  lostAnswer: 'look',
  trace: newVolume('local_volume'),
  touches: ['volumes', 'balance'],
  sentence: ({ id, size }, what = `volume offer ${id}`) => `rented ${size} GB of ${what}`,
  input: z.strictObject({
    id: z
      .int()
      .positive()
      .meta({ description: 'The offer’s number, from a search of volume offers.', examples: [18027944] }),
    size: Size.default(15),
    name: VolumeName,
  }),
  output: rentedVolume,
});

export const deleteVolume = operation({
  name: 'delete_a_vast_ai_volume_by_id',
  title: 'Delete volume',
  description:
    'Ends a volume and its bill at once. What is on it is lost; there is no way back. It is refused while an instance, running or stopped, was rented with it, and for about half a minute after.',
  http: { method: 'DELETE', path: '/api/v0/volumes/' },
  scope: 'instance_write',
  effect: 'destroys',
  minIntervalMs: 5500,
  lostAnswer: 'repeat',
  touches: ['volumes', 'balance', 'costs'],
  sentence: ({ id }, what = `volume ${id}`) => `deleted ${what}`,
  // Deleting what is gone is success.
  notFoundMeans: {},
  input: z.strictObject({ id: VolumeId }),
  output: reply({}),
});

export const unlistVolume = operation({
  name: 'create_a_vast_ai_volumes_unlist',
  title: 'Unlist volume offer',
  description:
    'For hosts: takes the volume offer of a machine of one’s own off the market. Vast.ai refuses it while volumes are rented from the offer.',
  http: { method: 'POST', path: '/api/v0/volumes/unlist/' },
  scope: 'machine_write',
  effect: 'writes',
  minIntervalMs: 5000,
  lostAnswer: 'repeat',
  touches: ['market'],
  sentence: ({ id }) => `took volume offer ${id} off the market`,
  doneAlready: /listing does not exist/i,
  input: z.strictObject({
    id: z
      .int()
      .positive()
      .meta({ description: 'The number of one’s own volume offer.', examples: [18027944] }),
  }),
  output: reply({ msg: maybe(words()) }),
});
