import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/**
 * Vast.ai keys at rest: AES-256-GCM, bound to the account they belong to, so that a row copied onto another
 * account doesn't open. Format `v1.<nonce>.<ciphertext+tag>`, base64url.
 */
export function seal(plain: string, secretKey: Buffer, boundTo: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secretKey, nonce);
  cipher.setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
}

/** The key, or null when it was sealed under another secret key: the account then needs its key pasted again. */
export function unseal(sealed: string, secretKey: Buffer, boundTo: string): string | null {
  const [version, nonce, body] = sealed.split('.');
  if (version !== 'v1' || !nonce || !body) return null;
  const bytes = Buffer.from(body, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', secretKey, Buffer.from(nonce, 'base64url'));
    decipher.setAAD(Buffer.from(boundTo));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** Tells keys apart where a key may not be written: limits before we know who it belongs to. */
export const keyFingerprint = (key: string): string =>
  `key:${createHash('sha256').update(key).digest('base64url').slice(0, 16)}`;
