import type { Scope } from '@/lib/policy/actor';
import { accountNow } from './account-clock';
import { db } from './db';
import { instanceChanges, livePosition } from './instances';
import { instancesPulse } from './instances-pulse';

/** How the live feed of a workspace reads the store. */
export const instancesFeed = (scope: Scope) => ({
  changes: (since: string) => instanceChanges(db(), scope, () => accountNow(db(), scope, new Date()), since),
  pulse: () => instancesPulse(db(), scope, new Date()),
  position: () => livePosition(db()),
});
