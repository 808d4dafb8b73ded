import { z } from 'zod';
import { Dollars } from '../amount';
import { operation } from '../operation';
import { maybe, money, quantity, reply } from '../wire';
import { InstanceId } from './instances';

export const prepayInstance = operation({
  name: 'update_a_vast_ai_instances_prepay_by_id',
  title: 'Prepay instance',
  description:
    'Moves credit into a deposit of an on-demand instance, which makes it a reserved one: its GPUs cost less, the more months the deposit covers (about 20 % for one month, 30 % for three, 40 % at most). Charges draw from the deposit first. When the instance is destroyed early, the remainder comes back less the discount received and 5 %.',
  http: { method: 'PUT', path: '/api/v0/instances/prepay/{id}/' },
  scope: 'instance_write',
  effect: 'spends',
  minIntervalMs: 2000,
  lostAnswer: 'ask',
  untold: 'A deposit drains while one looks at it, and a second call would move the amount twice.',
  touches: ['instances', 'balance'],
  cost: ({ amount }) => ({ usd: amount, per: 'once' }),
  sentence: ({ id, amount }, what = `instance ${id}`) => `prepaid $${amount} for ${what}`,
  input: z.strictObject({
    id: InstanceId,
    amount: Dollars.refine((text) => Number(text) >= 0.01, 'at least 0.01').meta({
      description: 'US dollars of credit to deposit, as decimal text.',
      examples: ['250.00'],
    }),
  }),
  output: reply({
    /** Months that the deposit covers. */
    timescale: quantity(),
    /** 0 to 0.4, of the GPUs' price. */
    discount_rate: quantity(),
  }),
  wire: ({ amount }) => ({ body: { amount: Number(amount) } }),
});

export const showDeposit = operation({
  name: 'get_single_vast_ai_instances_balance_by_id',
  title: 'Show deposit',
  description:
    'What is left of an instance’s deposit and would come back if it were destroyed now, in US dollars, and what its discount has been worth so far.',
  http: { method: 'GET', path: '/api/v0/instances/balance/{id}/' },
  scope: 'instance_read',
  effect: 'reads',
  minIntervalMs: 3000,
  lostAnswer: 'repeat',
  touches: [],
  input: z.strictObject({ id: InstanceId }),
  output: reply({
    refundable_deposit: maybe(money()),
    total_discount: maybe(money()),
    discount_months: maybe(quantity()),
  }),
});
