'use server';

import { z } from 'zod';
import * as agents from '@/lib/gateway/agents';
import { gateway, gatewayPorts } from '@/lib/gateway/connection';
import { decidePlan } from '@/lib/gateway/plans/decide';
import { actionWith, signedInAction } from './client';

/** Whoever may do the same themselves decides: the gateway tells, by the operation. */
export const decideApproval = signedInAction
  .inputSchema(
    z.object({
      planId: z.uuid(),
      decision: z.enum(['approved', 'refused']),
      /** Of what was on the screen. */
      weighedAt: z.iso.datetime().transform((text) => new Date(text)),
    }),
  )
  .action(({ parsedInput, ctx }) => decidePlan(gatewayPorts(), gateway(), ctx.actor, parsedInput));

export const stopAgents = actionWith('instances.operate').action(({ ctx }) =>
  agents.stopAgents(gatewayPorts(), ctx.actor),
);

export const letAgentsAct = actionWith('tokens.manage').action(({ ctx }) =>
  agents.letAgentsAct(gatewayPorts(), ctx.actor),
);
