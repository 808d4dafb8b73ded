'use server';

import { z } from 'zod';
import { passwordsOff } from '@/lib/auth/problems';
import { config } from '@/lib/config';
import * as access from '@/lib/gateway/access';
import { gateway, gatewayPorts } from '@/lib/gateway/connection';
import * as leaving from '@/lib/gateway/leaving';
import * as members from '@/lib/gateway/members';
import { isRole, type Role } from '@/lib/policy/roles';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { resetUrl, type SentLink, sendInvitation } from '../links';
import { actionWith, signedInAction } from './client';

const role = z.string().refine((name): name is Role => isRole(name), 'is no role');
const personId = z.uuid();
const invitationId = z.uuid();
const teamIds = z.array(z.uuid()).max(500);

export const invite = actionWith('members.manage')
  .inputSchema(z.object({ email: z.string().trim().min(1, 'fill it in').max(254), role, teamIds }))
  .action(async ({ parsedInput, ctx }): Promise<Result<SentLink>> => {
    const invited = await members.invite(gatewayPorts(), ctx.actor, parsedInput);
    return invited.ok ? ok(await sendInvitation(ctx.scope, invited.value)) : invited;
  });

export const renewInvitation = actionWith('members.manage')
  .inputSchema(z.object({ invitationId }))
  .action(async ({ parsedInput, ctx }): Promise<Result<SentLink>> => {
    const renewed = await members.renewInvitation(gatewayPorts(), ctx.actor, parsedInput.invitationId);
    return renewed.ok ? ok(await sendInvitation(ctx.scope, renewed.value)) : renewed;
  });

export const revokeInvitation = actionWith('members.manage')
  .inputSchema(z.object({ invitationId }))
  .action(({ parsedInput, ctx }) =>
    members.revokeInvitation(gatewayPorts(), ctx.actor, parsedInput.invitationId),
  );

export const changeMember = actionWith('members.manage')
  .inputSchema(z.object({ personId, role, teamIds }))
  .action(({ parsedInput, ctx }) => members.changeMember(gatewayPorts(), ctx.actor, parsedInput));

export const endMemberSession = actionWith('members.manage')
  .inputSchema(z.object({ personId, sessionId: z.string().regex(/^[0-9a-f]{64}$/) }))
  .action(({ parsedInput, ctx }) => access.endMemberSession(gatewayPorts(), ctx.actor, parsedInput));

export const makeResetLink = actionWith('members.manage')
  .inputSchema(z.object({ personId }))
  .action(async ({ parsedInput, ctx }): Promise<Result<{ url: string }>> => {
    if (!config().passwordSignIn) return fail(passwordsOff());
    const made = await access.makeResetLink(gatewayPorts(), ctx.actor, parsedInput.personId);
    return made.ok ? ok({ url: resetUrl(made.value.token) }) : made;
  });

/** What leaving ends; of oneself for everybody, of others for who manages members: the gateway tells them apart. */
export const whatLeavingEnds = signedInAction
  .inputSchema(z.object({ personId }))
  .action(({ parsedInput, ctx }) =>
    leaving.whatLeavingEnds(gatewayPorts(), gateway(), ctx.actor, parsedInput.personId),
  );

export const endMembership = signedInAction
  .inputSchema(z.object({ personId, instancesTo: personId.nullable() }))
  .action(({ parsedInput, ctx }) => leaving.endMembership(gatewayPorts(), ctx.actor, parsedInput));
