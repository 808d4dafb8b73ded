/** Only Vast.ai's official client tells of these operations; no document does (docs/vast.md). */
import { z } from 'zod';
import { Price } from '../amount';
import { operation } from '../operation';
import { maybe, quantity, reply, whole, words } from '../wire';
import { NetworkOffer, newVolume, rentedVolume, Size, searchInput, VolumeName } from './volumes';

export const searchNetworkVolumes = operation({
  name: 'vast_ai_network_volumes_search',
  title: 'Search network volume offers',
  description:
    'Finds clusters of machines with a shared disk on which a network volume can be rented, with the space that is left, its price in US dollars per GB and month, and how fast the disk is in MiB/s. Any instance in the same cluster can mount such a volume.',
  http: { method: 'POST', path: '/api/v0/network_volumes/search/' },
  scope: 'misc',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: searchInput,
  output: reply({ offers: z.array(NetworkOffer) }),
  wire: ({ filters, ...rest }) => ({ body: { ...filters, ...rest } }),
});

export const rentNetworkVolume = operation({
  name: 'update_a_vast_ai_network_volume_by_id',
  title: 'Rent network volume',
  description:
    'Rents space of a network volume offer as a new network volume. It is billed by the second for its whole size from now until it is deleted, whether anything uses it or not. Instances on any machine of the same cluster can mount it, several at a time.',
  http: { method: 'PUT', path: '/api/v0/network_volumes/' },
  scope: 'instance_write',
  effect: 'spends',
  minIntervalMs: 1000,
  lostAnswer: 'look',
  trace: newVolume('network_volume'),
  touches: ['volumes', 'balance'],
  sentence: ({ id, size }, what = `network volume offer ${id}`) => `rented ${size} GB of ${what}`,
  input: z.strictObject({
    id: z
      .int()
      .positive()
      .meta({
        description: 'The offer’s number, from a search of network volume offers.',
        examples: [9003012],
      }),
    size: Size,
    name: VolumeName,
  }),
  output: rentedVolume.extend({ volume_size: maybe(quantity()), msg: maybe(words()) }),
});

export const createNetworkDisk = operation({
  name: 'create_a_vast_ai_network_disk',
  title: 'Add network disk',
  description:
    'For hosts: tells Vast.ai that machines of one’s own share a disk, and where they have it mounted. Machines named together are on one local network. Space on the disk can be listed as network volumes afterwards.',
  http: { method: 'POST', path: '/api/v0/network_disk/' },
  scope: 'machine_write',
  effect: 'writes',
  minIntervalMs: 1000,
  lostAnswer: 'ask',
  untold: 'No operation lists network disks, and a second call would make a second one.',
  touches: ['market'],
  sentence: ({ machines, mount_point }) =>
    `added a network disk at ${mount_point} of machines ${machines.join(', ')}`,
  input: z.strictObject({
    machines: z
      .array(z.int().positive())
      .min(1)
      .max(1000)
      .meta({ description: 'The numbers of the machines that have it mounted.', examples: [[21034, 21041]] }),
    mount_point: z
      .string()
      .max(1024)
      .regex(/^\//, 'a path that begins with /')
      .meta({ description: 'Where the machines have it mounted.', examples: ['/mnt/shared'] }),
    disk_id: z
      .int()
      .positive()
      .optional()
      .meta({
        description: 'A network disk that is known already, for further machines of its cluster.',
        examples: [3012],
      }),
  }),
  output: reply({ disk_id: whole(), msg: maybe(words()) }),
});

export const listNetworkVolume = operation({
  name: 'create_a_vast_ai_network_volume',
  title: 'List network volume offer',
  description:
    'For hosts: offers space on a network disk of one’s own for rent, at a price per GB and month, until a day. Listing a disk again changes the offer for those who rent from then on.',
  http: { method: 'POST', path: '/api/v0/network_volumes/' },
  // Vast.ai's own map asks for this scope, though a host calls it.
  scope: 'instance_write',
  permission: 'hosting.manage',
  effect: 'writes',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['market'],
  sentence: ({ disk_id, size }) => `listed ${size ?? 15} GB of network disk ${disk_id}`,
  input: z.strictObject({
    disk_id: z
      .int()
      .positive()
      .meta({ description: 'The network disk’s number, from adding it.', examples: [3012] }),
    price_disk: Price.optional().meta({
      description: 'US dollars per GB and month, as decimal text; 0.15 unless said.',
      examples: ['0.12'],
    }),
    size: Size.optional(),
    end_date: z
      .number()
      .positive()
      .optional()
      .meta({
        description: 'Until when it is offered, in seconds since 1970; a month from now unless said.',
        examples: [1798761600],
      }),
  }),
  output: reply({ msg: maybe(words()), disk_id: maybe(whole()) }),
  wire: ({ price_disk, ...body }) => ({
    body: { ...body, ...(price_disk === undefined ? {} : { price_disk: Number(price_disk) }) },
  }),
});

export const unlistNetworkVolume = operation({
  name: 'create_a_vast_ai_network_volumes_unlist',
  title: 'Unlist network volume offer',
  description:
    'For hosts: takes the offer of a network disk of one’s own off the market. It is refused while volumes are rented from it.',
  http: { method: 'POST', path: '/api/v0/network_volumes/unlist/' },
  scope: 'machine_write',
  effect: 'writes',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['market'],
  sentence: ({ id }) => `took network volume offer ${id} off the market`,
  doneAlready: /listing does not exist/i,
  input: z.strictObject({
    id: z
      .int()
      .positive()
      .meta({ description: 'The number of one’s own network volume offer.', examples: [9003012] }),
  }),
  output: reply({ msg: maybe(words()) }),
});
