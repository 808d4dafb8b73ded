import { z } from 'zod';
import { operation } from '../operation';
import { same, traceIn } from '../trace';
import { epoch, flag, maybe, reply, whole, words } from '../wire';

const UserId = z
  .union([z.literal('me'), z.int().positive()])
  .default('me')
  .meta({ description: 'Whose: the account’s own number, or “me”.', examples: ['me'] });

const WebhookId = z
  .int()
  .positive()
  .meta({ description: 'The webhook’s number.', examples: [42] });

const Name = z
  .string()
  .max(120)
  .regex(/^\P{Cc}*$/u, 'no control characters')
  .meta({ description: 'A name for it.', examples: ['Ops notifications'] });

/** http only towards this machine itself: the local emulator takes that, Vast.ai takes https alone. */
const Target = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .refine(
    (url) => url.startsWith('https:') || /^http:\/\/(localhost|127\.|\[::1\])/.test(url),
    'an https:// address',
  )
  .meta({
    description: 'Where Vast.ai posts to: a public https address.',
    examples: ['https://example.com/vast/webhooks'],
  });

const Events = z
  .array(z.string().regex(/^(client|host):[a-z_]+$/, 'a notification type such as client:outbid'))
  .min(1)
  .meta({
    description: 'Keys of notification types; they are listed by “List notification types”.',
    examples: [['client:low_credit', 'client:outbid']],
  });

const Channels = z.record(z.string(), z.record(z.string(), z.record(z.string(), flag())));

export const listNotificationTypes = operation({
  name: 'list_all_vast_ai_notification_types',
  title: 'List notification types',
  description:
    'What Vast.ai can tell the account about (low balance, outbid, instance offline, machine offline…), each with the key that webhooks and preferences name it by, and whether its mail can be turned off.',
  http: { method: 'GET', path: '/api/v0/notification-types/' },
  scope: 'user_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({}),
  output: reply({
    notification_types: z.array(
      reply({
        key: words(),
        slug: maybe(words()),
        /** client or host. */
        context: maybe(words()),
        topic: maybe(words()),
        category: maybe(words()),
        display_name: maybe(words()),
        default_preferences: maybe(z.record(z.string(), flag())),
        mandatory_email: maybe(flag()),
      }),
    ),
  }),
});

export const showNotificationPreferences = operation({
  name: 'list_all_vast_ai_user_notification_prefs',
  title: 'Show notification preferences',
  description:
    'By which channels, email and webhooks, the account is told of each notification type: by context (client, host), then by type.',
  http: { method: 'GET', path: '/api/v0/users/{user_id}/notification-prefs/' },
  scope: 'user_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({ user_id: UserId }),
  output: reply({ notification_preferences: Channels }),
});

export const changeNotificationPreferences = operation({
  name: 'update_a_vast_ai_user_notification_prefs_by_id',
  title: 'Change notification preferences',
  description:
    'Replaces the account’s notification preferences: a type that isn’t named goes back to what is usual. Turning webhooks off for a type silences every webhook that listens for it.',
  http: { method: 'PUT', path: '/api/v0/users/{user_id}/notification-prefs/' },
  scope: 'user_write',
  effect: 'writes',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['notifications'],
  sentence: () => 'changed which notifications the Vast.ai account gets',
  input: z.strictObject({
    user_id: UserId,
    notification_preferences: z
      .record(
        z.enum(['client', 'host']),
        z
          .record(
            z.string(),
            z.strictObject({ email: z.boolean().optional(), webhooks: z.boolean().optional() }),
          )
          .optional(),
      )
      .meta({
        description: 'Context to type to channel, each on or off.',
        examples: [{ client: { low_credit: { email: true, webhooks: false } } }],
      }),
  }),
  output: reply({ notification_preferences: Channels }),
});

const Webhook = reply({
  id: whole(),
  user_id: maybe(whole()),
  name: maybe(words()),
  webhook_url: words(),
  event_types: z.array(words()),
  created_at: epoch(),
  updated_at: epoch(),
});

const Changed = { webhook: Webhook, enabled_notification_preferences: maybe(z.array(words())) };

/** Told when it is made, and never again. */
const WithSecret = Webhook.extend({ webhook_secret: maybe(words()) });

export const listWebhooks = operation({
  name: 'list_all_vast_ai_webhooks',
  title: 'List webhooks',
  description:
    'The account’s notification webhooks at Vast.ai, with their addresses and what they listen for; never their secrets.',
  http: { method: 'GET', path: '/api/v0/webhooks/' },
  scope: 'user_read',
  effect: 'reads',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  secretOutput: ['webhook_secret'],
  input: z.strictObject({}),
  output: reply({ webhooks: z.array(Webhook) }),
});

