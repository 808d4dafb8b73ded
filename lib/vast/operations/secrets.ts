import { z } from 'zod';
import { operation } from '../operation';
import { shownSchema, showsAs } from '../shown';
import { traceIn } from '../trace';
import { reply } from '../wire';

const Name = z
  .string()
  .max(256)
  .regex(/^[A-Za-z_]\w*$/, 'letters, digits and _, such as HF_TOKEN')
  .meta({
    description: 'The variable’s name; Vast.ai writes it in capitals.',
    examples: ['HF_TOKEN'],
  });

const Value = z
  .string()
  .min(1)
  .max(4096)
  .meta({ description: 'The variable’s value. Nobody is shown it again.', examples: ['hf_example123'] });

export const listSecrets = operation({
  name: 'list_all_vast_ai_secrets',
  title: 'List environment variables',
  description:
    'The names of the account’s environment variables, which Vast.ai gives to every container of the account. Their values are left at Vast.ai.',
  http: { method: 'GET', path: '/api/v0/secrets/' },
  scope: 'user_read',
  effect: 'reads',
  minIntervalMs: 5000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({}),
  // Vast.ai answers the values too, in plain text: only the names come any further than this.
  output: showsAs(
    z
      .looseObject({ secrets: z.record(z.string(), z.unknown()) })
      .transform(({ secrets }) => ({ names: Object.keys(secrets).sort() })),
    () => shownSchema(z.object({ names: z.array(z.string()) })),
  ),
});

export const createSecret = operation({
  name: 'create_a_vast_ai_secret',
  title: 'Add environment variable',
  description:
    'Adds an environment variable to the account: a token or password that containers need and that should stand in no template. Every container that is made from now on gets it, whoever rents it.',
  http: { method: 'POST', path: '/api/v0/secrets/' },
  scope: 'user_write',
  effect: 'writes',
  minIntervalMs: 3000,
  // Sent again it would be refused as existing, whatever value it has.
  lostAnswer: 'look',
  trace: traceIn(listSecrets, {
    rows: ({ names }) => names,
    key: (name) => name,
    is: (name, { key }) => name === String(key).toUpperCase(),
    output: () => ({}),
  }),
  touches: ['secrets'],
  secretInput: ['value'],
  sentence: ({ key }) => `added the environment variable ${key} to the Vast.ai account`,
  input: z.strictObject({ key: Name, value: Value }),
  output: reply({}),
});

export const updateSecret = operation({
  name: 'update_a_vast_ai_secret_by_id',
  title: 'Change environment variable',
  description:
    'Gives another value to an environment variable of the account. Containers that run keep the old one until they are made anew.',
  http: { method: 'PUT', path: '/api/v0/secrets/' },
  scope: 'user_write',
  effect: 'writes',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: ['secrets'],
  secretInput: ['value'],
  sentence: ({ key }) => `changed the environment variable ${key} of the Vast.ai account`,
  input: z.strictObject({ key: Name, value: Value }),
  output: reply({}),
});

export const deleteSecret = operation({
  name: 'delete_a_vast_ai_secret_by_id',
  title: 'Remove environment variable',
  description:
    'Removes an environment variable from the account. Its value is lost; containers made from now on don’t get it.',
  http: { method: 'DELETE', path: '/api/v0/secrets/' },
  scope: 'user_write',
  effect: 'destroys',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: ['secrets'],
  sentence: ({ key }) => `removed the environment variable ${key} from the Vast.ai account`,
  doneAlready: /nonexistent_key/,
  input: z.strictObject({ key: Name }),
  output: reply({}),
});
