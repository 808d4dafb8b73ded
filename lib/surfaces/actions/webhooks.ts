'use server';

import { z } from 'zod';
import { config } from '@/lib/config';
import { gateway, gatewayPorts } from '@/lib/gateway/connection';
import * as vastHooks from '@/lib/gateway/vast-hooks';
import * as replay from '@/lib/gateway/webhook-replay';
import * as webhooks from '@/lib/gateway/webhooks';
import { reachOf } from '@/lib/policy/reach';
import { actionWith } from './client';

const given = z.object({
  name: z.string().trim().min(1, 'fill it in').max(80),
  url: z.string().trim().min(1, 'fill it in').max(2_000),
  /** Null: all, also those of later versions. */
  events: z.array(z.string().max(80)).max(100).nullable(),
});
const one = z.object({ webhookId: z.uuid() });
const ofAccount = z.object({ accountId: z.uuid() });

const ports = () => ({ ...gatewayPorts(), reach: reachOf(config().webhookNetworks) });

export const createWebhook = actionWith('webhooks.manage')
  .inputSchema(given)
  .action(async ({ parsedInput, ctx }) => webhooks.createWebhook(ports(), ctx.actor, parsedInput));

export const changeWebhook = actionWith('webhooks.manage')
  .inputSchema(z.intersection(one, given))
  .action(async ({ parsedInput, ctx }) => webhooks.changeWebhook(ports(), ctx.actor, parsedInput));

export const pauseWebhook = actionWith('webhooks.manage')
  .inputSchema(one)
  .action(async ({ parsedInput, ctx }) =>
    webhooks.pauseWebhook(gatewayPorts(), ctx.actor, parsedInput.webhookId),
  );

export const resumeWebhook = actionWith('webhooks.manage')
  .inputSchema(one)
  .action(async ({ parsedInput, ctx }) =>
    webhooks.resumeWebhook(gatewayPorts(), ctx.actor, parsedInput.webhookId),
  );

export const deleteWebhook = actionWith('webhooks.manage')
  .inputSchema(one)
  .action(async ({ parsedInput, ctx }) =>
    webhooks.deleteWebhook(gatewayPorts(), ctx.actor, parsedInput.webhookId),
  );

export const rotateWebhookSecret = actionWith('webhooks.manage')
  .inputSchema(one)
  .action(async ({ parsedInput, ctx }) =>
    webhooks.rotateWebhookSecret(gatewayPorts(), ctx.actor, parsedInput.webhookId),
  );

export const testWebhook = actionWith('webhooks.manage')
  .inputSchema(one)
  .action(async ({ parsedInput, ctx }) =>
    webhooks.testWebhook(gatewayPorts(), ctx.actor, parsedInput.webhookId),
  );

export const replayWebhook = actionWith('webhooks.manage')
  .inputSchema(
    z.intersection(
      one,
      z.discriminatedUnion('what', [
        z.object({ what: z.literal('delivery'), deliveryId: z.uuid() }),
        z.object({ what: z.literal('dead') }),
        z.object({ what: z.literal('since'), since: z.coerce.date() }),
      ]),
    ),
  )
  .action(async ({ parsedInput, ctx }) => replay.replayWebhook(gatewayPorts(), ctx.actor, parsedInput));

export const hearFromVast = actionWith('webhooks.manage')
  .inputSchema(ofAccount)
  .action(async ({ parsedInput, ctx }) =>
    vastHooks.hearFromVast(gatewayPorts(), gateway(), ctx.actor, {
      accountId: parsedInput.accountId,
      addressOf: (hookId) => `${config().url}/api/hooks/vast/${hookId}`,
    }),
  );

export const endHearing = actionWith('webhooks.manage')
  .inputSchema(ofAccount)
  .action(async ({ parsedInput, ctx }) =>
    vastHooks.endHearing(gatewayPorts(), gateway(), ctx.actor, parsedInput.accountId),
  );
