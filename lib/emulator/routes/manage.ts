/** Instances: telling them what to do. */
import { given } from '../json';
import { type Call, done, type Handler, type Reply, refuse } from '../reply';
import { type Route, route } from '../route';
import { type Contract, enter, lastStretch } from '../world/contracts';
import { watchCredit } from '../world/credit';
import { begin, lowestBid, reconsider } from '../world/lifecycle';
import { destroy } from '../world/rent';
import type { World } from '../world/world';
import { named } from './mine';
import { bidOf } from './offers';

const NOT_FOUND = refuse(404, 'no_such_instance', 'Instance with that ID does not exist.');

const manageInstance: Handler = (world, call) => {
  const contract = named(call);
  if (!contract) return NOT_FOUND;
  const label = given(call.body, 'label');
  const state = given(call.body, 'state');
  if (label === undefined && state === undefined)
    return refuse(400, 'invalid_args', 'Nothing to do: give state or label.');
  if (label !== undefined && (typeof label !== 'string' || label.length > 1024))
    return refuse(400, 'invalid_args', 'Invalid label.');
  if (state !== undefined && state !== 'running' && state !== 'stopped')
    return refuse(400, 'invalid_args', 'Invalid state.');
  if (state === 'running' && call.account.wallet.credit(call.at) <= 0n) {
    return refuse(400, 'insufficient_credit', 'Your account lacks credit; see the billing page.');
  }
  if (typeof label === 'string') contract.label = label === '' ? null : label;
  return state === undefined ? done({}, contract.id) : turn(world, call, contract, state);
};

/** Running or stopped; a start whose GPUs are taken is queued and says so, with HTTP 200 (field reports). */
function turn(world: World, call: Call, contract: Contract, state: 'running' | 'stopped'): Reply {
  const { at, account } = call;
  if (state === 'running' && at >= contract.until) return refuse(400, 'invalid_args', 'Contract has ended.');
  contract.intended = state;
  reconsider(world, contract.machine, at);
  watchCredit(world, account, at);
  if (state === 'stopped' || contract.holding) return done({}, contract.id);
  return {
    ...done({}, contract.id),
    body: {
      success: false,
      error: 'resources_unavailable',
      msg: 'Required resources are currently unavailable, state change queued.',
    },
  };
}

const manageMany: Handler = (world, call) => {
  const { ids, state } = call.body;
  if (!Array.isArray(ids) || (state !== 'running' && state !== 'stopped'))
    return refuse(400, 'invalid_args', 'Give ids and state.');
  for (const id of ids) {
    const contract = named(call, Number(id));
    if (contract) turn(world, call, contract, state);
  }
  return done();
};

const destroyInstance: Handler = (world, call) => {
  if (!/^\d+$/.test(call.params.id ?? '')) return refuse(400, 'invalid_args', 'invalid instance_id');
  const contract = named(call);
  if (!contract) return refuse(404, 'not_found', 'Instance not found');
  destroy(world, contract, call.at);
  return done({ msg: 'Instance destroyed successfully' }, contract.id);
};

/** The CLI sends each batch six times: what is gone already is success. */
const destroyMany: Handler = (world, call) => {
  const ids = call.body.instance_ids;
  if (!Array.isArray(ids)) return refuse(400, 'invalid_args', 'Give instance_ids.');
  for (const id of ids) {
    const contract = named(call, Number(id));
    if (contract) destroy(world, contract, call.at);
  }
  return done({ msg: `${ids.length} instances destroyed` });
};

/** A new start of the container that keeps its GPUs; one that has none has nothing to restart. */
const restart =
  (kind: 'reboot' | 'recycle', error: string, msg: string): Handler =>
  (world, call) => {
    const contract = named(call);
    if (!contract) return refuse(400, error, msg);
    if (contract.holding && lastStretch(contract).state !== 'offline') {
      begin(world, contract, kind, call.at);
      enter(contract, call.at, 'kept');
    }
    return done({}, contract.id);
  };

const changeBid: Handler = (world, call) => {
  const contract = named(call);
  if (!contract) return NOT_FOUND;
  if (!contract.isBid) return refuse(400, 'invalid_args', 'Instance is not interruptible.');
  const asked = given(call.body, 'price');
  const winning = lowestBid(world, contract.machine, contract.chunk.size, call.at);
  const bid = asked === undefined ? winning : bidOf(asked, String(32 * contract.chunk.size));
  if (bid === 'refused') return refuse(400, 'invalid_args', 'Please set a bid price >= 0.001.');
  contract.gpuNanoHour = bid;
  reconsider(world, contract.machine, call.at);
  watchCredit(world, call.account, call.at);
  return done({ msg: 'Per gpu bid price changed' }, contract.id);
};

export const manage: readonly Route[] = [
  route('update_a_vast_ai_instance_by_id', 'PUT /api/v0/instances/:id', 'instance_write', 1, manageInstance),
  route('update_vast_ai_instances', 'PUT /api/v0/instances', 'instance_write', 1, manageMany),
  route(
    'delete_a_vast_ai_instance_by_id',
    'DELETE /api/v0/instances/:id',
    'instance_write',
    3,
    destroyInstance,
  ),
  route('delete_vast_ai_instances', 'DELETE /api/v0/instances', 'instance_write', 1, destroyMany),
  route(
    'update_a_vast_ai_instances_reboot_by_id',
    'PUT /api/v0/instances/reboot/:id',
    'instance_write',
    1,
    restart('reboot', 'invalid_args', 'invalid instance_id'),
  ),
  route(
    'update_a_vast_ai_instances_recycle_by_id',
    'PUT /api/v0/instances/recycle/:id',
    'instance_write',
    1,
    restart('recycle', 'invalid_id', 'Invalid instance id.'),
  ),
  route(
    'update_a_vast_ai_instances_bid_price_by_id',
    'PUT /api/v0/instances/bid_price/:id',
    'instance_write',
    5.5,
    changeBid,
  ),
];
