/** The Vast.ai accounts a workspace links: whose they are, how they are, what they hold. Never a key. */
import { and, eq, isNull } from 'drizzle-orm';
import { runwayOf } from '@/lib/ledger/runway';
import { exact } from '@/lib/money';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, person, vastIdentity } from '@/lib/store/schema';
import { accountFigures } from './meter';

export interface LinkedAccount {
  id: string;
  name: string;
  origin: string;
  vastUserId: number;
  email: string | null;
  /** The key's last four characters. */
  keyHint: string;
  /** What the key may do at Vast.ai; null when Vast.ai wouldn't say. */
  scopes: string[] | null;
  state: (typeof account.$inferSelect)['state'];
  /** Vast.ai's own words for a state that isn't `ok`. */
  stateDetail: string | null;
  stateSince: string;
  credit: string | null;
  creditReadAt: string | null;
  stopsAt: string | null;
  hourUsd: string;
  running: number;
  instances: number;
  /** The last complete read of its instances, on the account's clock, as all ages are. */
  readAt: string | null;
  linkedBy: string | null;
  linkedAt: string;
}

export async function linkedAccounts(db: Tx, scope: Scope): Promise<LinkedAccount[]> {
  const rows = await db
    .select({
      account,
      identity: vastIdentity,
      linkedBy: person.name,
    })
    .from(account)
    .innerJoin(vastIdentity, eq(vastIdentity.id, account.identityId))
    .leftJoin(person, eq(person.id, account.linkedBy))
    .where(and(eq(account.workspaceId, scope.workspaceId), isNull(account.removedAt)));
  const byId = new Map(rows.map((row) => [row.account.id, row]));
  const figures = await accountFigures(db, scope);
  return figures.flatMap((figure) => {
    const row = byId.get(figure.accountId);
    if (!row) return [];
    const { account: a, identity } = row;
    return {
      id: a.id,
      name: a.name,
      origin: a.origin,
      vastUserId: identity.vastUserId,
      email: identity.email,
      keyHint: a.keyHint,
      scopes: a.scopes,
      state: a.state,
      stateDetail: a.stateDetail,
      stateSince: a.stateSince.toISOString(),
      credit: figure.credit && exact(figure.credit),
      creditReadAt: figure.credit && (a.creditReadAt?.toISOString() ?? null),
      stopsAt: runwayOf(figure)?.stopsAt.toISOString() ?? null,
      hourUsd: exact(figure.hourUsd),
      running: figure.running,
      instances: figure.instances,
      readAt: identity.instancesReadAt?.toISOString() ?? null,
      linkedBy: row.linkedBy,
      linkedAt: a.linkedAt.toISOString(),
    };
  });
}
