import { setTimeout as sleep } from 'node:timers/promises';
import { config } from '@/lib/config';
import { deriveKey, secretKey } from '@/lib/config/secret-key';
import { requestId } from '@/lib/log/context';
import { store } from '@/lib/store/connection';
import { createVast } from '@/lib/vast/client';
import { createGateway, type Gateway, type GatewayPorts } from './index';
import { rateSlots } from './rate-slots';
import { createReadAudit, type ReadAudit } from './read-audit';
import { watched, watchedLimiter } from './watched';

interface Door {
  gateway: Gateway;
  ports: GatewayPorts;
  reads?: ReadAudit;
}

// On globalThis for the same reason as the store: one door per process, whatever bundle asks.
const shared = globalThis as typeof globalThis & { gantryDoor?: Door };

function door(): Door {
  if (shared.gantryDoor) return shared.gantryDoor;
  const { db } = store();
  const vast = watched(
    createVast({
      fetch,
      limiter: watchedLimiter(rateSlots(db)),
      nowMs: () => Date.now(),
      sleep: async (ms) => void (await sleep(ms)),
      random: Math.random,
      requestId,
    }),
  );
  const ports: GatewayPorts = {
    db,
    vast,
    now: () => new Date(),
    secretKey: deriveKey(secretKey(config()), 'account keys'),
  };
  shared.gantryDoor = { ports, gateway: createGateway(ports) };
  return shared.gantryDoor;
}

/** This process's door to Vast.ai. */
export const gateway = (): Gateway => door().gateway;
export const gatewayPorts = (): GatewayPorts => door().ports;

/** This process's reads that are to be written down; what it holds is written when it is told to end. */
export function readAudit(): ReadAudit {
  const shared = door();
  if (shared.reads) return shared.reads;
  const reads = createReadAudit(shared.ports.db);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void reads.flush());
  shared.reads = reads;
  return reads;
}
