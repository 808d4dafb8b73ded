import { z } from 'zod';
import { operation } from '../operation';
import { traceIn } from '../trace';
import { flag, maybe, quantity, reply, whole, words } from '../wire';

const SECRETS = ['docker_login_pass', 'docker_login_user', 'env', 'onstart'] as const;

const Filter = z.record(z.string(), z.unknown());

export const listTemplates = operation({
  name: 'list_all_vast_ai_templates',
  title: 'List templates',
  description: 'Images with their settings, ready to rent with: the account’s own and shared ones.',
  http: { method: 'GET', path: '/api/v0/template/' },
  scope: 'user_read',
  effect: 'reads',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  screens: ['/market'],
  secretOutput: SECRETS,
  input: z.strictObject({
    select_filters: Filter.optional().meta({
      description: 'Columns to comparisons (eq, neq, lt, lte, gt, gte, in, notin); all must hold.',
      examples: [{ use_ssh: { eq: true } }],
    }),
    select_cols: z
      .array(z.string())
      .optional()
      .meta({ description: 'The columns to answer; left out, all.', examples: [['*']] }),
    order_by: z
      .string()
      .optional()
      .meta({ description: 'The column to sort by.', examples: ['name'] }),
  }),
  output: reply({
    templates: z.array(
      reply({
        id: whole(),
        /** Changes with every edit: what a rent names. */
        hash_id: words(),
        name: maybe(words()),
        image: maybe(words()),
        tag: maybe(words()),
        desc: maybe(words()),
        runtype: maybe(words()),
        /** GB. */
        recommended_disk_space: maybe(quantity()),
        recommended: maybe(flag()),
        private: maybe(flag()),
      }),
    ),
  }),
});

const Name = z
  .string()
  .trim()
  .min(1)
  .max(256)
  .meta({ description: 'The template’s name.', examples: ['vLLM server'] });

const Image = z
  .string()
  .min(1)
  .max(1024)
  .meta({ description: 'The Docker image, with or without its tag.', examples: ['vllm/vllm-openai'] });

const text = (most: number, description: string, example: string) =>
  z
    .string()
    .max(most)
    .optional()
    .meta({ description, examples: [example] });
const yes = (description: string, example = true) =>
  z
    .boolean()
    .optional()
    .meta({ description, examples: [example] });

const settings = {
  tag: text(256, 'The image’s tag; “latest” when left out.', 'v0.11.0'),
  env: text(32_768, 'Variables and ports as options of docker run.', '-e MODEL=small -p 8000:8000'),
  onstart: text(4096, 'Commands that run when the instance starts.', 'echo up'),
  runtype: z
    .enum(['ssh', 'jupyter', 'args'])
    .optional()
    .meta({
      description: 'How it is started: with SSH, with Jupyter and SSH, or with the image’s own entry point.',
      examples: ['ssh'],
    }),
  ssh_direct: yes('SSH without Vast.ai’s proxy: faster, on machines with open ports.'),
  jup_direct: yes('Jupyter without Vast.ai’s proxy.', false),
  jupyter_dir: text(1024, 'Where Jupyter begins.', '/workspace'),
  use_jupyter_lab: yes('JupyterLab in place of the notebook.', false),
  use_ssh: yes('SSH is offered.'),
  docker_login_repo: text(256, 'The private registry that the image is in.', 'docker.io'),
  docker_login_user: text(256, 'Who signs in there.', 'northwind'),
  docker_login_pass: text(1024, 'Token or password for it.', 'dckr_example'),
  extra_filters: Filter.optional().meta({
    description: 'Conditions on offers, as in a search.',
    examples: [{ cuda_max_good: { gte: 12.6 } }],
  }),
  recommended_disk_space: z
    .number()
    .min(8)
    .max(100_000)
    .optional()
    .meta({ description: 'Disk that a rent from it gets, GB; 8 when left out.', examples: [32] }),
  desc: text(1024, 'What it is, in a sentence.', 'OpenAI-compatible server'),
  readme: text(65_536, 'What there is to know, as Markdown.', '# How to use it'),
  readme_visible: yes('The readme is shown.'),
  args_str: text(4096, 'Arguments for the image’s entry point.', '--port 8000'),
  href: text(1024, 'Where the image is described.', 'https://hub.docker.com/r/vllm/vllm-openai'),
  repo: text(256, 'The image’s name in its registry.', 'vllm/vllm-openai'),
  private: yes('Only this account finds it.'),
  volume_info: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: 'A hint for Vast.ai’s own page; a rent doesn’t read it.', examples: [{}] }),
};

