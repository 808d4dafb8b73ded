/** Who wants to be told of what, and what is to be sent because of it. Nothing is sent from here. */
import type { Fields } from '../json';
import type { Seconds } from './clock';
import { noticeType } from './notice-types';
import { hex } from './random';

export interface Webhook {
  readonly id: number;
  readonly account: number;
  name: string | null;
  url: string;
  events: readonly string[];
  secret: string;
  readonly created: Seconds;
  updated: Seconds;
}

export interface Channels {
  readonly email: boolean;
  readonly webhooks: boolean;
}

export const USUAL: Channels = { email: true, webhooks: false };

export interface Notice {
  readonly subject: string;
  readonly message: string;
  /** null: nothing to tell besides the words. */
  readonly data: Fields | null;
}

/** One notice to one webhook, as it will be sent. */
export interface Delivery {
  readonly url: string;
  readonly secret: string;
  readonly eventId: string;
  readonly body: string;
}

/** What Vast.ai sends of `data` at most, serialized (docs guides/reference/notification-webhooks.mdx). */
const DATA_CAP = 4096;

export class Notifications {
  readonly webhooks: Webhook[] = [];
  /** By account, what it chose other than usual: by key. */
  readonly chosen = new Map<number, Map<string, Channels>>();
  #outbox: Delivery[] = [];

  constructor(readonly seed: number) {}

  /** Nobody is told anything in a world without webhooks. */
  get listening(): boolean {
    return this.webhooks.length > 0;
  }

  channelsOf(account: number, key: string): Channels {
    return this.chosen.get(account)?.get(key) ?? USUAL;
  }

  choose(account: number, key: string, channels: Channels): void {
    const chosen = this.chosen.get(account) ?? new Map<string, Channels>();
    chosen.set(key, channels);
    this.chosen.set(account, chosen);
  }

  tell(account: number, key: string, notice: Notice, at: Seconds): void {
    const type = noticeType(key);
    if (!type) throw new Error(`no notice is called ${key}`);
    if (!this.channelsOf(account, key).webhooks) return;
    const eventId = hex(32, this.seed, 'event', account, key, at, notice.subject);
    for (const webhook of this.webhooks) {
      if (webhook.account !== account || !webhook.events.includes(key)) continue;
      this.#outbox.push(deliveryOf(webhook, eventId, type.slug, notice, at));
    }
  }

  /** What is to be sent now; whoever takes it sends it. */
  take(): readonly Delivery[] {
    const taken = this.#outbox;
    if (taken.length > 0) this.#outbox = [];
    return taken;
  }
}

export function deliveryOf(
  webhook: Webhook,
  eventId: string,
  slug: string,
  { subject, message, data }: Notice,
  at: Seconds,
): Delivery {
  const large = data !== null && JSON.stringify(data).length > DATA_CAP;
  const body = {
    event_id: eventId,
    user_id: webhook.account,
    notif_type: slug,
    subject,
    message,
    data: large ? null : data,
    data_truncated: large,
    timestamp: at,
  };
  return { url: webhook.url, secret: webhook.secret, eventId, body: JSON.stringify(body) };
}
