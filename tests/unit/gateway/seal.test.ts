import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from '@/lib/gateway/seal';

const key = randomBytes(32);

describe('a sealed key', () => {
  it('opens with the secret it was sealed under, for the account it belongs to', () => {
    expect(unseal(seal('vast-key', key, 'w/a'), key, 'w/a')).toBe('vast-key');
  });

  it('opens for nobody else: another secret, another account, a changed byte', () => {
    const sealed = seal('vast-key', key, 'w/a');
    expect(unseal(sealed, randomBytes(32), 'w/a')).toBeNull();
    expect(unseal(sealed, key, 'w/b')).toBeNull();
    const flipped = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    expect(unseal(flipped, key, 'w/a')).toBeNull();
    expect(unseal('', key, 'w/a')).toBeNull();
  });

  it('never looks the same twice and never shows the key', () => {
    expect(seal('vast-key', key, 'w/a')).not.toBe(seal('vast-key', key, 'w/a'));
    expect(seal('vast-key', key, 'w/a')).not.toContain('vast-key');
  });
});
