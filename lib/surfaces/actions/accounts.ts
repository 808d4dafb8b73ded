'use server';

import { z } from 'zod';
import { memberships } from '@/lib/auth/workspaces';
import * as accounts from '@/lib/gateway/accounts';
import { gatewayPorts } from '@/lib/gateway/connection';
import { personActor, type Scope } from '@/lib/policy/actor';
import { isRole, may } from '@/lib/policy/roles';
import { db } from '@/lib/queries/db';
import { fail } from '@/lib/vast/problem';
import { noRealWorkspace } from '../problems';
import { showWorkspace } from '../this-session';
import { actionWith } from './client';

const name = z.string().trim().min(1, 'give it a name').max(80, 'at most 80 characters');
const key = z.string().trim().min(1, 'paste the key').max(500, 'this is too long for a key');
const accountId = z.uuid();

/**
 * The key is tried at Vast.ai before it is kept, kept sealed, and never sent back. Asked for in the demo, the account
 * goes into the person's own workspace, which is then the one on screen: simulated dollars never meet real ones.
 */
export const linkAccount = actionWith('accounts.manage')
  .inputSchema(z.object({ name, address: z.string().trim().min(1, 'fill it in').max(300), key }))
  .action(async ({ parsedInput, ctx }) => {
    const home = await homeOf(ctx.scope);
    if (!home) return fail(noRealWorkspace());
    const linked = await accounts.linkAccount(gatewayPorts(), personActor(home), parsedInput);
    if (linked.ok && home.workspaceId !== ctx.scope.workspaceId) {
      await showWorkspace(home.workspaceId, new Date());
    }
    return linked;
  });

export const replaceKey = actionWith('accounts.manage')
  .inputSchema(z.object({ accountId, key }))
  .action(({ parsedInput, ctx }) => accounts.replaceKey(gatewayPorts(), ctx.actor, parsedInput));

export const renameAccount = actionWith('accounts.manage')
  .inputSchema(z.object({ accountId, name }))
  .action(({ parsedInput, ctx }) => accounts.renameAccount(gatewayPorts(), ctx.actor, parsedInput));

export const removeAccount = actionWith('accounts.manage')
  .inputSchema(z.object({ accountId }))
  .action(({ parsedInput, ctx }) => accounts.removeAccount(gatewayPorts(), ctx.actor, parsedInput));

/** Where real accounts of this person go: the workspace on screen, unless that is a demo. */
async function homeOf(scope: Scope): Promise<Scope | undefined> {
  const mine = await memberships(db(), scope.personId);
  const here = mine.find(({ workspaceId }) => workspaceId === scope.workspaceId);
  const home =
    here?.kind === 'real'
      ? here
      : mine.find(({ kind, role }) => kind === 'real' && may(role, 'accounts.manage'));
  return home && isRole(home.role) ? { ...scope, workspaceId: home.workspaceId, role: home.role } : undefined;
}
