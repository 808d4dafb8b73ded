'use server';

import { z } from 'zod';
import { gatewayPorts } from '@/lib/gateway/connection';
import * as tokens from '@/lib/gateway/tokens';
import { isRole, type Role } from '@/lib/policy/roles';
import { EFFECTS } from '@/lib/policy/tokens';
import { TOOLSETS, toolsNamed } from '@/lib/policy/toolsets';
import { ok, type Result } from '@/lib/vast/problem';
import { actionWith } from './client';

const tokenId = z.uuid();
const DAY_MS = 86_400_000;
/** Exact, as typed; null is no ceiling. */
const ceiling = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,6})?$/, 'a number of dollars such as 12.50')
  .nullable();

const given = z.object({
  name: z.string().trim().min(1, 'fill it in').max(80),
  service: z
    .object({
      role: z.string().refine((name): name is Role => isRole(name), 'is no role'),
      teamIds: z.array(z.uuid()).max(500),
    })
    .nullable(),
  /** It opens the agents' door and no other. */
  agentOnly: z.boolean(),
  toolsets: z.array(z.enum(TOOLSETS)).min(1, 'choose at least one'),
  effects: z.array(z.enum(EFFECTS)).min(1, 'it could do nothing'),
  /** Null is all of them, also those linked later. */
  accounts: z.array(z.uuid()).max(500).nullable(),
  dayUsd: ceiling,
  rentHourUsd: ceiling,
  /** Null: it doesn't expire. */
  days: z.int().min(1).max(3_650).nullable(),
});

/** The secret is in the answer, once; nothing keeps it. */
export const makeToken = actionWith('tokens.own')
  .inputSchema(given)
  .action(({ parsedInput: { toolsets, days, ...rest }, ctx }) => {
    const ports = gatewayPorts();
    return tokens.createToken(ports, ctx.actor, {
      ...rest,
      ...toolsNamed(toolsets),
      expiresAt: days === null ? null : new Date(ports.now().getTime() + days * DAY_MS),
    });
  });

/** Of one's own for everybody who may have some; of others' for who manages them: the gateway tells them apart. */
export const rotateToken = actionWith('tokens.own')
  .inputSchema(z.object({ tokenId }))
  .action(async ({ parsedInput, ctx }): Promise<Result<{ token: string; overlapEndsAt: string }>> => {
    const rotated = await tokens.rotateToken(gatewayPorts(), ctx.actor, parsedInput);
    if (!rotated.ok) return rotated;
    const { token, overlapEndsAt } = rotated.value;
    return ok({ token, overlapEndsAt: overlapEndsAt.toISOString() });
  });

export const revokeToken = actionWith('tokens.own')
  .inputSchema(z.object({ tokenId }))
  .action(({ parsedInput, ctx }) => tokens.revokeToken(gatewayPorts(), ctx.actor, parsedInput.tokenId));
