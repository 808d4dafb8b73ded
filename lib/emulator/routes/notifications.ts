/** Notifications: what there is to be told of, over which channel, and the webhooks it goes to. */
import type { Courier } from '../courier';
import { type Fields, given, isFields, type Json, text } from '../json';
import { answer, type Call, done, type Handler, type Reply, refuse } from '../reply';
import { type Route, route } from '../route';
import { hostedBy } from '../world/earnings';
import { NOTICE_TYPES, type NoticeType, noticeType } from '../world/notice-types';
import { type Channels, deliveryOf, USUAL, type Webhook } from '../world/notifications';
import { hex } from '../world/random';
import type { World } from '../world/world';

const wrong = (msg: string) => refuse(400, 'invalid_args', msg);
const NOT_FOUND = refuse(404, 'not_found', 'Webhook not found.');
const MOST_WEBHOOKS = 4;

/** What concerns hosts is for hosts. */
const typesFor = (world: World, { account }: Call): readonly NoticeType[] =>
  NOTICE_TYPES.filter((one) => one.context === 'client' || hostedBy(world, account).length > 0);

const listTypes: Handler = (world, call) =>
  answer({
    success: true,
    notification_types: typesFor(world, call).map((one) => ({
      key: one.key,
      slug: one.slug,
      context: one.context,
      topic: one.topic,
      category: one.topic,
      display_name: one.title,
      default_preferences: { ...USUAL },
      mandatory_email: one.mandatory,
    })),
  });

const isOwn = ({ params, account }: Call): boolean =>
  params.user_id === 'me' || Number(params.user_id) === account.id;

const NOT_OWN = refuse(403, 'not_authorized', 'Only your own preferences can be read or changed.');

function preferences(world: World, call: Call): Fields {
  const shown: Record<string, Record<string, Fields>> = {};
  for (const { key, context, slug } of typesFor(world, call)) {
    const of = shown[context] ?? {};
    shown[context] = of;
    of[slug] = { ...world.notifications.channelsOf(call.account.id, key) };
  }
  return shown;
}

const showPreferences: Handler = (world, call) =>
  isOwn(call) ? answer({ success: true, notification_preferences: preferences(world, call) }) : NOT_OWN;

/** All of them at once: what isn't named is as usual again. */
const changePreferences: Handler = (world, call) => {
  if (!isOwn(call)) return NOT_OWN;
  const wanted = given(call.body, 'notification_preferences');
  const chosen = chosenIn(wanted, typesFor(world, call));
  if ('refused' in chosen) return wrong(chosen.refused);
  world.notifications.chosen.set(call.account.id, chosen.channels);
  return done({ notification_preferences: preferences(world, call) });
};

function chosenIn(
  wanted: Json | undefined,
  types: readonly NoticeType[],
): { channels: Map<string, Channels> } | { refused: string } {
  if (!isFields(wanted)) return { refused: 'notification_preferences is required.' };
  const channels = new Map<string, Channels>();
  for (const [context, slugs] of Object.entries(wanted)) {
    for (const [slug, switches] of Object.entries(isFields(slugs) ? slugs : {})) {
      const type = types.find((one) => one.key === `${context}:${slug}`);
      if (!type) return { refused: `Unknown notification type ${context}:${slug}.` };
      if (!isFields(switches)) return { refused: `${type.key} takes email and webhooks.` };
      const { email = USUAL.email, webhooks = USUAL.webhooks } = switches;
      if (typeof email !== 'boolean' || typeof webhooks !== 'boolean')
        return { refused: `${type.key}: email and webhooks are true or false.` };
      if (type.mandatory && !email) return { refused: `The email of ${type.key} is mandatory.` };
      channels.set(type.key, { email, webhooks });
    }
  }
  return { channels };
}

const mine = (world: World, { account }: Call): Webhook[] =>
  world.notifications.webhooks.filter((one) => one.account === account.id);

const named = (world: World, call: Call): Webhook | undefined =>
  mine(world, call).find((one) => one.id === Number(call.params.id));

const row = (one: Webhook): Fields => ({
  id: one.id,
  user_id: one.account,
  name: one.name,
  webhook_url: one.url,
  event_types: [...one.events],
  created_at: one.created,
  updated_at: one.updated,
});

/** The secret is told when it is made, and never again. */
const withSecret = (one: Webhook): Fields => ({ ...row(one), webhook_secret: one.secret });

const secretOf = (world: World, id: number, turn: number) =>
  `whsec_${hex(48, world.seed, 'webhook', id, turn)}`;

const listWebhooks: Handler = (world, call) =>
  answer({ success: true, webhooks: mine(world, call).map(row) });

const createWebhook: Handler = (world, call) => {
  const { body, account, at } = call;
  const asked = { ...body, name: given(body, 'name') ?? null };
  const refusal = refusedIn(world, call, {
    ...asked,
    webhook_url: body.webhook_url ?? '',
    event_types: body.event_types ?? [],
  });
  if (refusal) return refusal;
  if (mine(world, call).length >= MOST_WEBHOOKS) return wrong(`At most ${MOST_WEBHOOKS} webhooks per user.`);
  const id = world.newId();
  const webhook: Webhook = {
    id,
    account: account.id,
    name: text(asked.name),
    url: String(body.webhook_url),
    events: eventsIn(body.event_types),
    secret: secretOf(world, id, at),
    created: at,
    updated: at,
  };
  world.notifications.webhooks.push(webhook);
  return done({ webhook: withSecret(webhook), enabled_notification_preferences: enable(world, webhook) });
};

