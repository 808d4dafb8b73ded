/** Deliveries are signed as the Standard Webhooks specification says (standardwebhooks.com), so that its libraries verify them. */
import { createHmac } from 'node:crypto';

export interface Signed {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/** By every secret that is good now: while one takes the place of another, a receiver may know either. */
export function signedHeaders(
  secrets: readonly string[],
  message: { id: string; at: Date; body: string },
): Signed {
  const stamp = String(Math.floor(message.at.getTime() / 1000));
  const content = `${message.id}.${stamp}.${message.body}`;
  return {
    'webhook-id': message.id,
    'webhook-timestamp': stamp,
    'webhook-signature': secrets.map((secret) => `v1,${macOf(secret, content)}`).join(' '),
  };
}

const macOf = (secret: string, content: string): string =>
  createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(content)
    .digest('base64');
