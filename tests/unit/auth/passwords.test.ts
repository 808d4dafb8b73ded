import { describe, expect, it } from 'vitest';
import { hashPassword, passwordMatches, unfit } from '@/lib/auth/passwords';

describe('passwords', () => {
  it('are stored as argon2id with OWASP’s cost, salted', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('match themselves and nothing else', async () => {
    const stored = await hashPassword('correct horse');
    expect(await passwordMatches(stored, 'correct horse')).toBe(true);
    expect(await passwordMatches(stored, 'correct horsf')).toBe(false);
    expect(await passwordMatches(stored, '')).toBe(false);
  });

  it('match however the keyboard composes an accent', async () => {
    expect(await passwordMatches(await hashPassword('caf\u00e9 cr\u00e8me'), 'cafe\u0301 cre\u0300me')).toBe(
      true,
    );
  });

  it('nobody’s hash matches nothing, not even the password it was made from', async () => {
    expect(await passwordMatches(undefined, 'nobody has this password')).toBe(false);
    expect(await passwordMatches(null, 'nobody has this password')).toBe(false);
  });

  it('an unknown person costs the same work as a known one', async () => {
    const stored = await hashPassword('correct horse');
    const timed = async (hash: string | undefined) => {
      const begun = process.cpuUsage();
      for (let i = 0; i < 5; i++) await passwordMatches(hash, 'guess guess');
      const { user, system } = process.cpuUsage(begun);
      return user + system;
    };
    await timed(undefined);
    const [known, unknown] = [await timed(stored), await timed(undefined)];
    // Skipping the work would be a hundredth; the rest is the machine's noise.
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it('have at least eight characters, counted as people count, and a sentence says so', () => {
    expect(unfit('1234567')?.say).toMatch(/at least 8 characters/);
    expect(unfit('12345678')).toBeUndefined();
    expect(unfit('🦄🦄🦄🦄')?.code).toBe('auth.password_unfit');
    expect(unfit('x'.repeat(1025))?.say).toMatch(/at most/);
  });
});
