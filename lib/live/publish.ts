import { sql } from 'drizzle-orm';
import type { Tx } from '@/lib/store/db';

/** What changed, so that browsers ask for what they show: `instances` rows are fetched by version, the rest is re-read. */
export const EVERY_TOPIC = [
  'instances',
  'meter',
  'costs',
  'market',
  'activity',
  'accounts',
  'people',
  'agents',
  'webhooks',
] as const;
export type Topic = (typeof EVERY_TOPIC)[number];

export const LIVE_CHANNEL = 'gantry_live';

export interface LiveNote {
  workspaceId: string;
  topics: Topic[];
}

/** Tells every web process. Inside a transaction it is sent with the commit, and not at all when that fails. */
export async function publish(tx: Tx, workspaceId: string, topics: readonly Topic[]): Promise<void> {
  await tx.execute(sql`SELECT pg_notify(${LIVE_CHANNEL}, ${JSON.stringify({ workspaceId, topics })})`);
}
