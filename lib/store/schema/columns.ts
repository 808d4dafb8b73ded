import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import { exact, type Usd, usd } from '@/lib/money';

/** US dollars as `numeric` without a scale: every digit Vast.ai sent, and never a JavaScript number. */
export const dollars = customType<{ data: Usd; driverData: string }>({
  dataType: () => 'numeric',
  fromDriver: (text) => usd(text),
  toDriver: (amount) => exact(amount),
});

/** A moment, stored in UTC. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** The first column of every tenant table's key, so that sharding by workspace stays possible. */
export const workspaceId = () => uuid('workspace_id').notNull();
