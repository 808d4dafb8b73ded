/** What the caller's machines earned, by machine and by day. */
import { type Fields, number } from '../json';
import { answer, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { dayOf } from '../world/clock';
import { type Earned, earnedBy, earnedOn, hostedBy, hostingSince, NOTHING, plus } from '../world/earnings';
import { amount } from '../world/ticks';

const PLACES = 4;

const columns = (earned: Earned): Fields => ({
  gpu_earn: amount(earned.gpu, PLACES),
  sto_earn: amount(earned.disk, PLACES),
  bwu_earn: amount(earned.bwu, PLACES),
  bwd_earn: amount(earned.bwd, PLACES),
});

/** Days since 1970, both ends included; the command line sends fractions of them. */
const showEarnings: Handler = (world, { account, params, query, at }) => {
  const whose = params.user_id ?? '';
  if (whose !== 'me' && Number(whose) !== account.id)
    return refuse(400, 'invalid_args', 'Only your own earnings can be read.');
  const asked = (name: string) => {
    const written = query[name];
    return written === undefined || written === '' || written === 'null' ? undefined : number(written);
  };
  const [sday, eday, machine, last] = ['sday', 'eday', 'machid', 'last_days'].map(asked);
  if ([sday, eday, machine, last].includes(null))
    return refuse(400, 'invalid_args', 'invalid input syntax: days and ids are numbers.');
  const hosts = hostedBy(world, account).filter((one) => machine === undefined || one.machine.id === machine);
  const today = dayOf(at);
  const until = Math.min(today, Math.floor(eday ?? today));
  const since = hostingSince(world, account);
  const from = Math.max(since, Math.floor(sday ?? (last === undefined ? since : today - (last ?? 0))));
  const byDay = new Map<number, Earned>();
  for (let day = from; day <= until; day += 1) byDay.set(day, NOTHING);
  const machines = hosts.map((one) => {
    let earned = NOTHING;
    for (const [day, got] of earnedOn(world, one, at)) {
      const before = byDay.get(day);
      if (!before) continue;
      byDay.set(day, plus(before, got));
      earned = plus(earned, got);
    }
    return { machine_id: one.machine.id, earned };
  });
  const sum = machines.reduce((all, one) => plus(all, one.earned), NOTHING);
  const balance = amount(earnedBy(world, account, at), 2);
  return answer({
    summary: {
      total_gpu: amount(sum.gpu, PLACES),
      total_stor: amount(sum.disk, PLACES),
      total_bwu: amount(sum.bwu, PLACES),
      total_bwd: amount(sum.bwd, PLACES),
    },
    username: account.username,
    email: account.email,
    fullname: account.fullname,
    address1: 'Storgatan 1',
    address2: null,
    city: 'Stockholm',
    zip: '111 23',
    country: 'SE',
    taxinfo: null,
    // The platform's share is taken before anything is counted here.
    current: { balance, service_fee: 0, total: balance, credit: amount(account.wallet.credit(at), 2) },
    per_machine: machines.map(({ machine_id, earned }) => ({ machine_id, ...columns(earned) })),
    per_day: [...byDay].map(([day, earned]) => ({ day, ...columns(earned) })),
  });
};

export const earnings: readonly Route[] = [
  route(
    'list_all_vast_ai_user_machine_earnings',
    'GET /api/v0/users/:user_id/machine-earnings',
    'billing_read',
    2,
    showEarnings,
  ),
];
