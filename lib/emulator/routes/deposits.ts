/** Reserved instances: paying in advance, and what of that is left. */
import { given, number } from '../json';
import { answer, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { refundable, savedOn } from '../world/deposits';
import { prepay } from '../world/reserving';
import { amount, fromNano, nano } from '../world/ticks';
import { named } from './mine';

const prepayInstance: Handler = (world, call) => {
  const contract = named(call);
  if (!contract) return refuse(400, undefined, 'No such instance');
  const asked = given(call.body, 'amount');
  const dollars = number(asked);
  if (dollars === null || dollars < 0.01) return refuse(400, 'invalid_args', 'Invalid amount.');
  if (contract.isBid) return refuse(400, 'invalid_args', 'Interruptible instances can not be reserved.');
  const ticks = fromNano(nano(String(asked)));
  if (ticks > call.account.wallet.credit(call.at)) return refuse(411, undefined, 'Insufficient credit');
  const { months, discount } = prepay(world, call.account, contract, ticks, call.at);
  return done({ timescale: Number(months.toFixed(6)), discount_rate: discount / 10_000 }, contract.id);
};

const showDeposit: Handler = (world, call) => {
  const contract = named(call);
  if (!contract) return refuse(404, 'no_such_instance', 'Instance with that ID does not exist.');
  return answer({
    success: true,
    refundable_deposit: amount(refundable(world.books, contract, call.at), 6),
    total_discount: amount(savedOn(contract, call.at), 6),
    discount_months: Number((contract.reserved?.months ?? 0).toFixed(3)),
  });
};

export const deposits: readonly Route[] = [
  route(
    'update_a_vast_ai_instances_prepay_by_id',
    'PUT /api/v0/instances/prepay/:id',
    'instance_write',
    2,
    prepayInstance,
  ),
  route(
    'get_single_vast_ai_instances_balance_by_id',
    'GET /api/v0/instances/balance/:id',
    'instance_read',
    3,
    showDeposit,
  ),
];
