'use server';

import { z } from 'zod';
import { actOnInstances as actOn } from '@/lib/gateway/bulk';
import { gateway, gatewayPorts } from '@/lib/gateway/connection';
import { assignContract, setEnd } from '@/lib/gateway/contracts';
import { requestDestroy } from '@/lib/gateway/destroy';
import { accountNow } from '@/lib/queries/account-clock';
import { db } from '@/lib/queries/db';
import { fail, ok, type Problem, type Result } from '@/lib/vast/problem';
import { endInThePast } from '../problems';
import { actionWith } from './client';

const target = z.object({ accountId: z.uuid(), contractId: z.int().positive() });
/** More at once is a fleet's night gone wrong: choose fewer. */
const targets = z.array(target).min(1, 'choose one').max(500, 'at most 500 at once');

type Target = z.infer<typeof target>;

/** How it ended for one of them. */
export type ActResult = Target & { kind: 'done' | 'refused' | 'unknown'; problem: Problem | null };

const act = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['start', 'stop', 'reboot', 'recycle']) }),
  z.object({ kind: z.literal('label'), label: z.string().trim().max(1024, 'at most 1024 characters') }),
  z.object({
    kind: z.literal('bid'),
    hourUsd: z.string().regex(/^\d+(\.\d+)?$/, 'a number of dollars such as 0.25'),
  }),
]);

/** One act on many, one result each. */
export const actOnInstances = actionWith('instances.operate')
  .inputSchema(z.object({ targets, act }))
  .action(async ({ parsedInput, ctx }): Promise<Result<ActResult[]>> => {
    const results = await actOn(gatewayPorts(), gateway(), ctx.actor, parsedInput.targets, parsedInput.act);
    return ok(
      results.map(({ accountId, contractId, outcome }) => ({
        accountId,
        contractId,
        kind: outcome.kind,
        problem: outcome.kind === 'done' ? null : outcome.problem,
      })),
    );
  });

/** Begins the ten seconds in which it can be taken back; the worker destroys after them. */
export const destroyInstances = actionWith('instances.destroy')
  .inputSchema(z.object({ targets, typed: z.string().max(2000) }))
  .action(async ({ parsedInput, ctx }): Promise<Result<{ ids: string[] }>> => {
    const asked = await requestDestroy(gatewayPorts(), ctx.actor, parsedInput);
    return asked.ok ? ok({ ids: asked.value.acts.map((waiting) => waiting.id) }) : asked;
  });

/** Sets or clears when each of them ends; one result each. */
export const setInstanceEnds = actionWith('instances.assign')
  .inputSchema(
    z.object({
      ends: z
        .array(target.extend({ endsAt: z.iso.datetime().nullable() }))
        .min(1)
        .max(500),
    }),
  )
  .action(async ({ parsedInput, ctx }): Promise<Result<ActResult[]>> => {
    const now = await accountNow(db(), ctx.scope, new Date());
    const wanted = parsedInput.ends.map(({ endsAt, ...key }) => ({
      ...key,
      endsAt: endsAt === null ? null : new Date(endsAt),
    }));
    // An end in the past would destroy at once, without a typed name and without a way back.
    if (wanted.some(({ endsAt }) => endsAt !== null && endsAt <= now)) return fail(endInThePast());
    return ok(await oneByOne(wanted, (end) => setEnd(gatewayPorts(), ctx.actor, end)));
  });

/** Says whose they are: adopts what was made outside Gantry, or moves it. Their costs move with them. */
export const assignInstances = actionWith('instances.assign')
  .inputSchema(
    z.object({
      targets,
      teamId: z.uuid().nullable(),
      project: z
        .string()
        .trim()
        .max(80, 'at most 80 characters')
        .transform((text) => text || null)
        .nullable(),
    }),
  )
  .action(async ({ parsedInput, ctx }): Promise<Result<ActResult[]>> => {
    const { teamId, project } = parsedInput;
    const assign = (key: Target) => assignContract(gatewayPorts(), ctx.actor, { ...key, teamId, project });
    return ok(await oneByOne(parsedInput.targets, assign));
  });

async function oneByOne<T extends Target>(
  each: readonly T[],
  change: (target: T) => Promise<Result<void>>,
): Promise<ActResult[]> {
  const results: ActResult[] = [];
  for (const one of each) {
    const { accountId, contractId } = one;
    const changed = await change(one);
    const problem = changed.ok ? null : changed.problem;
    results.push({ accountId, contractId, kind: changed.ok ? 'done' : 'refused', problem });
  }
  return results;
}
