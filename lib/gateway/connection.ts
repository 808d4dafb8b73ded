import { setTimeout as sleep } from 'node:timers/promises';
import { config } from '@/lib/config';
import { deriveKey, secretKey } from '@/lib/config/secret-key';
import { requestId } from '@/lib/log/context';
import { store } from '@/lib/store/connection';
import { createVast } from '@/lib/vast/client';
import { createGateway, type Gateway, type GatewayPorts } from './index';
import { rateSlots } from './rate-slots';
import { watched, watchedLimiter } from './watched';

interface Door {
  gateway: Gateway;
  ports: GatewayPorts;
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
