import { eq } from 'drizzle-orm';
import { NOT_ITEMISED, ROUNDING } from '@/lib/ledger/lines';
import type { Dimension } from '@/lib/ledger/rollup';
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { account, team } from '@/lib/store/schema';

/** What a group without a key is called. */
const NOBODY: Record<Dimension, string> = {
  team: 'Unallocated',
  project: 'No project',
  label: 'No label',
  gpu: 'Unknown model',
  item: 'Unknown item',
  account: 'Unknown account',
};

const ITEMS: Record<string, string> = {
  gpu: 'GPU time',
  disk: 'Disk',
  bwd: 'Download',
  bwu: 'Upload',
  [ROUNDING]: 'Rounding by Vast.ai',
  [NOT_ITEMISED]: 'Not itemised',
};

/** Turns a dimension's keys into names. Ids that no longer exist keep a word that says so. */
export async function namesOf(db: Tx, scope: Scope, dimension: Dimension): Promise<(key: string) => string> {
  const named = new Map<string, string>(
    dimension === 'team'
      ? (
          await db
            .select({ id: team.id, name: team.name })
            .from(team)
            .where(eq(team.workspaceId, scope.workspaceId))
        ).map((row) => [row.id, row.name])
      : dimension === 'account'
        ? (
            await db
              .select({ id: account.id, name: account.name })
              .from(account)
              .where(eq(account.workspaceId, scope.workspaceId))
          ).map((row) => [row.id, row.name])
        : [],
  );
  const isId = dimension === 'team' || dimension === 'account';
  return (key) => {
    if (key === '') return NOBODY[dimension];
    if (dimension === 'item') return ITEMS[key] ?? key;
    return named.get(key) ?? (isId ? `Former ${dimension}` : key);
  };
}
