import { z } from 'zod';
import { operation } from '../operation';
import { traceIn } from '../trace';
import { reply, whole } from '../wire';
import { INTENT_VARIABLE, intentTagOf, listInstances } from './instances';

export const rentOffer = operation({
  name: 'update_a_vast_ai_ask_by_id',
  title: 'Rent offer',
  description:
    'Rents a machine by taking an offer: a container of the given image, or of a template’s, is made there. With a price it is an interruptible bid: it runs while no higher bid and no on-demand renter wants the GPUs, and is paused otherwise. Without one it is on demand and stays until it is ended. GPUs are billed while it runs, disk as long as it exists, traffic in every state. The size of the disk is fixed for life.',
  http: { method: 'PUT', path: '/api/v0/asks/{id}/' },
  scope: 'instance_write',
  effect: 'spends',
  minIntervalMs: 4500,
  lostAnswer: 'look',
  touches: ['instances', 'balance', 'market'],
  screens: ['/market'],
  cost: ({ price }) => (price === undefined ? undefined : { usd: price, per: 'hour' }),
  sentence: ({ id, price }, what = `offer ${id}`) =>
    `rented ${what}${price ? ` with a bid of $${price}/h` : ''}`,
  secretInput: ['env', 'image_login', 'onstart'],
  secretOutput: ['instance_api_key'],
  input: z.strictObject({
    id: z
      .int()
      .positive()
      .meta({
        description: 'The offer’s number, from a search. It can be taken once.',
        examples: [28394712],
      }),
    image: z
      .string()
      .min(1)
      .max(1024)
      .optional()
      .meta({
        description: 'The Docker image to run; left out when a template names one.',
        examples: ['pytorch/pytorch:2.9.0-cuda12.8-cudnn9-runtime'],
      }),
    template_hash_id: z
      .string()
      .optional()
      .meta({
        description: 'hash_id of a template; what is said here beside it goes before what it says.',
        examples: ['4e17788f74f075dd9aab7d0d4427968f'],
      }),
    disk: z
      .number()
      .min(8, 'at least 8 GB')
      .meta({ description: 'Disk in GB, 8 at least; fixed for the life of the instance.', examples: [40] }),
    label: z
      .string()
      .max(256)
      .optional()
      .meta({ description: 'A name for people to know it by.', examples: ['llama-ft-12'] }),
    runtype: z
      .string()
      .optional()
      .meta({
        description:
          'How one gets in: ssh, ssh_direct, jupyter, jupyter_direct, or args to run the image as it is.',
        examples: ['ssh_direct'],
      }),
    target_state: z
      .enum(['running', 'stopped'])
      .default('running')
      .meta({ description: 'What it is to be once its container is made.', examples: ['running'] }),
    price: z
      .string()
      .regex(/^\d+(\.\d+)?$/, 'a number of dollars such as 0.25')
      .optional()
      .meta({
        description:
          'A bid in US dollars per hour for the whole machine, from 0.001 to 128: makes the instance interruptible. On demand without it.',
        examples: ['0.25'],
      }),
    env: z
      .record(z.string().max(256), z.string().max(256))
      .default({})
      .meta({
        description: 'Environment variables; a key such as "-p 8000:8000" with the value "1" opens a port.',
        examples: [{ HF_HOME: '/workspace/hf', '-p 8000:8000': '1' }],
      }),
    onstart: z
      .string()
      .max(4096)
      .optional()
      .meta({
        description: 'A shell script that runs at each start of the container, 4096 characters at most.',
        examples: ['nvidia-smi'],
      }),
    // A taken offer must fail rather than become a stopped instance that bills its disk.
    cancel_unavail: z
      .boolean()
      .default(true)
      .meta({
        description:
          'Fail when the offer is taken, rather than wait for it as a stopped instance that bills its disk.',
        examples: [true],
      }),
    args: z
      .array(z.string().max(4096))
      .optional()
      .meta({
        description: 'Arguments for the image’s entry point, with runtype args.',
        examples: [['--port', '8000']],
      }),
    args_str: z
      .string()
      .max(4096)
      .optional()
      .meta({
        description: 'The same arguments as one line of shell; instead of args.',
        examples: ['--port 8000'],
      }),
    use_jupyter_lab: z
      .boolean()
      .optional()
      .meta({
        description: 'JupyterLab rather than the plain notebook, with a jupyter runtype.',
        examples: [true],
      }),
    jupyter_dir: z
      .string()
      .max(1024)
      .optional()
      .meta({ description: 'The folder in which Jupyter starts.', examples: ['/workspace'] }),
    python_utf8: z
      .boolean()
      .optional()
      .meta({ description: 'Sets Python’s locale to C.UTF-8.', examples: [true] }),
    lang_utf8: z
      .boolean()
      .optional()
      .meta({ description: 'Sets the system’s locale to C.UTF-8.', examples: [true] }),
    vm: z
      .boolean()
      .optional()
      .meta({
        description: 'A virtual machine rather than a container; needs an SSH key first.',
        examples: [false],
      }),
    user: z
      .string()
      .max(256)
      .optional()
      .meta({
        description: 'The user the container runs as; some images fail under another.',
        examples: ['root'],
      }),
    image_login: z
      .string()
      .max(1024)
      .optional()
      .meta({
        description: 'Login for a private registry, as docker login takes it.',
        examples: ['-u ada -p example registry.example.com'],
      }),
    force: z
      .boolean()
      .optional()
      .meta({ description: 'Leaves out Vast.ai’s checks of what is asked.', examples: [false] }),
    volume_info: z
      .strictObject({
        create_new: z.boolean(),
        volume_id: z.int().positive(),
        size: z.int().positive().optional(),
        mount_path: z.string(),
        name: z.string().max(64).optional(),
      })
      .optional()
      .meta({
        description:
          'A volume to mount at mount_path. create_new true rents one: volume_id is the volume offer’s number, size its GB; false takes one that is there by its number. It must be on the same machine.',
        examples: [{ create_new: true, volume_id: 28394713, size: 100, mount_path: '/data' }],
      }),
  }),
  output: reply({ success: z.literal(true), new_contract: whole() }),
  wire: ({ id: _, price, ...body }) => ({
    body: { client_id: 'me', ...body, ...(price === undefined ? {} : { price: Number(price) }) },
  }),
  tag: (input, tag) => ({ ...input, env: { ...input.env, [INTENT_VARIABLE]: tag } }),
  trace: traceIn(listInstances, {
    rows: ({ instances }) => instances,
    key: ({ id }) => id,
    is: (row, _, tag) => intentTagOf(row) === tag,
    output: ({ id }) => ({ success: true, new_contract: id }),
    alone: true,
  }),
});
