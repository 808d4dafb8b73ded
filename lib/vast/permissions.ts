/** The JSON in which Vast.ai says what a key, or a role in a team, may do. */
import { z } from 'zod';
import type { VastScope } from './operation';

const SCOPES = [
  'instance_read',
  'instance_write',
  'user_read',
  'user_write',
  'billing_read',
  'billing_write',
  'machine_read',
  'machine_write',
  'team_read',
  'team_write',
  'misc',
] as const satisfies readonly NonNullable<VastScope>[];

const Value = z.union([z.string(), z.number(), z.boolean()]);

/** Vast.ai knows these three comparisons and no others. */
const Bound = z.strictObject({ eq: Value.optional(), gte: Value.optional(), lte: Value.optional() });

const Route = z.strictObject({
  constraints: z.record(z.string(), Bound).optional(),
  params: z.record(z.string(), Value).optional(),
});

const Routes = z.record(z.string(), Route);

const ABOUT = {
  description:
    'What is allowed: the scopes under `api`, each with an empty object for all of it, or with the routes that it is narrowed to; a route may hold `constraints` on its parameters (eq, gte, lte).',
  examples: [
    { api: { misc: {}, instance_read: { 'api.instance.show': { constraints: { id: { eq: 1227 } } } } } },
  ],
};

export const Permissions = z.strictObject({ api: z.partialRecord(z.enum(SCOPES), Routes) }).meta(ABOUT);

export const MaybePermissions = Permissions.optional().meta({
  ...ABOUT,
  description: `${ABOUT.description} Left out: all that the key in use may.`,
});

/** The scopes that were granted, for a sentence. */
export const scopesInWords = (permissions: z.output<typeof Permissions> | undefined): string =>
  permissions === undefined
    ? 'with every right of the key that made it'
    : Object.keys(permissions.api).length === 0
      ? 'without any right'
      : `for ${Object.keys(permissions.api).join(', ')}`;
