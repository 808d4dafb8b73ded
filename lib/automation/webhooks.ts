/** Deliveries to webhooks, as turns of the worker. */
import type PgBoss from 'pg-boss';
import { config } from '@/lib/config';
import type { GatewayPorts } from '@/lib/gateway/types';
import { reachOf } from '@/lib/policy/reach';
import type { Store } from '@/lib/store/db';
import { startTurns, type TurnOptions } from '@/lib/sync/jobs';
import { deliverDue, dueWebhooks } from '@/lib/webhooks/deliver';
import { post } from '@/lib/webhooks/post';

/** Somebody watches for a test's arrival. */
const TICK_MS = 1_000;

/** One webhook at a time in one worker; a slow receiver holds up nobody but itself. */
export function startDeliveries(
  boss: PgBoss,
  { ports, store }: { ports: Pick<GatewayPorts, 'db' | 'now' | 'secretKey'>; store: Store },
  options: TurnOptions = {},
): Promise<() => Promise<void>> {
  const reach = reachOf(config().webhookNetworks);
  const deps = {
    ...ports,
    random: Math.random,
    post: (posting: Parameters<typeof post>[0]) => post(posting, reach),
  };
  return startTurns(
    boss,
    { pool: store.pool, now: ports.now },
    {
      queue: 'webhooks',
      due: () => dueWebhooks(deps),
      work: (key, goOn) => deliverDue(deps, key, goOn),
    },
    { tickMs: TICK_MS, ...options },
  );
}
