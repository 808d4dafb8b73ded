/** Local volumes: renting them, and listing space of one's own machines. */
import { type Fields, given, isFields, type Json, number, text } from '../json';
import { BadQuery, byOrder, type Direction, filterOf, jsonParam } from '../query';
import { answer, type Call, done, type Handler, type Reply, refuse } from '../reply';
import { type Route, route } from '../route';
import { DERIVED, read } from '../views/search';
import { volumeOfferRow, volumeRow } from '../views/volume';
import { DAY, type Seconds } from '../world/clock';
import { type Contract, isLive } from '../world/contracts';
import { beginTransfer } from '../world/copying';
import { usedOf } from '../world/files';
import type { Machine } from '../world/machines';
import {
  deleteVolume,
  freeOf,
  isRentable,
  listVolume,
  liveVolumes,
  rentVolume,
  type Storage,
  usersOf,
  type VolumeOffer,
  volumesOf,
} from '../world/storage';
import { nano } from '../world/ticks';
import type { World } from '../world/world';
import { DEFAULT_VOLUME_GB } from './offers';

const listVolumes: Handler = (_, { account, at, query }) => {
  const wanted = query.type ?? 'all_volume';
  const network = (one: Contract) => one.space?.offer?.disk != null;
  const found = volumesOf(account, at).filter(
    (one) => wanted === 'all_volume' || network(one) === (wanted === 'network_volume'),
  );
  return answer({ volumes: found.map((one) => volumeRow(account, one, at)) });
};

const DIRECTIVES = new Set([
  'order',
  'limit',
  'allocated_storage',
  'type',
  'q',
  'api_key',
  'client_id',
  'select_cols',
]);
const LIMIT = 64;

/** Offers by filters, in the body or as `q` in the query or the body. */
export function searchOffers(world: World, call: Call, wanted: (offer: VolumeOffer) => boolean): Fields[] {
  const asked = question(call);
  const disk = Math.round((number(asked.allocated_storage) ?? 1) * 1000);
  const filters = Object.fromEntries(
    Object.entries(asked).filter(([column, ops]) => !DIRECTIVES.has(column) && ops != null),
  );
  for (const [column, ops] of Object.entries(filters)) {
    if (!isFields(ops))
      throw new BadQuery('invalid_request', `Invalid query: ${column}, must be dict of conditions`);
  }
  const test = filterOf(read(filters), () => true);
  const order = [...orderOf(asked.order), { column: 'id', down: false }];
  const rows = [...world.storage.offers.values()]
    .filter((offer) => wanted(offer) && isRentable(world, offer, call.at) && freeOf(offer) >= disk)
    .map((offer) => {
      const row = volumeOfferRow(world, offer, disk, call.at);
      const cell = (column: string) => (column === 'id' ? row.id : (DERIVED[column]?.(row) ?? row[column]));
      return { row, cell };
    })
    .filter(({ cell }) => test(cell))
    .sort((a, b) => byOrder(order, a.cell, b.cell));
  const limit = Math.max(0, Math.min(number(asked.limit) ?? LIMIT, LIMIT));
  return rows.slice(0, limit).map(({ row }, index) => ({ ...row, rn: index + 1 }));
}

function question({ body, query }: Call): Fields {
  const inQuery = jsonParam(query.q, null);
  if (isFields(inQuery)) return { ...inQuery, ...body };
  const inBody = typeof body.q === 'string' ? jsonParam(body.q, {}) : body.q;
  return isFields(inBody) ? inBody : body;
}

const orderOf = (order: Json | undefined): Direction[] =>
  (Array.isArray(order) ? order : [['score', 'desc']])
    .filter(Array.isArray)
    .map(([column, way]) => ({ column: String(column), down: way === 'desc' }));

const searchVolumes: Handler = (world, call) =>
  answer({ offers: searchOffers(world, call, (offer) => offer.disk === null) });

const NAME = /^[A-Za-z0-9_]{1,64}$/;

/** The volume, or why there is none. */
export function taken(world: World, call: Call, wanted: (offer: VolumeOffer) => boolean): Contract | Reply {
  const { account, body, at } = call;
  const id = number(given(body, 'id'));
  const size = number(given(body, 'size')) ?? DEFAULT_VOLUME_GB;
  const name = given(body, 'name');
  if (id === null) return refuse(400, 'invalid_args', 'Please provide a valid volume offer ID.');
  if (!Number.isInteger(size) || size < 1) return refuse(400, 'invalid_args', 'Invalid size.');
  if (name !== undefined && (typeof name !== 'string' || !NAME.test(name)))
    return refuse(400, 'invalid_args', 'Invalid name: letters, digits and underscores, 64 at most.');
  const offer = world.storage.offers.get(id);
  if (!offer || !wanted(offer) || !isRentable(world, offer, at))
    return refuse(404, 'no_such_ask', `no_such_ask Volume offer by id ${id} is not available.`);
  const free = Math.floor(freeOf(offer) / 1000);
  if (size > free) return refuse(400, 'invalid_args', `Invalid size: the offer has ${free} GB left.`);
  if (account.wallet.credit(at) <= 0n)
    return refuse(400, 'insufficient_credit', 'Your account lacks credit; see the billing page.');
  return rentVolume(world, account, { offer, disk: size * 1000, label: text(name) }, at);
}

export const isVolume = (one: Contract | Reply): one is Contract => 'kind' in one;

/** `volume_id` and `id` beside the documented name, as clients read them (field reports). */
const rented = (volume: Contract, more: Fields = {}): Reply =>
  done({ volume_name: `V.${volume.id}`, volume_id: volume.id, id: volume.id, ...more }, volume.id);

