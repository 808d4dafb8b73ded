import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '@/lib/store/db';
import { chargesOf, clockAt, readable } from '@/lib/store/ledger-clock';
import { account, costSync, vastIdentity } from '@/lib/store/schema';
import type { MovementProgress } from './invoices-plan';

/** Where reading the money movements of the linked accounts stands. */
export async function movementProgress(db: Db, identityId?: string): Promise<MovementProgress[]> {
  const movements = alias(costSync, 'movements');
  return db
    .select({
      workspaceId: account.workspaceId,
      accountId: account.id,
      identityId: account.identityId,
      clockAt,
      readThrough: movements.readThrough,
      readAt: movements.readAt,
      retryAt: movements.retryAt,
    })
    .from(account)
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .leftJoin(costSync, chargesOf)
    .leftJoin(
      movements,
      and(
        eq(movements.workspaceId, account.workspaceId),
        eq(movements.accountId, account.id),
        eq(movements.what, 'movements'),
      ),
    )
    .where(readable(identityId));
}
