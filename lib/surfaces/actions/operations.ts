'use server';

import { z } from 'zod';
import { gateway, gatewayPorts } from '@/lib/gateway/connection';
import { ok, type Result } from '@/lib/vast/problem';
import { type RunOutcome, runNamed } from '../operations/run';
import { signedInAction } from './client';

/** For everybody who is signed in: which operations their role may run is the gateway's to say. */
export const runOperation = signedInAction
  .inputSchema(
    z.object({
      name: z.string().max(200),
      accountId: z.uuid(),
      input: z.unknown(),
      confirmation: z.string().max(2000).optional(),
      idempotencyKey: z.uuid().optional(),
    }),
  )
  .action(
    async ({ parsedInput, ctx }): Promise<Result<RunOutcome>> =>
      ok(await runNamed(gatewayPorts(), gateway(), ctx.actor, { ...parsedInput, input: parsedInput.input })),
  );
