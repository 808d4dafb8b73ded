import { describe, expect, it } from 'vitest';
import { groupRules, signOnWays } from '@/lib/auth/sign-on/settings';
import { readConfig } from '@/lib/config';

const OIDC = {
  GANTRY_OIDC_ISSUER: 'https://login.example.com/realms/northwind',
  GANTRY_OIDC_CLIENT_ID: 'gantry',
  GANTRY_OIDC_CLIENT_SECRET: 'secret',
};
const GITHUB = { GANTRY_GITHUB_ID: 'id', GANTRY_GITHUB_SECRET: 'secret' };
const GOOGLE = { GANTRY_GOOGLE_ID: 'id', GANTRY_GOOGLE_SECRET: 'secret' };

describe('the ways to sign in', () => {
  it('are a password and nothing else, until somebody says so', () => {
    expect(readConfig({})).toMatchObject({
      passwordSignIn: true,
      singleSignOn: { oidc: undefined, github: undefined, google: undefined },
    });
    expect(signOnWays(readConfig({}))).toEqual([]);
  });

  it('are what is set, the company’s own first', () => {
    const settings = readConfig({ ...GITHUB, ...GOOGLE, ...OIDC, GANTRY_OIDC_NAME: 'Northwind SSO' });
    expect(signOnWays(settings).map(({ id, name }) => [id, name])).toEqual([
      ['oidc', 'Northwind SSO'],
      ['google', 'Google'],
      ['github', 'GitHub'],
    ]);
    expect(settings.singleSignOn.oidc).toMatchObject({
      scope: 'openid email profile',
      groupsClaim: 'groups',
      verifiedClaim: 'email_verified',
      groups: undefined,
    });
  });

  it('may leave the password out where there is another', () => {
    expect(readConfig({ ...GITHUB, GANTRY_PASSWORD_SIGN_IN: 'off' }).passwordSignIn).toBe(false);
  });

  it.each([
    [
      { GANTRY_PASSWORD_SIGN_IN: 'off' },
      /^GANTRY_PASSWORD_SIGN_IN can be off only when there is another way/,
    ],
    [{ GANTRY_PASSWORD_SIGN_IN: 'no' }, /^GANTRY_PASSWORD_SIGN_IN must be on or off/],
    [
      { GANTRY_OIDC_ISSUER: OIDC.GANTRY_OIDC_ISSUER },
      /^GANTRY_OIDC_CLIENT_ID goes with GANTRY_OIDC_ISSUER and GANTRY_OIDC_CLIENT_SECRET: set all/,
    ],
    [{ ...OIDC, GANTRY_OIDC_CLIENT_SECRET: '' }, /^GANTRY_OIDC_CLIENT_SECRET goes with/],
    [{ GANTRY_GITHUB_ID: 'id' }, /^GANTRY_GITHUB_SECRET goes with GANTRY_GITHUB_ID/],
    [{ GANTRY_GOOGLE_SECRET: 'x' }, /^GANTRY_GOOGLE_ID goes with GANTRY_GOOGLE_SECRET/],
    [{ GANTRY_OIDC_GROUPS: 'ml=engineer' }, /^GANTRY_OIDC_GROUPS says nothing without GANTRY_OIDC_ISSUER/],
    [{ ...OIDC, GANTRY_OIDC_ISSUER: 'login.example.com' }, /^GANTRY_OIDC_ISSUER must be a URL/],
    [
      { ...OIDC, GANTRY_OIDC_ISSUER: 'http://login.example.com' },
      /^GANTRY_OIDC_ISSUER must begin with https/,
    ],
    [
      { ...OIDC, GANTRY_OIDC_ISSUER: 'https://x.test/.well-known/openid-configuration' },
      /^GANTRY_OIDC_ISSUER is the address in front of/,
    ],
    [{ ...OIDC, GANTRY_OIDC_SCOPE: 'email profile' }, /^GANTRY_OIDC_SCOPE must contain the word openid/],
  ])('refuse %j and name the variable', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });

  it('take a provider on this machine without TLS', () => {
    const { oidc } = readConfig({ ...OIDC, GANTRY_OIDC_ISSUER: 'http://127.0.0.1:4000' }).singleSignOn;
    expect(oidc?.issuer).toBe('http://127.0.0.1:4000');
  });
});

describe('the groups of the environment', () => {
  const given = (GANTRY_OIDC_GROUPS: string) => groupRules(readConfig({ ...OIDC, GANTRY_OIDC_GROUPS }));

  it('are read once they are there', () => {
    expect(given('ml=engineer:NLP')).toEqual([{ group: 'ml', role: 'engineer', teams: ['NLP'] }]);
    expect(given('')).toBeUndefined();
  });

  it('with a mistake are an error that says which', () => {
    expect(() => given('ml=king')).toThrow(/^GANTRY_OIDC_GROUPS can’t be read\. “king” is no role/);
  });
});
