/**
 * Carries what the world has to tell to its webhooks: signed POSTs, tried again where trying again may help (docs
 * guides/reference/notification-webhooks.mdx).
 */
import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { Delivery } from './world/notifications';

/** Waits between attempts, in real time; Vast.ai's are not documented. */
const WAITS_MS = [1_000, 4_000, 16_000];
const TIMEOUT_MS = 10_000;

type Outcome = 'delivered' | 'retry' | 'failed';

/** What Vast.ai never delivers to. This machine itself is left out: an emulator's receivers are on it. */
const PRIVATE = new BlockList();
for (const [address, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
  ['0.0.0.0', 8],
] as const)
  PRIVATE.addSubnet(address, bits, 'ipv4');
for (const [address, bits] of [
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  PRIVATE.addSubnet(address, bits, 'ipv6');

async function isAllowed(url: URL): Promise<boolean> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await lookup(host, { all: true });
  return found.every(({ address, family }) => !PRIVATE.check(address, family === 6 ? 'ipv6' : 'ipv4'));
}

export class Courier {
  readonly #waiting = new Set<NodeJS.Timeout>();

  constructor(readonly realMs: () => number) {}

  /** Nobody waits for it. */
  send(deliveries: readonly Delivery[]): void {
    for (const delivery of deliveries) void this.#carry(delivery, 1);
  }

  /** Once, and whether it arrived. */
  async tries(delivery: Delivery): Promise<boolean> {
    return (await this.#post(delivery, 1)) === 'delivered';
  }

  close(): void {
    for (const timer of this.#waiting) clearTimeout(timer);
    this.#waiting.clear();
  }

  async #carry(delivery: Delivery, attempt: number): Promise<void> {
    const wait = WAITS_MS[attempt - 1];
    if ((await this.#post(delivery, attempt)) !== 'retry' || wait === undefined) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      void this.#carry(delivery, attempt + 1);
    }, wait);
    timer.unref();
    this.#waiting.add(timer);
  }

  async #post({ url, secret, eventId, body }: Delivery, attempt: number): Promise<Outcome> {
    // The receiver's clock is the real one, whatever time it is in the world.
    const stamp = String(Math.floor(this.realMs() / 1000));
    const signature = createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex');
    try {
      if (!(await isAllowed(new URL(url)))) return 'failed';
      const { status, body: reply } = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-vast-event-id': eventId,
          'x-vast-delivery-attempt': String(attempt),
          'x-vast-timestamp': stamp,
          'x-vast-signature-256': `sha256=${signature}`,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await reply?.cancel();
      if (status >= 200 && status < 300) return 'delivered';
      return status === 408 || status === 429 || status >= 500 ? 'retry' : 'failed';
    } catch {
      return 'retry';
    }
  }
}
