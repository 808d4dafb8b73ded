import { and, eq, isNull, sql } from 'drizzle-orm';
import { account, costSync, vastIdentity } from './schema';

/**
 * The account's own clock at its latest reply, whoever asked; null before the first. For a query that joins
 * `vastIdentity` and, by `chargesOf`, `costSync`.
 */
export const clockAt =
  sql<Date | null>`greatest(${costSync.clockAt}, ${vastIdentity.instancesReadAt})`.mapWith(costSync.clockAt);

/** How reading the account's charges stands. */
export const chargesOf = and(
  eq(costSync.workspaceId, account.workspaceId),
  eq(costSync.accountId, account.id),
  eq(costSync.what, 'charges'),
);

/** Linked, and with a key that works as far as we know. */
export const readable = (identityId?: string) =>
  and(
    isNull(account.removedAt),
    sql`${account.state} NOT IN ('revoked', 'two_factor')`,
    identityId === undefined ? undefined : eq(account.identityId, identityId),
  );
