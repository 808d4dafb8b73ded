/** Searching the market and accepting an offer. */

import { type Fields, given, isFields, type Json, number, text } from '../json';
import { BadQuery, type Direction, jsonParam } from '../query';
import { answer, type Call, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import type { OfferKind } from '../views/offer';
import { search } from '../views/search';
import type { Container } from '../world/contracts';
import { rent, type VolumeWish } from '../world/rent';
import { volumesOf } from '../world/storage';
import { imageOf, type Template } from '../world/templates';
import { nano } from '../world/ticks';
import type { World } from '../world/world';
import { dockerOptions } from './docker-options';

/** Words of the search body that are no filters. */
const DIRECTIVES = new Set([
  'order',
  'type',
  'limit',
  'allocated_storage',
  'disable_bundling',
  'q',
  'select_cols',
  'resource_type',
  'chunked',
  'georegion',
  'api_key',
  'client_id',
]);

const KINDS: Record<string, OfferKind> = {
  'on-demand': 'ondemand',
  ondemand: 'ondemand',
  bid: 'bid',
  interruptible: 'bid',
  reserved: 'reserved',
};

/** The CLI's. */
export const DEFAULT_VOLUME_GB = 15;

/** The spec's default; the CLI always sends its own (5). */
const DEFAULT_STORAGE_GB = 8;

export const offers = (searchCap: number): readonly Route[] => {
  const searchOffers: Handler = (world, call) =>
    answer({ offers: found(world, call, question(call.body), searchCap) });
  return [
    route('create_a_vast_ai_bundle', 'POST /api/v0/bundles', 'misc', 1, searchOffers),
    route('vast_ai_search_asks', 'PUT /api/v0/search/asks', 'misc', 1, searchOffers),
    route('update_a_vast_ai_ask_by_id', 'PUT /api/v0/asks/:id', 'instance_write', 4.5, rentOffer),
  ];
};

/** The question stands at the top level, or under `q` as an object or as JSON text. */
function question(body: Fields): Fields {
  if (isFields(body.q)) return body.q;
  const parsed = typeof body.q === 'string' ? jsonParam(body.q, {}) : null;
  return isFields(parsed) ? parsed : body;
}

function found(world: World, call: Call, asked: Fields, cap: number): Fields[] {
  const kind = KINDS[text(given(asked, 'type')) ?? 'on-demand'];
  if (!kind) throw new BadQuery('invalid_request', `Invalid offer type ${JSON.stringify(asked.type)}`);
  const filters = Object.fromEntries(
    Object.entries(asked).filter(([column, ops]) => !DIRECTIVES.has(column) && ops != null),
  );
  return search(world, {
    kind,
    filters,
    at: call.at,
    account: call.account,
    disk: Math.round((number(asked.allocated_storage) ?? DEFAULT_STORAGE_GB) * 1000),
    order: orderOf(asked.order),
    limit: Math.max(0, Math.min(number(asked.limit) ?? cap, cap)),
    bundle: asked.disable_bundling !== true,
  });
}

function orderOf(order: Json | undefined): Direction[] {
  const pairs = Array.isArray(order) && order.length > 0 ? order : [['score', 'desc']];
  return pairs
    .filter(Array.isArray)
    .map(([column, way]) => ({ column: String(column), down: way === 'desc' }));
}

const rentOffer: Handler = (world, call) => {
  const { body, account, at } = call;
  const askId = Number(call.params.id);
  const no = (status: number, line: number, error: string, msg: string) =>
    refuse(status, error, `error ${status}/${line}: ${msg}`, {
      ask_id: Number.isInteger(askId) ? askId : null,
    });
  if (!Number.isInteger(askId))
    return no(400, 3467, 'invalid_args', "Invalid args: 'id' is required and must be a valid offer ID");
  const template = templateOf(world, body);
  if (template === null) return no(404, 3511, 'invalid_args', 'Invalid args: no such template.');
  const image = text(given(body, 'image')) ?? (template ? imageOf(template.content) : null);
  const wrong = image === null ? 'image is required without a template' : tooLong(body, image);
  if (image === null || wrong) return no(400, 3470, 'invalid_args', `Invalid args: ${wrong}`);
  const asked = given(body, 'price');
  const bid = asked === undefined ? null : bidOf(asked, '128');
  if (bid === 'refused') return no(400, 3481, 'invalid_price', 'Please set a bid price >= 0.001 and <= 128.');
  const diskGb = number(given(body, 'disk')) ?? template?.content.diskGb ?? 8;
  if (diskGb < 8) return no(400, 3490, 'invalid_args', 'Invalid args: disk must be at least 8 GB.');
  const volume = volumeWish(world, call);
  if (volume === 'refused')
    return no(400, 3495, 'invalid_args', 'Invalid args: volume_info needs volume_id and mount_path.');
  const rented = rent(
    world,
    account,
    {
      askId,
      bid,
      diskGb,
      container: containerOf(body, image, template),
      label: text(given(body, 'label')),
      targetState: body.target_state === 'stopped' ? 'stopped' : 'running',
      volume,
      cancelUnavailable: typeof body.cancel_unavail === 'boolean' ? body.cancel_unavail : null,
    },
    at,
  );
  if ('contract' in rented) {
    if (template) Object.assign(template, { used: template.used + 1, lastUsed: at });
    return done({ new_contract: rented.contract.id }, rented.contract.id);
  }
  switch (rented.refused) {
    case 'no_such_ask':
      return no(404, 3603, 'invalid_args', `no_such_ask Instance type by id ${askId} is not available.`);
    case 'gone':
      return no(410, 3907, 'no_such_ask', `no_such_ask Instance type ${askId} is no longer available.`);
    case 'no_credit':
      return no(400, 3652, 'insufficient_credit', 'Your account lacks credit; see the billing page.');
    case 'no_such_volume':
      return no(404, 3497, 'no_such_volume', 'Volume with that ID does not exist.');
    case 'volume_elsewhere':
      return no(400, 3498, 'invalid_args', 'Invalid args: the volume is not on the machine of this offer.');
    case 'volume_full':
      return no(400, 3499, 'invalid_args', 'Invalid args: the volume offer has less space than that.');
    case 'disk':
      return no(400, 3493, 'invalid_args', `Invalid args: disk exceeds the ${rented.most} GB of this offer.`);
  }
};

/** `volume_id` is an offer's id with create_new, and else a volume's. */
function volumeWish(world: World, { account, body, at }: Call): VolumeWish | null | 'refused' {
  const asked = given(body, 'volume_info');
  if (!isFields(asked)) return null;
  const id = number(given(asked, 'volume_id'));
  const path = text(given(asked, 'mount_path'));
  if (id === null || !path?.startsWith('/')) return 'refused';
  const of =
    asked.create_new === true
      ? world.storage.offers.get(id)
      : volumesOf(account, at).find((one) => one.id === id);
  const gb = number(given(asked, 'size')) ?? DEFAULT_VOLUME_GB;
  return { of, disk: Math.round(gb * 1000), name: text(given(asked, 'name')), path };
}

/** undefined: none asked for; null: asked for and not there. */
function templateOf(world: World, body: Fields): Template | null | undefined {
  const hash = text(given(body, 'template_hash_id'));
  const id = number(given(body, 'template_id'));
  if (hash === null && id === null) return undefined;
  return world.templates.find((one) => (hash !== null ? one.hash === hash : one.id === id)) ?? null;
}

function tooLong(body: Fields, image: string): string | null {
  if (image.length > 1024) return 'image is longer than 1024 characters';
  if ((text(body.label) ?? '').length > 256) return 'label is longer than 256 characters';
  const started = (text(body.onstart) ?? '').length + JSON.stringify(body.args ?? body.args_str ?? '').length;
  return started > 4096 + 2 ? 'args and onstart are longer than 4096 characters' : null;
}

/** A bid in $/hour for the machine; its text is read, not its float. */
export function bidOf(asked: Json, most: string): bigint | 'refused' {
  const wanted = number(asked);
  if (wanted === null || wanted < 0.001) return 'refused';
  const bid = nano(String(asked));
  return bid > nano(most) ? 'refused' : bid;
}

function containerOf(body: Fields, image: string, template: Template | undefined): Container {
  const content = template?.content;
  const args = Array.isArray(body.args)
    ? body.args.map(String)
    : (text(body.args_str) ?? content?.argsStr ?? '').split(' ').filter(Boolean);
  const env = new Map([...dockerOptions(content?.env ?? ''), ...envOf(body.env)]);
  return {
    image,
    env: [...env],
    args,
    onstart: text(given(body, 'onstart')) ?? content?.onstart ?? null,
    runtype: text(given(body, 'runtype')) ?? content?.runtype ?? (args.length > 0 ? 'args' : 'ssh'),
    templateId: template?.id ?? null,
    templateHash: template?.hash ?? null,
  };
}

/** An object on the wire; the spec's page says a string of docker options. Both are taken. */
function envOf(env: Json | undefined): [string, string][] {
  if (typeof env === 'string') return dockerOptions(env);
  return isFields(env) ? Object.entries(env).map(([key, value]) => [key, String(value ?? '')]) : [];
}
