/** A second factor: the methods of an account, codes on their way to it, and codes for a lost telephone. */
import { createHmac } from 'node:crypto';
import { MINUTE, type Seconds } from './clock';
import { between, hash, hex } from './random';
import type { World } from './world';

export interface Method {
  readonly id: number;
  readonly kind: 'sms' | 'totp';
  label: string | null;
  readonly phone: string | null;
  /** Base32, of an app. */
  readonly secret: string | null;
  primary: boolean;
  readonly created: Seconds;
  used: Seconds | null;
  fails: number;
  lockedUntil: Seconds | null;
}

/** A code that was sent; whoever asked for it holds the secret that it belongs to. */
export interface Challenge {
  readonly secret: string;
  readonly kind: 'sms' | 'email';
  readonly phone: string | null;
  readonly code: string;
  readonly until: Seconds;
}

export interface TwoFactor {
  readonly methods: Method[];
  readonly backupCodes: Set<string>;
  readonly challenges: Challenge[];
  /** Until when another method may be added. */
  authorizedUntil: Seconds;
}

/** "Codes are valid for 10 minutes." */
const CODE_LASTS = 10 * MINUTE;
/** A method is locked after so many wrong codes, and only it (guides). */
export const LOCKED_FOR = 15 * MINUTE;
export const FAILS_MOST = { sms: 3, totp: 5 } as const;
const BACKUP_CODES = 10;

export function challenge(
  world: World,
  { twoFactor }: { twoFactor: TwoFactor },
  sent: Pick<Challenge, 'kind' | 'phone'>,
  at: Seconds,
): Challenge {
  const id = world.newId();
  const made: Challenge = {
    ...sent,
    secret: hex(32, world.seed, 'challenge', id),
    code: String(between(0, 999_999, world.seed, 'code', id)).padStart(6, '0'),
    until: at + CODE_LASTS,
  };
  twoFactor.challenges.push(made);
  return made;
}

/** Ten new ones; those before are worth nothing any more. */
export function newBackupCodes(world: World, { twoFactor }: { twoFactor: TwoFactor }): string[] {
  const id = world.newId();
  const codes = Array.from({ length: BACKUP_CODES }, (_, n) =>
    [0, 1, 2].map((part) => hex(4, world.seed, 'backup', id, n, part).toUpperCase()).join('-'),
  );
  twoFactor.backupCodes.clear();
  for (const code of codes) twoFactor.backupCodes.add(code);
  return codes;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export const newTotpSecret = (world: World): string => {
  const id = world.newId();
  return Array.from({ length: 32 }, (_, n) => BASE32[hash(world.seed, 'totp', id, n) % 32]).join('');
};

function bytesOf(secret: string): Buffer {
  let bits = '';
  for (const letter of secret.toUpperCase()) bits += BASE32.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

const STEP: Seconds = 30;

/** RFC 6238: six digits of the half minute. */
export function totp(secret: string, at: Seconds): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP)));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** A clock may be half a minute off. */
export const fitsTotp = (secret: string, code: string, at: Seconds): boolean =>
  [-STEP, 0, STEP].some((off) => totp(secret, at + off) === code);
