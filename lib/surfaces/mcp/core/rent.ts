import { z } from 'zod';
import { LEASE_HOURS_MAX } from '@/lib/policy/allowance';
import { operations } from '@/lib/vast/operations';
import { act } from '../act';
import type { Json } from '../tool';
import { account } from './names';
import { planned, task } from './task';

const some = (input: Json): Json =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

export const rent = task({
  name: 'rent',
  title: 'Rent an offer',
  description:
    'First call: a plan with its price; nothing is rented. Second call with plan_id: rents it. A lease ends it by itself.',
  operations: [operations.rentOffer],
  asksVast: true,
  input: z.strictObject({
    offer_id: z.int().positive(),
    image: z.string().optional().describe('Docker image, or template_hash.'),
    template_hash: z.string().optional(),
    disk_gb: z.number().min(8).default(20),
    label: z.string().max(256).optional(),
    bid_usd_per_hour: z.string().optional().describe('Makes it interruptible.'),
    lease_hours: z.number().positive().max(LEASE_HOURS_MAX).optional().describe('4 if not said.'),
    onstart: z.string().max(4096).optional().describe('Shell script.'),
    runtype: z.string().optional(),
    team: z.string().optional(),
    account,
    ...planned,
  }),
  turn: (args) => (args.plan_id === undefined ? 'reads' : 'writes'),
  run: (call, args) =>
    act(call, {
      op: operations.rentOffer,
      input: some({
        id: args.offer_id,
        disk: args.disk_gb,
        image: args.image,
        template_hash_id: args.template_hash,
        label: args.label,
        price: args.bid_usd_per_hour,
        onstart: args.onstart,
        runtype: args.runtype,
        ...(args.bid_usd_per_hour === undefined ? {} : { cancel_unavail: false }),
      }),
      ours: args,
    }),
});
