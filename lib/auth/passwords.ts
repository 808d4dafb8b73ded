import { hash, verify } from '@node-rs/argon2';
import type { Problem } from '@/lib/vast/problem';
import { passwordUnfit } from './problems';

// NIST SP 800-63B: at least 8 characters where attempts are limited, no rules about their kind, at least 64
// accepted. The upper end only keeps somebody from posting megabytes.
export const PASSWORD_LENGTH_MIN = 8;
export const PASSWORD_LENGTH_MAX = 1024;

// OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane. The package's default algorithm is argon2id.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is wrong with a new password, if anything. */
export function unfit(password: string): Problem | undefined {
  if ([...password].length < PASSWORD_LENGTH_MIN) {
    return passwordUnfit({
      why: `A password has at least ${PASSWORD_LENGTH_MIN} characters; a few words make a good one.`,
    });
  }
  if (password.length > PASSWORD_LENGTH_MAX) {
    return passwordUnfit({ why: `A password has at most ${PASSWORD_LENGTH_MAX} characters.` });
  }
  return undefined;
}

export const hashPassword = (password: string): Promise<string> => hash(canonical(password), COST);

let nobody: Promise<string> | undefined;

/**
 * Does the same work whether the person exists or not: without a hash, one that nothing matches is verified,
 * so that the time of an answer doesn't tell which e-mails are known.
 */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await nobody), canonical(password));
  return stored != null && matches;
}

// One keyboard sends é as one character, another as two (NIST SP 800-63B, 5.1.1.2).
const canonical = (password: string) => password.normalize('NFKC');
