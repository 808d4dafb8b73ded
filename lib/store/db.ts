import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { tracing } from '@/lib/watch/traces';
import * as schema from './schema';
import { TracedClient } from './traced-client';

export type Db = NodePgDatabase<typeof schema>;
/** A transaction, or the database itself: what a function takes when it doesn't care which. */
export type Tx = Db | Parameters<Parameters<Db['transaction']>[0]>[0];

export interface Store {
  db: Db;
  pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Opens the store as the application: every connection takes the role `gantry_app`, which may read and append
 * to the ledger and the audit log but not change them. Only migrations run as the owner.
 */
export function openStore(url: string, options: { max?: number; name?: string } = {}): Store {
  const pool = new pg.Pool({
    ...(tracing() ? { Client: TracedClient } : {}),
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? 'gantry',
    // A server that accepts and says nothing must not hang the page that asks.
    connectionTimeoutMillis: 10_000,
    options: '-c role=gantry_app -c timezone=UTC',
  });
  // A dropped idle connection is replaced on the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return { db: drizzle(pool, { schema }), pool, close: () => pool.end() };
}
