/**
 * What a test may do to the world outside Vast.ai's paths. Controls that change the world are journaled like writes, so
 * that a restart remembers them; they are not in the list of accepted writes.
 */
import { type Fields, number, text } from '../json';
import { answer, done, type Reply, refuse } from '../reply';
import type { Seconds } from '../world/clock';
import { setCredit } from '../world/credit';
import { join } from '../world/found-team';
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

/** Somebody who was invited follows the link in their letter, and finds a key of the team at Vast.ai. */
const invitations: Control = (world, body, at) => {
  const email = text(body.email);
  const of = world.accounts.findLast((one) =>
    one.team?.invitations.some((open) => open.email === email && open.until > at),
  );
  const open = of?.team?.invitations.find((one) => one.email === email);
  if (!of?.team || !open || email === null)
    return refuse(404, 'not_found', 'No invitation is open for email.');
  of.team.invitations.splice(of.team.invitations.indexOf(open), 1);
  const known = world.accounts.find((one) => one.email === email && one.team === null);
  const username = email.split('@')[0] ?? email;
  const person = known ?? { id: world.newId(), username, email, fullname: username };
  const { id, fullname } = person;
  const member = { id, username: person.username, email, fullname, role: open.role };
  const key = join(world, of, of.team, member, world.newId(), at);
  return done({ user_id: member.id, team_id: of.id, apiKey: key.secret });
};

/** What somebody finds who signs in at Vast.ai as `user` (number or e-mail address): of a team, its owner's key. */
const keys: Control = (world, body) => {
  const user = String(body.user);
  const found = world.accounts.find((one) => String(one.id) === user || one.email === user);
  const key = found?.keys[0];
  return key ? answer({ apiKey: key.secret }) : refuse(404, 'not_found', 'Nobody is known by user.');
};

/** What the letter or the message said that somebody got with the `secret` of a second factor. */
const codes: Control = (world, body) => {
  const sent = world.accounts
    .flatMap((one) => one.twoFactor.challenges)
    .find((one) => one.secret === body.secret);
  return sent ? answer({ code: sent.code }) : refuse(404, 'not_found', 'Nothing was sent for secret.');
};

export const CONTROLS: Readonly<Record<string, Control>> = {
  advance,
  hosts,
  identities,
  credit,
  invitations,
  keys,
  codes,
};
