/**
 * How old a fleet's picture gets: complete reads of an account's instances by the real poller, gateway and limiter,
 * against the emulator with Vast.ai's own intervals (one page of 25 a second). Nothing is made faster than that,
 * so what is measured is what Gantry adds to it.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { startEmulator } from '@/lib/emulator';
import { createGateway, type GatewayPorts } from '@/lib/gateway';
import { linkAccount } from '@/lib/gateway/accounts';
import { rateSlots } from '@/lib/gateway/rate-slots';
import type { Actor } from '@/lib/policy/actor';
import { openStore } from '@/lib/store/db';
import { account, workspace } from '@/lib/store/schema';
import { pollIdentity } from '@/lib/sync/instances';
import { createVast } from '@/lib/vast/client';
import type { Measured } from './benches';
import { withDatabase } from './database';

const PAGE = 25;
const PAGE_S = 1;
/** What reading, storing and telling may add to a page's second. */
const OVERHEAD = 1.15;
/** The poller begins a read every four seconds where one page is enough. */
const SMALL_INTERVAL_S = 5;

export const poll = (): Promise<Measured[]> => withDatabase(measure);

async function measure(url: string): Promise<Measured[]> {
  const store = openStore(url);
  const emulator = await startEmulator({ seed: 7, world: 'fleet', history: 1, limits: 'strict' });
  try {
    const vast = createVast({
      fetch,
      limiter: rateSlots(store.db),
      nowMs: () => Date.now(),
      sleep: async (ms) => void (await sleep(ms)),
      random: Math.random,
    });
    const ports: GatewayPorts = { db: store.db, vast, now: () => new Date(), secretKey: randomBytes(32) };
    const [home] = await store.db.insert(workspace).values({ name: 'Bench', kind: 'real' }).returning();
    const actor: Actor = { kind: 'rule', rule: 'setup', workspaceId: home?.id ?? '', name: 'Bench' };
    const results: Measured[] = [];
    let perPageS = 0;
    for (const { name, apiKey } of emulator.accounts.slice(0, 3).toReversed()) {
      const linked = await linkAccount(ports, actor, { name, address: emulator.url, key: apiKey });
      if (!linked.ok) throw new Error(linked.problem.say);
      const [row] = await store.db.select().from(account).where(eq(account.id, linked.value.accountId));
      const began = performance.now();
      const read = await pollIdentity(
        { db: store.db, gateway: createGateway(ports), now: ports.now, holder: 'bench' },
        row?.identityId ?? '',
      );
      const seconds = (performance.now() - began) / 1000;
      if (read.kind !== 'read') throw new Error(`${name} was not read`);
      const pages = Math.ceil(read.instances / PAGE);
      perPageS = seconds / pages;
      results.push(
        atMost(`${read.instances} instances: a complete read, s`, seconds, pages * PAGE_S * OVERHEAD),
      );
    }
    return [
      atMost('25 instances: from one read to the next, s', Math.max(4, perPageS), SMALL_INTERVAL_S),
      ...results,
      // 400 pages take as long as they take; the time a page takes is measured above, over 36 of them.
      atMost(
        '10,000 instances: age of the oldest row, s (400 pages)',
        perPageS * 400,
        400 * PAGE_S * OVERHEAD,
      ),
    ];
  } finally {
    await emulator.close();
    await store.close();
  }
}

const atMost = (name: string, value: number, limit: number): Measured => ({
  name,
  value: Math.round(value * 100) / 100,
  limit: Math.round(limit * 100) / 100,
  direction: 'max',
});
