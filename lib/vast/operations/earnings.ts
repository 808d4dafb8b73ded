import { z } from 'zod';
import { operation } from '../operation';
import { maybe, money, reply, whole } from '../wire';

const EARNED = {
  gpu_earn: maybe(money()),
  sto_earn: maybe(money()),
  bwu_earn: maybe(money()),
  bwd_earn: maybe(money()),
};

const day = (description: string, example: number) =>
  z
    .int()
    .min(0)
    .optional()
    .meta({ description: `${description}, in days since 1 January 1970 (UTC).`, examples: [example] });

export const showEarnings = operation({
  name: 'list_all_vast_ai_user_machine_earnings',
  title: 'Show earnings',
  description:
    'What the account’s hosted machines earned in a range of UTC days, by day and by machine: GPUs, storage, upload and download in US dollars. It is the host’s share of what renters paid, after Vast.ai’s.',
  http: { method: 'GET', path: '/api/v0/users/{user_id}/machine-earnings/' },
  scope: 'billing_read',
  effect: 'reads',
  minIntervalMs: 2000,
  lostAnswer: 'repeat',
  touches: [],
  input: z
    .strictObject({
      user_id: z
        .union([z.literal('me'), z.int().positive()])
        .default('me')
        .meta({ description: 'Whose earnings: the account’s own number, or “me”.', examples: ['me'] }),
      sday: day('The first day', 20760),
      eday: day('The last day, included', 20766),
      machid: z
        .int()
        .positive()
        .optional()
        .meta({ description: 'Only this machine.', examples: [20417] }),
      last_days: z
        .int()
        .min(1)
        .max(3660)
        .optional()
        .meta({ description: 'So many days up to today, instead of a first day.', examples: [30] }),
    })
    .refine(
      ({ sday, last_days }) => sday === undefined || last_days === undefined,
      'a first day or a number of days, not both',
    )
    .meta({
      examples: [
        { user_id: 'me', sday: 20760, eday: 20766, machid: 20417 },
        { user_id: 'me', last_days: 30 },
      ],
    }),
  // Name and address of the account are in the reply, too, and are none of a report's business.
  secretOutput: [
    'username',
    'email',
    'fullname',
    'address1',
    'address2',
    'city',
    'zip',
    'country',
    'taxinfo',
  ],
  output: reply({
    summary: maybe(
      reply({
        total_gpu: maybe(money()),
        total_stor: maybe(money()),
        total_bwu: maybe(money()),
        total_bwd: maybe(money()),
      }),
    ),
    current: maybe(
      reply({
        balance: maybe(money()),
        service_fee: maybe(money()),
        total: maybe(money()),
        credit: maybe(money()),
      }),
    ),
    per_machine: z.array(reply({ machine_id: whole(), ...EARNED })),
    /** `day` counts from 1970. */
    per_day: z.array(reply({ day: whole(), ...EARNED })),
  }),
});