const updateWebhook: Handler = (world, call) => {
  const webhook = named(world, call);
  if (!webhook) return NOT_FOUND;
  const { body, at } = call;
  const refusal = refusedIn(world, call, body);
  if (refusal) return refusal;
  if (body.name !== undefined) webhook.name = text(body.name);
  const url = given(body, 'webhook_url');
  if (url !== undefined) webhook.url = String(url);
  const events = given(body, 'event_types');
  if (events !== undefined) webhook.events = eventsIn(events);
  webhook.updated = at;
  return done({ webhook: row(webhook), enabled_notification_preferences: enable(world, webhook) });
};

const eventsIn = (events: Json | undefined): string[] => (Array.isArray(events) ? events.map(String) : []);

/** Subscribing turns on the channel for these events. */
function enable(world: World, { account, events }: Webhook): string[] {
  const { notifications } = world;
  const off = events.filter((key) => !notifications.channelsOf(account, key).webhooks);
  for (const key of off)
    notifications.choose(account, key, { ...notifications.channelsOf(account, key), webhooks: true });
  return off;
}

function refusedIn(
  world: World,
  call: Call,
  { name, webhook_url: url, event_types: events }: Fields,
): Reply | null {
  if (typeof name === 'string' && (name.length > 120 || /\p{Cc}/u.test(name)))
    return wrong('name has 120 characters at most, and no control characters.');
  if (url !== undefined && url !== null && !isDeliverable(url))
    return wrong('webhook_url must be an https:// URL with a hostname, of 2048 characters at most.');
  if (events === undefined || events === null) return null;
  const keys = eventsIn(events);
  const known = new Set(typesFor(world, call).map((one) => one.key));
  const strange = keys.find((key) => !known.has(key) || !noticeType(key));
  return keys.length > 0 && strange === undefined
    ? null
    : wrong(`event_types must hold valid notification types; ${strange ?? 'none given'}.`);
}

/** `https` alone, as documented; and to this machine itself, where an emulator's receivers are, plain `http`, too. */
function isDeliverable(url: Json): boolean {
  if (typeof url !== 'string' || url.length > 2048 || !URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const local = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return hostname !== '' && (protocol === 'https:' || (protocol === 'http:' && local));
}

const deleteWebhook: Handler = (world, call) => {
  const webhook = named(world, call);
  if (!webhook) return NOT_FOUND;
  world.notifications.webhooks.splice(world.notifications.webhooks.indexOf(webhook), 1);
  return done();
};

const rotateSecret: Handler = (world, call) => {
  const webhook = named(world, call);
  if (!webhook) return NOT_FOUND;
  // Not the moment's: two rotations of one second make two secrets.
  webhook.secret = secretOf(world, webhook.id, world.newId());
  webhook.updated = call.at;
  return done({ webhook: withSecret(webhook) });
};

const TEST = {
  subject: 'Test notification',
  message: 'This is a test delivery of your Vast.ai webhook.',
  data: null,
};

const testWebhook =
  (courier: Courier): Handler =>
  (world, call) => {
    const webhook = named(world, call);
    if (!webhook) return NOT_FOUND;
    const eventId = hex(32, world.seed, 'test', webhook.id, call.at);
    const delivery = deliveryOf(webhook, eventId, 'webhook_test', TEST, call.at);
    return {
      ...answer({ success: true, msg: 'Test webhook delivered' }),
      unless: async () => ((await courier.tries(delivery)) ? null : wrong('Webhook URL is not deliverable')),
    };
  };

/** Vast.ai's own map lists no scope for the types, the rotation and the test: they go with the others here. */
export const notifications = (courier: Courier): readonly Route[] => [
  route('list_all_vast_ai_notification_types', 'GET /api/v0/notification-types', 'user_read', 1, listTypes),
  route(
    'list_all_vast_ai_user_notification_prefs',
    'GET /api/v0/users/:user_id/notification-prefs',
    'user_read',
    1,
    showPreferences,
  ),
  route(
    'update_a_vast_ai_user_notification_prefs_by_id',
    'PUT /api/v0/users/:user_id/notification-prefs',
    'user_write',
    1,
    changePreferences,
  ),
  route('list_all_vast_ai_webhooks', 'GET /api/v0/webhooks', 'user_read', 1, listWebhooks),
  route('create_a_vast_ai_webhook', 'POST /api/v0/webhooks', 'user_write', 1, createWebhook),
  route('update_a_vast_ai_webhook_by_id', 'PUT /api/v0/webhooks/:id', 'user_write', 1, updateWebhook),
  route('delete_a_vast_ai_webhook_by_id', 'DELETE /api/v0/webhooks/:id', 'user_write', 1, deleteWebhook),
  route(
    'create_a_vast_ai_webhook_secret_rotation',
    'POST /api/v0/webhooks/:id/rotate-secret',
    'user_write',
    1,
    rotateSecret,
  ),
  route(
    'create_a_vast_ai_webhook_test',
    'POST /api/v0/webhooks/:id/test',
    'user_write',
    1,
    testWebhook(courier),
  ),
];
