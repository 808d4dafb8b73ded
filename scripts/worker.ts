/** Starts the worker: pollers, resolver, leases, cost sync. Ends on SIGTERM or SIGINT after what it is doing. */
import { hostname } from 'node:os';
import { runWorker } from '@/lib/automation/worker';
import { config } from '@/lib/config';
import { gateway, gatewayPorts } from '@/lib/gateway/connection';
import { log } from '@/lib/log';
import { store } from '@/lib/store/connection';
import { serveMetrics } from '@/lib/watch/serve';
import { startTraces } from '@/lib/watch/traces';

const logger = log('worker');
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());

const endTraces = await startTraces(config().otlpEndpoint, 'gantry-worker');
const { workerMetricsPort: port } = config();
const metrics = port === undefined ? undefined : await serveMetrics({ ...config(), port });

logger.info({ metrics: port }, 'started');
await runWorker(
  {
    ports: gatewayPorts(),
    gateway: gateway(),
    store: store(),
    backfillDays: config().backfillDays,
    holder: `${hostname()}/${process.pid}`,
    log: ({ duty, error }) => logger.error({ duty, err: error }, `${duty} failed`),
  },
  stop.signal,
);
metrics?.close();
await store().close();
await endTraces();
logger.info('ended');
