/**
 * How a page writes: who is this, may they, is the input what the action takes, then the gateway. An action's
 * result is a value; what was thrown stays in the log and reaches the browser as a sentence with a reference.
 */
import { createSafeActionClient, returnServerError } from 'next-safe-action';
import { notPermitted, signedOut } from '@/lib/auth/problems';
import { currentScope } from '@/lib/auth/scope';
import { log } from '@/lib/log';
import { newRequestId, requestId } from '@/lib/log/context';
import { personActor } from '@/lib/policy/actor';
import { may, type Permission, permissions } from '@/lib/policy/roles';
import type { Problem } from '@/lib/vast/problem';
import { unexpected } from '../problems';

const client = createSafeActionClient({
  defaultValidationErrorsShape: 'flattened',
  handleServerError(error): Problem {
    const reference = requestId() ?? newRequestId();
    log('action').error({ err: error, reference }, 'an action failed');
    return unexpected({ reference });
  },
});

/** For what everybody who is signed in may do: switch workspace, end a session of their own. */
export const signedInAction = client.use(async ({ next }) => {
  const scope = await currentScope();
  if (!scope) return returnServerError<Problem>(signedOut());
  return next({ ctx: { scope, actor: personActor(scope) } });
});

/** For a write that needs a permission. The gateway checks again; here it is refused before anything is read. */
export const actionWith = (permission: Permission) =>
  signedInAction.use(async ({ next, ctx }) => {
    if (!may(ctx.scope.role, permission)) {
      return returnServerError<Problem>(notPermitted({ permission: permissions[permission].toLowerCase() }));
    }
    return next({ ctx });
  });