export const createWebhook = operation({
  name: 'create_a_vast_ai_webhook',
  title: 'Create webhook',
  description:
    'Lets Vast.ai post notifications of the account to an address of yours, signed with a secret that is shown once. What it tells (instances, machines, balance) leaves Vast.ai to whoever reads at that address. Four webhooks at most; the webhook channel of the chosen types is turned on.',
  http: { method: 'POST', path: '/api/v0/webhooks/' },
  scope: 'user_write',
  effect: 'writes',
  minIntervalMs: 1000,
  // A second one would post everything twice. The one that is found has a secret that nobody saw: rotate it.
  lostAnswer: 'look',
  trace: traceIn(listWebhooks, {
    rows: ({ webhooks }) => webhooks,
    key: ({ id }) => id,
    is: (webhook, { name, webhook_url }) =>
      same(name, webhook.name) && same(webhook_url, webhook.webhook_url),
    output: (webhook) => ({ webhook }),
  }),
  touches: ['notifications'],
  secretOutput: ['webhook_secret'],
  shownOnce: ['webhook_secret'],
  sentence: ({ webhook_url }) => `made Vast.ai post notifications to ${new URL(webhook_url).host}`,
  input: z.strictObject({ name: Name.optional(), webhook_url: Target, event_types: Events }),
  output: reply({ ...Changed, webhook: WithSecret }),
});

export const updateWebhook = operation({
  name: 'update_a_vast_ai_webhook_by_id',
  title: 'Change webhook',
  description:
    'Changes the name of a webhook, the address that notifications are posted to, or what it listens for. Its secret stays as it is.',
  http: { method: 'PUT', path: '/api/v0/webhooks/{id}/' },
  scope: 'user_write',
  effect: 'writes',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['notifications'],
  secretOutput: ['webhook_secret'],
  sentence: ({ id }) => `changed webhook ${id} of the Vast.ai account`,
  input: z
    .strictObject({
      id: WebhookId,
      name: Name.optional(),
      webhook_url: Target.optional(),
      event_types: Events.optional(),
    })
    .refine(
      ({ name, webhook_url, event_types }) =>
        name !== undefined || webhook_url !== undefined || event_types !== undefined,
      'a name, an address or what it listens for',
    ),
  output: reply(Changed),
});

export const deleteWebhook = operation({
  name: 'delete_a_vast_ai_webhook_by_id',
  title: 'Delete webhook',
  description:
    'Ends the posting of notifications to a webhook’s address. Its secret is gone; a new webhook gets another.',
  http: { method: 'DELETE', path: '/api/v0/webhooks/{id}/' },
  scope: 'user_write',
  effect: 'destroys',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: ['notifications'],
  sentence: ({ id }) => `deleted webhook ${id} of the Vast.ai account`,
  // Gone already.
  notFoundMeans: {},
  input: z.strictObject({ id: WebhookId }),
  output: reply({}),
});

export const rotateWebhookSecret = operation({
  name: 'create_a_vast_ai_webhook_secret_rotation',
  title: 'Rotate webhook secret',
  description:
    'Makes a new signing secret for a webhook and shows it once. From then on Vast.ai signs with it alone, so the receiver must know it at once.',
  http: { method: 'POST', path: '/api/v0/webhooks/{id}/rotate-secret/' },
  scope: 'user_write',
  effect: 'writes',
  minIntervalMs: 1000,
  lostAnswer: 'ask',
  untold: 'A webhook doesn’t say which secret it signs with; rotate once more to be shown one.',
  touches: ['notifications'],
  secretOutput: ['webhook_secret'],
  shownOnce: ['webhook_secret'],
  sentence: ({ id }) => `rotated the secret of webhook ${id}`,
  input: z.strictObject({ id: WebhookId }),
  output: reply({ webhook: WithSecret }),
});

export const testWebhook = operation({
  name: 'create_a_vast_ai_webhook_test',
  title: 'Test webhook',
  description:
    'Posts a test notification to a webhook’s address, signed like a real one, and says whether it arrived. It is tried once.',
  http: { method: 'POST', path: '/api/v0/webhooks/{id}/test/' },
  scope: 'user_write',
  effect: 'writes',
  minIntervalMs: 1000,
  lostAnswer: 'repeat',
  touches: [],
  sentence: ({ id }) => `tested webhook ${id}`,
  input: z.strictObject({ id: WebhookId }),
  output: reply({ success: z.literal(true), msg: maybe(words()) }),
});
