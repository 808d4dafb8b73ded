/**
 * What a test may do to the world outside Vast.ai's paths. Controls that change the world are journaled like writes, so
 * that a restart remembers them; they are not in the list of accepted writes.
 */
import { type Fields, number, text } from '../json';
import { done, type Reply, refuse } from '../reply';
import type { Seconds } from '../world/clock';
import { setCredit } from '../world/credit';
import { reconsider } from '../world/lifecycle';
import { dollars, fromNano, nano } from '../world/ticks';
import type { World } from '../world/world';

export type Control = (world: World, body: Fields, at: Seconds) => Reply;

const advance: Control = (world, body) => {
  const seconds = number(body.seconds);
  if (seconds === null || !Number.isInteger(seconds) || seconds < 0)
    return refuse(400, 'invalid_args', 'Give whole seconds.');
  world.clock.advance(seconds);
  return done({ now: world.settle() });
};

const hosts: Control = (world, body, at) => {
  const machine = world.machines.get(number(body.machine_id) ?? Number.NaN);
  if (!machine || typeof body.online !== 'boolean')
    return refuse(400, 'invalid_args', 'Give machine_id and online.');
  world.market.conditions.forced.set(machine.id, body.online);
  reconsider(world, machine, at);
  return done({ machine_id: machine.id, online: body.online });
};

const identities: Control = (world, body) => {
  const found = world.keyOf(text(body.apiKey) ?? '');
  const { state } = body;
  if (!found || (state !== 'ok' && state !== 'revoked' && state !== 'two_factor')) {
    return refuse(400, 'invalid_args', 'Give apiKey and state: ok, revoked or two_factor.');
  }
  found.key.state = state;
  return done({ state });
};

const credit: Control = (world, body, at) => {
  const found = world.keyOf(text(body.apiKey) ?? '');
  const wanted = text(body.credit);
  if (!found || wanted === null) return refuse(400, 'invalid_args', 'Give apiKey and credit as text.');
  setCredit(world, found.account, at, fromNano(nano(wanted)));
  return done({ credit: dollars(found.account.wallet.credit(at), 2) });
};

export const CONTROLS: Readonly<Record<string, Control>> = { advance, hosts, identities, credit };
