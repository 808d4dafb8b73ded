/**
 * Where the next page begins, as text that tells nothing and takes no change: sealed with a key of Gantry's to this
 * operation, account, input and caller. Vast.ai's own tokens are inside and never shown as such.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '@/lib/policy/canonical';

export type Position = { after: string } | { skip: number };

/** What a cursor belongs to; anywhere else it is refused. */
export interface Bound {
  operation: string;
  accountId: string;
  /** Who asks: a token or a person. */
  holder: string;
  input: Record<string, unknown>;
}

const Inside = z.union([
  z.strictObject({ after: z.string() }),
  z.strictObject({ skip: z.int().nonnegative() }),
]);

export function sealCursor(key: Buffer, bound: Bound, position: Position): string {
  const inside = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${inside}.${sign(key, bound, inside).toString('base64url')}`;
}

export function openCursor(key: Buffer, bound: Bound, text: string): Position | null {
  const [inside = '', signature = '', more] = text.split('.');
  const right = sign(key, bound, inside);
  const given = Buffer.from(signature, 'base64url');
  if (more !== undefined || given.length !== right.length || !timingSafeEqual(given, right)) return null;
  // Base64 has several ways to write one value; only the one that was given out counts.
  if (given.toString('base64url') !== signature) return null;
  return Inside.parse(JSON.parse(Buffer.from(inside, 'base64url').toString()));
}

function sign(key: Buffer, { operation, accountId, holder, input }: Bound, inside: string): Buffer {
  const { limit: _limit, after_token: _token, ...asked } = input;
  return createHmac('sha256', key)
    .update(JSON.stringify([operation, accountId, holder, canonical(asked), inside]))
    .digest();
}
