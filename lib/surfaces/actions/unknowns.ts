'use server';

import { z } from 'zod';
import { gatewayPorts } from '@/lib/gateway/connection';
import { settleByHand } from '@/lib/gateway/settle-by-hand';
import { actionWith } from './client';

/** Somebody looked, and says how an act ended whose answer got lost and that nothing at Vast.ai tells. */
export const settleAct = actionWith('instances.operate')
  .inputSchema(z.object({ intentId: z.uuid(), as: z.enum(['done', 'refused']) }))
  .action(({ parsedInput, ctx }) => settleByHand(gatewayPorts(), ctx.actor, parsedInput));
