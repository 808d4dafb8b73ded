import { describe, expect, it } from 'vitest';
import { identityOf } from '@/lib/auth/sign-on/identity';
import { gitHubClaims } from '@/lib/auth/sign-on/providers';
import { readConfig } from '@/lib/config';

const settings = (more: Record<string, string> = {}) =>
  readConfig({
    GANTRY_OIDC_ISSUER: 'https://login.example.com',
    GANTRY_OIDC_CLIENT_ID: 'gantry',
    GANTRY_OIDC_CLIENT_SECRET: 'secret',
    GANTRY_OIDC_GROUPS: 'ml=engineer',
    ...more,
  });
const oidc = { id: 'oidc', name: 'Northwind SSO' } as const;
const read = (claims: object, config = settings()) => {
  const identity = identityOf(oidc, { sub: 'u1', ...claims }, config);
  return identity.ok ? identity.value : identity.problem.code;
};

describe('who somebody is at a provider', () => {
  it('is their subject at this issuer, their verified e-mail, name and groups', () => {
    const claims = { email: 'Ada@Example.test', email_verified: true, name: 'Ada', groups: ['ml', 'all'] };
    expect(read(claims)).toEqual({
      way: oidc,
      provider: 'oidc:https://login.example.com',
      subject: 'u1',
      email: 'ada@example.test',
      name: 'Ada',
      groups: ['ml', 'all'],
    });
  });

  it.each([undefined, false, 'true', 1, 'false', null, {}])(
    'has no e-mail when email_verified is %j',
    (email_verified) => {
      expect(read({ email: 'ada@example.test', email_verified })).toMatchObject({ email: undefined });
    },
  );

  it.each(['', 'ada', 42, ['ada@example.test'], `${'x'.repeat(250)}@example.test`])(
    'has no e-mail when it is %j',
    (email) => {
      expect(read({ email, email_verified: true })).toMatchObject({ email: undefined });
    },
  );

  it('takes another claim’s word for the e-mail only where that was chosen', () => {
    const claims = { email: 'ada@example.test', xms_edov: '1' };
    expect(read(claims)).toMatchObject({ email: undefined });
    const chosen = settings({ GANTRY_OIDC_VERIFIED_CLAIM: 'xms_edov' });
    expect(read(claims, chosen)).toMatchObject({ email: 'ada@example.test' });
    expect(read({ ...claims, xms_edov: 'no', email_verified: true }, chosen)).toMatchObject({
      email: undefined,
    });
  });

  it('has the groups of the claim that was chosen; one is as good as a list, and none is none', () => {
    const chosen = settings({ GANTRY_OIDC_GROUPS_CLAIM: 'https://example.test/roles' });
    expect(read({ groups: ['x'], 'https://example.test/roles': 'ml' }, chosen)).toMatchObject({
      groups: ['ml'],
    });
    expect(read({ groups: null })).toMatchObject({ groups: [] });
    expect(read({})).toMatchObject({ groups: [] });
  });

  it('is refused when there are groups that can’t be read: they are never taken for none', () => {
    expect(read({ groups: [{ name: 'ml' }] })).toBe('auth.groups_unreadable');
    expect(read({ groups: { ml: true } })).toBe('auth.groups_unreadable');
    // Microsoft's way of saying that there are too many.
    expect(read({ _claim_names: { groups: 'src1' } })).toBe('auth.groups_unreadable');
  });

  it('needs no readable groups where they give nothing', () => {
    const without = settings({ GANTRY_OIDC_GROUPS: '' });
    expect(read({ groups: { ml: true } }, without)).toMatchObject({ groups: [] });
  });

  it('is another person at another provider, whose groups give nothing', () => {
    const identity = identityOf({ id: 'google', name: 'Google' }, { sub: 'u1', groups: ['ml'] }, settings());
    expect(identity).toMatchObject({ ok: true, value: { provider: 'google', groups: [] } });
  });
});

describe('GitHub', () => {
  const octocat = { id: 583231, login: 'octocat', name: null };
  const email = (primary: boolean, verified: boolean) => ({ email: 'o@example.test', primary, verified });

  it('vouches for the first address of its list, if that was verified', () => {
    expect(gitHubClaims(octocat, [email(false, true), email(true, true)])).toEqual({
      sub: '583231',
      name: 'octocat',
      email: 'o@example.test',
      email_verified: true,
    });
  });

  it('vouches for no other', () => {
    for (const emails of [[], [email(true, false)], [email(false, true)]]) {
      expect(gitHubClaims(octocat, emails)).toEqual({
        sub: '583231',
        name: 'octocat',
        email_verified: false,
      });
    }
  });
});
