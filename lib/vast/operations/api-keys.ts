import { z } from 'zod';
import { operation } from '../operation';
import { MaybePermissions, scopesInWords } from '../permissions';
import { shownSchema, showsAs } from '../shown';
import { same, traceIn } from '../trace';
import { maybe, reply, saidText, whole, words } from '../wire';

const ApiKey = reply({ id: whole(), name: maybe(words()), permissions: z.unknown() });
const ApiKeys = reply({ apikeys: z.array(ApiKey) });

export const listApiKeys = operation({
  name: 'list_all_vast_ai_auth_apikeys',
  title: 'List API keys',
  description: 'The account’s API keys with their permissions; never the keys themselves.',
  http: { method: 'GET', path: '/api/v0/auth/apikeys/' },
  scope: 'user_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  secretOutput: ['key'],
  input: z.strictObject({}),
  // A list, or the list under `apikeys`: clients unwrap both (docs/vast.md).
  output: showsAs(
    z
      .union([z.array(ApiKey), ApiKeys])
      .transform((answer) => ({ apikeys: Array.isArray(answer) ? answer : answer.apikeys })),
    () => shownSchema(ApiKeys),
  ),
});

export const createApiKey = operation({
  name: 'create_a_vast_ai_auth_apikey',
  title: 'Make API key',
  description:
    'Makes another key for the account. Whoever holds it can do at Vast.ai what its permissions say, without Gantry, its limits and its audit; left out, that is everything. The key itself is shown once, in this answer, and never again. Keys don’t expire: remove them when they are no longer needed.',
  http: { method: 'POST', path: '/api/v0/auth/apikeys/' },
  scope: 'user_write',
  effect: 'grants',
  minIntervalMs: 2000,
  // The key that is found is one whose secret nobody saw.
  lostAnswer: 'look',
  trace: traceIn(listApiKeys, {
    rows: ({ apikeys }) => apikeys,
    key: ({ id }) => id,
    is: (key, { name }) => same(name, key.name),
    output: ({ id, permissions }) => ({ id, permissions }),
  }),
  touches: ['api-keys'],
  secretOutput: ['key'],
  shownOnce: ['key'],
  sentence: ({ name, permissions }) => `made the API key “${name}” at Vast.ai ${scopesInWords(permissions)}`,
  input: z.strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .meta({ description: 'What the key is for; it is known by this name.', examples: ['ci-read-only'] }),
    permissions: MaybePermissions,
    key_params: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .optional()
      .meta({
        description: 'Values for the wildcards in the permissions: one set of permissions for many keys.',
        examples: [{ instance: 1227 }],
      }),
  }),
  output: reply({ id: whole(), key: maybe(words()), permissions: z.unknown().optional() }),
});

export const deleteApiKey = operation({
  name: 'delete_a_vast_ai_auth_apikey_by_id',
  title: 'Remove API key',
  description:
    'Ends a key of the account at once: whatever uses it is refused from then on. That may be the key with which Gantry itself reads the account; link another one before.',
  http: { method: 'DELETE', path: '/api/v0/auth/apikeys/{id}/' },
  scope: 'user_write',
  effect: 'destroys',
  minIntervalMs: 2000,
  lostAnswer: 'repeat',
  touches: ['api-keys', 'account'],
  sentence: ({ id }) => `removed API key ${id} at Vast.ai`,
  notFoundMeans: {},
  input: z.strictObject({
    id: z
      .int()
      .positive()
      .meta({ description: 'The number of the key, from the list.', examples: [990123] }),
  }),
  output: saidText(),
});
