'use server';

import { z } from 'zod';
import { gateway, gatewayPorts } from '@/lib/gateway/connection';
import { teamNotFound } from '@/lib/gateway/problems';
import { type Rented, rent } from '@/lib/gateway/rent';
import { db } from '@/lib/queries/db';
import { rentChoices } from '@/lib/queries/market-rent';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { endInThePast } from '../problems';
import { actionWith } from './client';

// A repeating fraction has 60 significant digits, after the zeros of a cheap machine.
const dollars = z.string().regex(/^\d{1,7}(\.\d{1,80})?$/, 'a number of dollars such as 0.25');
const HOUR_MS = 3_600_000;
/** What the official client asks for with --ssh --direct: a direct port and, where that is closed, the proxy. */
const SSH = 'ssh_direc ssh_proxy';

const Order = z
  .strictObject({
    accountId: z.uuid(),
    offerId: z.int().positive(),
    template: z.string().min(1).optional(),
    image: z.string().trim().min(1).max(1024).optional(),
    diskGb: z.int().min(8, 'at least 8 GB').max(100_000),
    label: z.string().trim().min(1, 'give it a name').max(256, 'at most 256 characters'),
    teamId: z.uuid().nullable(),
    project: z.string().trim().max(80).nullable(),
    sshKey: z.string().max(20_000).optional(),
    bidHourUsd: dollars.optional(),
    /** From now, on this server's clock, which ends the lease; or a moment; or no end. */
    ends: z.union([
      z.strictObject({ inHours: z.number().positive().max(8_784) }),
      z.strictObject({ at: z.iso.datetime() }),
      z.null(),
    ]),
    expectedHourUsd: dollars,
    idempotencyKey: z.uuid(),
  })
  .refine((order) => order.template !== undefined || order.image !== undefined, {
    path: ['image'],
    message: 'choose a template or name an image',
  });
export type RentInput = z.input<typeof Order>;

/** `unknown`: the answer got lost; it is being looked up, and nothing is sent twice. */
export type RentAnswer = ({ kind: 'done' } & Rented) | { kind: 'unknown' };

/** Rents what the panel shows, at the price it shows: the gateway reads the offer again and holds it to that. */
export const rentOffer = actionWith('instances.rent')
  .inputSchema(Order)
  .action(async ({ parsedInput: order, ctx }): Promise<Result<RentAnswer>> => {
    const now = new Date();
    const { teams } = await rentChoices(db(), ctx.scope);
    if (order.teamId !== null && !teams.some(({ id }) => id === order.teamId)) return fail(teamNotFound());
    const endsAt = endOf(order.ends, now);
    if (endsAt !== null && endsAt <= now) return fail(endInThePast());

    const { template, image, ends: _ends, project, ...rest } = order;
    const outcome = await rent(gatewayPorts(), gateway(), ctx.actor, {
      ...rest,
      ...(template !== undefined ? { templateHash: template } : { image, runtype: SSH }),
      project: project || null,
      endsAt: endsAt?.toISOString() ?? null,
    });
    switch (outcome.kind) {
      case 'done':
        return ok({ kind: 'done', ...outcome.value });
      case 'unknown':
        return ok({ kind: 'unknown' });
      case 'refused':
        return fail(outcome.problem);
    }
  });

function endOf(ends: z.output<typeof Order>['ends'], now: Date): Date | null {
  if (ends === null) return null;
  return 'at' in ends ? new Date(ends.at) : new Date(now.getTime() + ends.inHours * HOUR_MS);
}
