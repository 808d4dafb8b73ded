import { and, eq, isNull, ne } from 'drizzle-orm';
import { publish } from '@/lib/live/publish';
import type { Db } from '@/lib/store/db';
import { tellEvent } from '@/lib/store/events';
import { account } from '@/lib/store/schema';
import { isUuid } from '@/lib/store/uuid';
import type { Answer, Credentials } from '@/lib/vast/client';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { keyForbidden, keyRevoked, twoFactorNeeded } from '@/lib/vast/problems';
import { accountNotFound, keyUnreadable } from './problems';
import { unseal } from './seal';

/** The credentials of a workspace's account. Somebody else's account is not found, never forbidden. */
export async function accountCredentials(
  db: Db,
  secretKey: Buffer,
  workspaceId: string,
  accountId: string,
): Promise<Result<Credentials>> {
  if (!isUuid(accountId)) return fail(accountNotFound());
  const [row] = await db
    .select()
    .from(account)
    .where(and(eq(account.workspaceId, workspaceId), eq(account.id, accountId), isNull(account.removedAt)));
  if (!row) return fail(accountNotFound());
  const key = unseal(row.keySealed, secretKey, `${workspaceId}/${accountId}`);
  if (key === null) return fail(keyUnreadable());
  return ok({ origin: row.origin, identity: row.identityId, key });
}

type KeyState = (typeof account.$inferSelect)['state'];

/** Remembers what an answer says about the key, so that a dead key has its own screen and not a hundred failures. */
export async function noteKeyState(
  db: Db,
  workspaceId: string,
  accountId: string,
  answer: Answer<unknown>,
  at: Date,
): Promise<void> {
  const state = keyStateOf(answer);
  if (state === null) return;
  // A working read doesn't prove that a forbidden write is allowed now, but the state is about the key as a whole.
  const differs = and(
    eq(account.workspaceId, workspaceId),
    eq(account.id, accountId),
    ne(account.state, state),
  );
  // Nearly every answer says what is known: one look, and no transaction.
  const [known] = await db.select({ id: account.id }).from(account).where(differs);
  if (!known) return;
  const detail = answer.kind === 'done' ? null : (answer.problem.vastSays ?? null);
  await db.transaction(async (tx) => {
    const [changed] = await tx
      .update(account)
      .set({ state, stateDetail: detail, stateSince: at })
      .where(differs)
      .returning({ name: account.name });
    if (!changed) return;
    const data = { account_id: accountId, name: changed.name };
    await tellEvent(
      tx,
      workspaceId,
      state === 'ok'
        ? { type: 'account.link_restored', at, data }
        : { type: 'account.link_broken', at, data: { ...data, reason: state } },
    );
    await publish(tx, workspaceId, ['accounts']);
  });
}

function keyStateOf(answer: Answer<unknown>): KeyState | null {
  if (answer.kind === 'done') return 'ok';
  switch (answer.problem.code) {
    case keyRevoked.code:
      return 'revoked';
    case twoFactorNeeded.code:
      return 'two_factor';
    case keyForbidden.code:
      // One missing permission doesn't make the key useless; the problem itself says what is missing.
      return null;
    default:
      return null;
  }
}
