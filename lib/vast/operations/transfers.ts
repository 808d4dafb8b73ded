import { z } from 'zod';
import { operation } from '../operation';
import { maybe, reply, whole, words } from '../wire';
import { InstanceId } from './instances';

const PLACE = /^(?:(?:[CV]\.)?\d+|(?:drive|s3|b2|backblaze|dropbox|hf)(?:\.\d+)?)$/;

const Place = z
  .string()
  .regex(PLACE, 'C. and an instance’s number, V. and a volume’s, or a cloud such as s3.1001');

const Path = z.string().min(1).max(1024);

/** An instance's or a volume's number; none where a cloud is named. */
const contractsOf = (...places: readonly string[]): number[] =>
  places.flatMap((place) => {
    const id = /^(?:[CV]\.)?(\d+)$/.exec(place)?.[1];
    return id === undefined ? [] : [Number(id)];
  });

/** Flags with which rclone removes what is only at the target. */
const REMOVES = /^--delete/;

const copied = z.strictObject({
  src_id: Place.meta({
    description:
      'Where from: C.123 is an instance, V.9 a volume, s3.1001 the cloud connection of that number, drive the first of its kind.',
    examples: ['C.17816188'],
  }),
  dst_id: Place.meta({ description: 'Where to, in the same words.', examples: ['V.30114456'] }),
  src_path: Path.meta({
    description: 'The folder or file there; with a slash at the end, what is in the folder.',
    examples: ['/workspace/checkpoints/'],
  }),
  dst_path: Path.meta({
    description: 'The folder to copy into; never / or /root of an instance, which hold its logins.',
    examples: ['/checkpoints/'],
  }),
});

export const copyData = operation({
  name: 'update_a_vast_ai_commands_copy_direct_by_id',
  title: 'Copy between instances',
  description:
    'Starts copying files between instances, volumes and clouds, also of stopped instances. It goes on by itself at the narrower of the two lines; the instances’ status message says how far it is, about 30 seconds late. What both sides’ hosts charge for traffic is billed. Files of the same name at the target are replaced.',
  http: { method: 'PUT', path: '/api/v0/commands/copy_direct/' },
  scope: 'instance_write',
  effect: 'writes',
  minIntervalMs: 3500,
  lostAnswer: 'ask',
  untold: 'A copy can’t be told from another, and a second one beside it would write the same files at once.',
  touches: ['instances', 'volumes'],
  sentence: ({ src_id, src_path, dst_id, dst_path }) =>
    `copied ${src_id}:${src_path} to ${dst_id}:${dst_path}`,
  contracts: ({ src_id, dst_id }) => contractsOf(src_id, dst_id),
  input: copied,
  output: reply({ msg: maybe(words()) }),
  wire: (input) => ({ body: { client_id: 'me', ...input } }),
});

export const cancelCopy = operation({
  name: 'delete_a_vast_ai_commands_copy_direct_by_id',
  title: 'Cancel copies',
  description:
    'Stops every copy that is going into an instance or a volume. What has arrived stays; starting the copy again goes on from there.',
  http: { method: 'DELETE', path: '/api/v0/commands/copy_direct/' },
  scope: 'instance_write',
  effect: 'writes',
  minIntervalMs: 3500,
  lostAnswer: 'repeat',
  touches: ['instances', 'volumes'],
  sentence: ({ dst_id }) => `cancelled copies into ${dst_id}`,
  contracts: ({ dst_id }) => contractsOf(dst_id),
  input: z.strictObject({
    dst_id: Place.meta({
      description: 'Where the copies go: C.123 is an instance, V.9 a volume.',
      examples: ['C.17816188'],
    }),
  }),
  output: reply({}),
});

export const syncCloud = operation({
  name: 'create_a_vast_ai_commands_rclone',
  title: 'Copy to or from a cloud',
  description:
    'Starts copying files between an instance and a cloud store that was connected to the Vast.ai account (Google Drive, S3, B2, Dropbox, Hugging Face). It goes on by itself; the instance’s status message says how far it is and at last “Cloud Copy Operation Finished”. What the host charges for traffic is billed.',
  http: { method: 'POST', path: '/api/v0/commands/rclone/' },
  scope: 'instance_write',
  effect: {
    worst: 'destroys',
    of: ({ flags = [] }) => (flags.some((flag) => REMOVES.test(flag)) ? 'destroys' : 'writes'),
  },
  minIntervalMs: 1000,
  lostAnswer: 'ask',
  untold: 'A copy can’t be told from another, and a second one beside it would write the same files at once.',
  touches: ['instances'],
  sentence: ({ instance_id, src, dst, transfer }) =>
    `copied ${src} to ${dst}, ${transfer.toLowerCase()}, with instance ${instance_id}`,
  contracts: ({ instance_id }) => [instance_id],
  input: z.strictObject({
    instance_id: InstanceId,
    selected: z
      .int()
      .positive()
      .meta({
        description: 'The cloud connection’s number, from the list of connections.',
        examples: [1001],
      }),
    transfer: z
      .enum(['Instance To Cloud', 'Cloud To Instance'])
      .meta({ description: 'Which way it goes.', examples: ['Instance To Cloud'] }),
    src: Path.meta({
      description: 'What to copy, on the side it comes from.',
      examples: ['/workspace/runs'],
    }),
    dst: Path.default('/workspace').meta({
      description: 'The folder to copy into, on the other side; of a Hugging Face store it must be there.',
      examples: ['/backup/runs'],
    }),
    flags: z
      .array(z.string().regex(/^--[a-z][a-z0-9-]*(=[^\s]+)?$/, 'a flag of rclone such as --update'))
      .max(20)
      .optional()
      .meta({
        description:
          'Flags of rclone: --dry-run moves nothing, --update skips what is newer at the target, --delete-excluded removes there what is left out here.',
        examples: [['--update']],
      }),
  }),
  output: reply({ msg: maybe(words()), result_url: maybe(words()) }),
  wire: ({ instance_id, selected, ...body }) => ({
    body: { ...body, instance_id: String(instance_id), selected: String(selected) },
  }),
});

export const cancelSync = operation({
  name: 'delete_a_vast_ai_commands_rclone_by_id',
  title: 'Cancel cloud copy',
  description:
    'Stops copying between an instance and a cloud. It can’t be resumed; starting it again skips what has arrived.',
  http: { method: 'DELETE', path: '/api/v0/commands/rclone/' },
  scope: 'instance_write',
  effect: 'writes',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['instances'],
  sentence: ({ dst_id }) => `cancelled the cloud copy of instance ${dst_id}`,
  contracts: ({ dst_id }) => [dst_id],
  input: z.strictObject({ dst_id: InstanceId }),
  output: reply({ msg: maybe(words()) }),
});

export const listConnections = operation({
  name: 'list_all_vast_ai_users_cloud_integrations',
  title: 'List cloud connections',
  description:
    'The cloud stores that the account has given Vast.ai access to, with the number that a cloud copy names. They are connected on Vast.ai’s own pages.',
  http: { method: 'GET', path: '/api/v0/users/cloud_integrations/' },
  scope: 'user_read',
  effect: 'reads',
  minIntervalMs: 2900,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({}),
  output: z.array(reply({ id: whole(), name: maybe(words()), cloud_type: maybe(words()) })),
});
