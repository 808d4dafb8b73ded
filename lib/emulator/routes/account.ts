/** Who am I, what have I got, what may my keys do. */
import type { Fields } from '../json';
import { answer, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import type { Account } from '../world/accounts';
import { DAY, type Seconds } from '../world/clock';
import { LOW_CREDIT } from '../world/credit';
import { earnedBy } from '../world/earnings';
import { between, pick } from '../world/random';
import { amount } from '../world/ticks';
import type { World } from '../world/world';

/** An account as it is shown to its owner. */
export const userRow = (world: World, account: Account, at: Seconds): Fields => ({
  id: account.id,
  user: account.id,
  username: account.username,
  email: account.email,
  email_verified: true,
  fullname: account.fullname,
  sid: account.sid,
  // What a host has earned.
  balance: amount(earnedBy(world, account, at), 2),
  credit: amount(account.wallet.credit(at), 2),
  balance_threshold: amount(LOW_CREDIT, 2),
  balance_threshold_enabled: true,
  autobill_threshold: 0,
  billaddress_line1: 'Storgatan 1',
  billaddress_line2: null,
  billaddress_city: 'Stockholm',
  billaddress_zip: '111 23',
  billaddress_country: 'SE',
  billaddress_taxinfo: null,
  billed_expected: 0,
  billed_verified: 0,
  billing_creditonly: 0,
  paid_expected: 0,
  paid_verified: 0,
  can_pay: true,
  has_billing: true,
  has_payout: false,
  got_signup_credit: 1,
  password_resettable: 1,
  last4: '4412',
  paypal_email: null,
  wise_email: null,
  phone_number: null,
  ssh_key: account.sshKeys[0]?.text ?? null,
});

const showUser: Handler = (world, { account, key, at }) =>
  answer({
    ...userRow(world, account, at),
    key_id: key.id,
    // Clients drop it; the older command line breaks without it.
    api_key: key.secret,
  });

const NEAR = ['Stockholm, SE', 'Oslo, NO', 'Copenhagen, DK', 'Helsinki, FI'];

/** From where people call: the office since the account was opened, and a home since some weeks. */
export function addressesOf(world: World, account: Account): Fields[] {
  return [0, 1].map((index) => {
    const part = (n: number) => between(1, 254, world.seed, 'from', account.id, index, n);
    const seen = account.created + index * between(5, 60, world.seed, 'seen', account.id) * DAY;
    const ip = `81.${part(1)}.${part(2)}.${part(3)}`;
    return {
      id: account.id * 7 + index,
      user_id: account.id,
      ip,
      ip_address: ip,
      first_seen: seen,
      timestamp: new Date(seen * 1000).toISOString(),
      first_location: pick(NEAR, world.seed, 'near', account.id, index),
    };
  });
}

const listAddresses: Handler = (world, { account, at, params }) => {
  if (params.user_id !== 'me' && params.user_id !== String(account.id))
    return refuse(403, 'not_authorized', 'Not your account.');
  const seen = addressesOf(world, account).filter((one) => Number(one.first_seen) <= at);
  return answer({ success: true, results: seen });
};

const listAudit: Handler = (world, { account }) =>
  answer(
    world.audit
      .filter((one) => one.account === account.id)
      .toReversed()
      .map((one) => ({
        ip_address: String(addressesOf(world, account)[0]?.ip),
        api_key_id: one.key,
        created_at: one.at,
        api_route: one.route,
        args: one.args,
      })),
  );

const listGpuNames: Handler = (world) =>
  answer({ gpu_names: [...new Set([...world.machines.values()].map((one) => one.model.name))].sort() });

export const account: readonly Route[] = [
  route('get_single_vast_ai_user_by_id', 'GET /api/v0/users/current', 'user_read', 1, showUser),
  route(
    'list_all_vast_ai_user_ipaddrs',
    'GET /api/v0/users/:user_id/ipaddrs',
    'user_read',
    2.9,
    listAddresses,
  ),
  route('list_all_vast_ai_audit_logs', 'GET /api/v0/audit_logs', 'misc', 1, listAudit),
  route('list_all_vast_ai_gpu_names', 'GET /api/v0/gpu_names/unique', null, 1, listGpuNames, { open: true }),
];