const rentOne: Handler = (world, call) => {
  const volume = taken(world, call, (offer) => offer.disk === null);
  return isVolume(volume) ? rented(volume) : volume;
};

const owned = (call: Call, id: Json | undefined): Contract | undefined =>
  volumesOf(call.account, call.at).find((one) => one.id === number(id));

/** The id comes in the query from the command line, and in the body by the document. */
const deleteOne: Handler = (world, call) => {
  const id = given(call.body, 'id') ?? call.query.id;
  if (number(id) === null) return refuse(400, 'invalid_args', 'Please provide a valid volume ID.');
  const volume = owned(call, id);
  if (!volume) return refuse(404, 'no_such_volume', 'Volume with that ID does not exist.');
  const users = usersOf(call.account, volume, call.at);
  if (users.length > 0)
    return refuse(
      400,
      'invalid_args',
      `Volume is in use by instances ${users.map((one) => one.id).join(', ')}.`,
    );
  deleteVolume(world, volume, call.at);
  return done({}, volume.id);
};

/** A new volume from an offer, and the other one's data on its way there. */
const copyOne: Handler = (world, call) => {
  const source = owned(call, given(call.body, 'src_id'));
  if (!source) return refuse(404, 'no_such_volume', 'Volume with that ID does not exist.');
  const size = number(given(call.body, 'size')) ?? source.disk / 1000;
  if (size * 1000 < source.disk)
    return refuse(400, 'invalid_args', 'Invalid size: smaller than the volume that is copied.');
  const body = { id: given(call.body, 'dst_id'), size: Math.ceil(size) };
  const volume = taken(world, { ...call, body }, (offer) => offer.disk === null);
  if (!isVolume(volume)) return volume;
  const whole = { path: '/' };
  beginTransfer(
    world,
    call.account,
    { how: 'copy', from: { contract: source, ...whole }, to: { contract: volume, ...whole }, dryRun: false },
    call.at,
  );
  const gb = (usedOf(world, source, call.at) / 1000).toFixed(1);
  return rented(volume, { msg: `Volume copy initiated: ${gb} GB to V.${volume.id}` });
};

/** A machine is an account's own where it is the host. */
export const ownMachine = (world: World, call: Call, id: Json | undefined): Machine | undefined => {
  const machine = world.machines.get(number(id) ?? Number.NaN);
  return machine?.hostId === call.account.id ? machine : undefined;
};

/** A price in $/GB-month and an end; null where they make no sense. */
export function listingOf(body: Fields, usual: { price: string; days: number; at: Seconds }) {
  const gb = number(given(body, 'size')) ?? DEFAULT_VOLUME_GB;
  const asked = given(body, 'price_disk');
  const cost = asked === undefined ? usual.price : number(asked) === null ? null : String(asked);
  const until = number(given(body, 'end_date')) ?? usual.at + usual.days * DAY;
  if (cost === null || Number(cost) < 0 || gb < 1 || until <= usual.at) return null;
  return { gb: Math.floor(gb), nanoGbMonth: nano(cost), until };
}

const listOwn: Handler = (world, call) => {
  const asked = given(call.body, 'machine');
  const ids = Array.isArray(asked) ? asked : [asked];
  const machines = ids.map((id) => ownMachine(world, call, id ?? undefined));
  const listing = listingOf(call.body, { price: '0.10', days: 90, at: call.at });
  if (!listing) return refuse(400, 'invalid_args', 'Invalid size, price_disk or end_date.');
  if (machines.some((one) => !one)) return refuse(404, 'not_found', 'No such machine of yours.');
  const offers = machines.flatMap((one) => (one ? [listVolume(world, one, listing, call.at)] : []));
  const listed = offers.map((one) => one.id);
  return done({
    msg: `Listed volumes on ${ids.length} machines.`,
    volume_ids: listed,
    id: listed[0] ?? null,
  });
};

const MISSING = 'Volume listing does not exist';

/** Nobody new can rent from it; volumes that are rented keep it from going (the document's words). */
export function unlisted(
  storage: Storage,
  call: Call,
  wanted: (offer: VolumeOffer) => boolean,
): VolumeOffer | Reply {
  const id = given(call.body, 'id');
  if (id === undefined) return refuse(400, undefined, 'You must pass in `id` in the body of the request');
  const offer = storage.offers.get(number(id) ?? Number.NaN);
  if (!offer?.listed || !wanted(offer) || offer.machine.hostId !== call.account.id)
    return refuse(400, undefined, MISSING);
  if (liveVolumes(offer).some(isLive))
    return refuse(400, undefined, 'Unable to delete active volume listing');
  offer.listed = false;
  return offer;
}

const unlistOwn: Handler = (world, call) => {
  const offer = unlisted(world.storage, call, (one) => one.disk === null);
  return 'listed' in offer ? done({ msg: `Unlisted Volume ${offer.id}.` }) : offer;
};

export const volumes: readonly Route[] = [
  route('list_all_vast_ai_volumes', 'GET /api/v0/volumes', 'instance_read', 5.5, listVolumes),
  route('update_a_vast_ai_volume_by_id', 'PUT /api/v0/volumes', 'instance_write', 5.5, rentOne),
  route('delete_a_vast_ai_volume_by_id', 'DELETE /api/v0/volumes', 'instance_write', 5.5, deleteOne),
  route('vast_ai_volumes_search', 'POST /api/v0/volumes/search', 'misc', 5.5, searchVolumes),
  route('create_a_vast_ai_volumes_unlist', 'POST /api/v0/volumes/unlist', 'machine_write', 5, unlistOwn),
  route('create_vast_ai_volumes', 'POST /api/v0/volumes', 'instance_write', 1, listOwn),
  route('vast_ai_volumes_copy', 'POST /api/v0/volumes/copy', 'instance_write', 1, copyOne),
];
