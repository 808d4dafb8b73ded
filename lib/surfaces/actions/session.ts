'use server';

import { z } from 'zod';
import { switchWorkspace } from '@/lib/auth/actions';
import { currentVisitor } from '@/lib/auth/browser';
import { passwordsOff } from '@/lib/auth/problems';
import * as resets from '@/lib/auth/resets';
import { endOwnSession } from '@/lib/auth/sessions';
import { config } from '@/lib/config';
import { db } from '@/lib/queries/db';
import { fail, ok } from '@/lib/vast/problem';
import { sessionGone } from '../problems';
import { thisSessionId } from '../this-session';
import { signedInAction } from './client';

/** The present password is asked for, and every other session ends. */
export const changePassword = signedInAction
  .inputSchema(z.object({ current: z.string().min(1, 'fill it in').max(1024), next: z.string().max(2000) }))
  .action(async ({ parsedInput, ctx }) => {
    if (!config().passwordSignIn) return fail(passwordsOff());
    const { personId } = ctx.scope;
    const asked = { ...parsedInput, personId, sessionId: await thisSessionId() };
    return resets.changePassword(db(), asked, await currentVisitor(), new Date());
  });

/** The rail's form: it works before scripts do. Somebody else's workspace is treated like none. */
export async function chooseWorkspace(form: FormData): Promise<void> {
  await switchWorkspace(z.uuid().catch('').parse(form.get('workspace')), String(form.get('to') ?? '/'));
}

/** Ends one of the person's own sessions: a browser forgotten somewhere. */
export const endSession = signedInAction
  .inputSchema(z.object({ sessionId: z.string().regex(/^[0-9a-f]{64}$/) }))
  .action(async ({ parsedInput, ctx }) => {
    const ended = await endOwnSession(db(), ctx.scope.personId, parsedInput.sessionId, new Date());
    return ended ? ok(null) : fail(sessionGone());
  });