const Made = reply({ id: whole(), hash_id: words(), name: maybe(words()) });

export const createTemplate = operation({
  name: 'create_a_vast_ai_template',
  title: 'Make template',
  description:
    'Keeps an image with its settings under a name, so that rents can begin from it. The same settings again are the same template. A public template shows everything in it to everybody: tokens and passwords belong into the account’s environment variables.',
  http: { method: 'POST', path: '/api/v0/template/' },
  scope: 'user_write',
  effect: 'writes',
  minIntervalMs: 1000,
  // A template is known by its content: asked again, the one that was made is found.
  lostAnswer: 'repeat',
  touches: ['templates'],
  secretInput: SECRETS,
  secretOutput: SECRETS,
  sentence: ({ name, image }) => `made the template “${name}” of ${image} at Vast.ai`,
  input: z.strictObject({
    name: Name,
    image: Image,
    ...settings,
    hash_id: text(64, 'Vast.ai’s hash of a template’s content; it makes a new one.', '5915f1dc1ce881defb57'),
  }),
  output: reply({ template: maybe(Made) }),
});

export const updateTemplate = operation({
  name: 'update_a_vast_ai_template_by_id',
  title: 'Change template',
  description:
    'Changes a template of the account; what is left out stays. Its hash is another one afterwards: whoever rents by the old one is refused. Instances that run keep what they were made with.',
  http: { method: 'PUT', path: '/api/v0/template/' },
  scope: 'user_write',
  effect: 'writes',
  minIntervalMs: 1000,
  // Asked again, the old hash names nothing any more; the number stays.
  lostAnswer: 'look',
  trace: traceIn(listTemplates, {
    rows: ({ templates }) => templates,
    key: ({ id }) => id,
    changes: (template, { hash_id }) => template.hash_id === hash_id,
    is: (template, { hash_id }) => template.hash_id !== hash_id,
    output: ({ id, hash_id, name }) => ({ template: { id, hash_id, name } }),
  }),
  touches: ['templates'],
  secretInput: SECRETS,
  secretOutput: SECRETS,
  sentence: ({ hash_id, name }) => `changed the template ${name ? `“${name}”` : hash_id} at Vast.ai`,
  input: z.strictObject({
    hash_id: z
      .string()
      .regex(/^[0-9a-f]{8,64}$/i, 'the template’s hash')
      .meta({
        description: 'The template’s present hash, from the list.',
        examples: ['5915f1dc1ce881defb572015eb9d8178'],
      }),
    name: Name.optional().meta({ description: 'The new name.', examples: ['vLLM server'] }),
    image: Image.optional().meta({ description: 'The new image.', examples: ['vllm/vllm-openai'] }),
    ...settings,
  }),
  output: reply({ template: maybe(Made) }),
});

export const deleteTemplate = operation({
  name: 'delete_a_vast_ai_template_by_id',
  title: 'Remove template',
  description:
    'Removes a template of the account. Instances made from it go on; nothing can be rented from it any more.',
  http: { method: 'DELETE', path: '/api/v0/template/' },
  scope: 'user_write',
  effect: 'destroys',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['templates'],
  sentence: ({ template_id }) => `removed template ${template_id} at Vast.ai`,
  notFoundMeans: {},
  input: z.strictObject({
    template_id: z
      .int()
      .positive()
      .meta({ description: 'The template’s number, not its hash.', examples: [334548] }),
  }),
  output: reply({}),
});
