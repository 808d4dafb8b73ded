/** A webhook of a test's world, its receiver, and the worker's part in delivering to it. */
import { createHmac } from 'node:crypto';
import { networksOf } from '@/lib/config/proxies';
import { createWebhook, type WebhookGiven } from '@/lib/gateway/webhooks';
import { reachOf } from '@/lib/policy/reach';
import { type DeliveryPorts, deliverDue, dueWebhooks } from '@/lib/webhooks/deliver';
import { post } from '@/lib/webhooks/post';
import { type Posted, type Receiver, receiver } from './receiver';
import type { TestWorld } from './world';

export const REACH = reachOf(networksOf('loopback') ?? []);

export const deliveryPorts = (world: Pick<TestWorld, 'ports'>): DeliveryPorts => ({
  ...world.ports,
  random: () => 0.5,
  post: (posting) => post(posting, REACH),
});

export async function hooked(
  world: TestWorld,
  given: Partial<WebhookGiven> = {},
): Promise<{ webhookId: string; secret: string; to: Receiver }> {
  const to = await receiver();
  const ports = { ...world.ports, reach: REACH };
  const made = await createWebhook(ports, world.owner, { name: 'CI', url: to.url, events: null, ...given });
  if (!made.ok) throw new Error(made.problem.say);
  return { ...made.value, to };
}

/** What a worker does at one moment: everything that is due, once. */
export async function deliver(world: Pick<TestWorld, 'ports'>): Promise<void> {
  const ports = deliveryPorts(world);
  for (const key of await dueWebhooks(ports)) await deliverDue(ports, key, () => true);
}

/** Written apart from the code that signs, as a receiver would. */
export function isSignedBy(secret: string, { headers, raw }: Posted): boolean {
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${raw}`;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const right = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(right);
}
