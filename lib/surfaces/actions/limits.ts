'use server';

import { z } from 'zod';
import { gatewayPorts } from '@/lib/gateway/connection';
import * as limits from '@/lib/gateway/limits';
import { usd } from '@/lib/money';
import { db } from '@/lib/queries/db';
import { limitWhose } from '@/lib/queries/limits';
import { fail } from '@/lib/vast/problem';
import { limitSaysNothing, noSuchSubject } from '../problems';
import { actionWith } from './client';

const subject = z.discriminatedUnion('subject', [
  z.object({ subject: z.literal('workspace'), subjectId: z.null() }),
  z.object({ subject: z.enum(['team', 'person']), subjectId: z.uuid() }),
]);
/** Exact, as typed; null is no ceiling. */
const ceiling = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,6})?$/, 'a number of dollars such as 12.50')
  .transform((text) => usd(text))
  .nullable();
const names = (pattern: RegExp) =>
  z
    .array(z.string().regex(pattern))
    .max(500)
    .transform((list) => (list.length > 0 ? [...new Set(list)] : null));

const given = z.intersection(
  subject,
  z.object({
    hourUsd: ceiling,
    dayUsd: ceiling,
    /** Models as the market names them; none is any. */
    gpus: names(/^.{1,80}$/),
    countries: names(/^[A-Z]{2}$/),
    longestHours: z.int().min(1, 'at least an hour').max(8_784, 'at most a year').nullable(),
    endRequired: z.boolean(),
  }),
);

export const setLimit = actionWith('limits.manage')
  .inputSchema(given)
  .action(async ({ parsedInput: limit, ctx }) => {
    const whose = await limitWhose(db(), ctx.scope, limit);
    if (whose === null) return fail(noSuchSubject());
    const { hourUsd, dayUsd, gpus, countries, longestHours, endRequired } = limit;
    if (!(hourUsd || dayUsd || gpus || countries || longestHours || endRequired))
      return fail(limitSaysNothing());
    return limits.setLimit(gatewayPorts(), ctx.actor, { ...limit, whose });
  });

export const removeLimit = actionWith('limits.manage')
  .inputSchema(subject)
  .action(async ({ parsedInput, ctx }) => {
    const whose = await limitWhose(db(), ctx.scope, parsedInput);
    if (whose === null) return fail(noSuchSubject());
    return limits.removeLimit(gatewayPorts(), ctx.actor, { ...parsedInput, whose });
  });
