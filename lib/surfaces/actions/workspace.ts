'use server';

import { z } from 'zod';
import { gatewayPorts } from '@/lib/gateway/connection';
import * as workspace from '@/lib/gateway/workspace';
import { showWorkspace } from '../this-session';
import { actionWith, signedInAction } from './client';

const name = z.string().trim().min(1, 'give it a name').max(60, 'at most 60 characters');
const timeZone = z.string().refine(isTimeZone, 'is no zone that this server knows');

export const changeWorkspace = actionWith('workspace.manage')
  .inputSchema(z.object({ name, timeZone }))
  .action(({ parsedInput, ctx }) => workspace.changeWorkspace(gatewayPorts(), ctx.actor, parsedInput));

/** It is on screen afterwards, in every tab of this browser. */
export const createWorkspace = signedInAction
  .inputSchema(z.object({ name }))
  .action(async ({ parsedInput, ctx }) => {
    const made = await workspace.createWorkspace(gatewayPorts(), ctx.actor, parsedInput);
    if (made.ok) await showWorkspace(made.value.workspaceId, new Date());
    return made;
  });

export const addTeam = actionWith('workspace.manage')
  .inputSchema(z.object({ name }))
  .action(({ parsedInput, ctx }) => workspace.addTeam(gatewayPorts(), ctx.actor, parsedInput));

export const changeTeam = actionWith('workspace.manage')
  .inputSchema(z.object({ teamId: z.uuid(), name: name.optional(), archived: z.boolean().optional() }))
  .action(({ parsedInput, ctx }) => {
    const { teamId, name, archived } = parsedInput;
    return workspace.changeTeam(gatewayPorts(), ctx.actor, {
      teamId,
      ...(name === undefined ? {} : { name }),
      ...(archived === undefined ? {} : { archived }),
    });
  });

const rule = z.object({
  labelPattern: z.string().trim().min(1, 'say which labels it is for').max(120),
  teamId: z.uuid().nullable(),
  project: z
    .string()
    .trim()
    .max(60)
    .transform((project) => project || null)
    .nullable(),
});

/** All rules at once: their order is what decides. */
export const saveRules = actionWith('workspace.manage')
  .inputSchema(z.object({ rules: z.array(rule).max(200) }))
  .action(({ parsedInput, ctx }) => workspace.saveRules(gatewayPorts(), ctx.actor, parsedInput.rules));

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
