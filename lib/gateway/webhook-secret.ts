/** What a webhook's deliveries are signed with: shown when it is made, kept sealed, opened to sign. */
import { randomBytes } from 'node:crypto';
import type { webhookEndpoint } from '@/lib/store/schema';
import { seal, unseal } from './seal';

type Endpoint = Pick<
  typeof webhookEndpoint.$inferSelect,
  'workspaceId' | 'id' | 'secretSealed' | 'previousSealed' | 'previousEndsAt'
>;

/** As the Standard Webhooks specification writes one: what follows the prefix is the key, in base64. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export const sealWebhookSecret = (
  secret: string,
  secretKey: Buffer,
  { workspaceId, id }: Pick<Endpoint, 'workspaceId' | 'id'>,
): string => seal(secret, secretKey, `webhook ${workspaceId}/${id}`);

/** The secrets that sign now, newest first; none when they were sealed under another secret key. */
export function signingSecrets(endpoint: Endpoint, secretKey: Buffer, now: Date): string[] {
  const { workspaceId, id, secretSealed, previousSealed, previousEndsAt } = endpoint;
  const overlaps = previousSealed !== null && previousEndsAt !== null && previousEndsAt > now;
  return [secretSealed, ...(overlaps ? [previousSealed] : [])].flatMap(
    (sealed) => unseal(sealed, secretKey, `webhook ${workspaceId}/${id}`) ?? [],
  );
}
