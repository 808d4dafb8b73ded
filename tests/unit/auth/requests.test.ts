import { describe, expect, it } from 'vitest';
import { onHostOf, onOwnHost } from '@/lib/auth/host';
import { noWorkspace, passwordsOff, tooManyAttempts } from '@/lib/auth/problems';
import { returnPath } from '@/lib/auth/return-path';
import { contentSecurityPolicy } from '@/lib/auth/security-headers';
import { asError, problemOfError, signInPage } from '@/lib/auth/sign-on/errors';
import { emailUnverified, groupsUnreadable, notLetIn, providerRefused } from '@/lib/auth/sign-on/problems';
import type { Way } from '@/lib/auth/sign-on/settings';
import { addressOf } from '@/lib/auth/visitor';
import { readConfig } from '@/lib/config';
import { networksOf } from '@/lib/config/proxies';

const own = 'http://127.0.0.1:3000';

describe('the way back after signing in', () => {
  it.each([
    ['/market?gpu=H100', '/market?gpu=H100'],
    [`${own}/costs`, '/costs'],
    ['//evil.test/x', '/'],
    ['/\\evil.test', '/'],
    ['/x/..//evil.test', '/'],
    ['/.//evil.test', '/'],
    ['https://evil.test', '/'],
    ['javascript:alert(1)', '/'],
    ['/market\n//evil.test', '/market//evil.test'],
    ['/api/auth/signout', '/'],
    ['/sign-in?from=/', '/'],
    ['/reset/token', '/'],
    ['/invite/token', '/invite/token'],
    ['http://[', '/'],
    [undefined, '/'],
    [['/a', '/b'], '/'],
  ])('from %j leads to %s', (from, path) => {
    expect(returnPath(from, own)).toBe(path);
  });
});

describe('the visitor’s address', () => {
  const seen = (value: string | null, peer: string | undefined, trusted = 'loopback') =>
    addressOf(value, peer, networksOf(trusted) ?? []);

  it('is who holds the connection, whatever they claim, unless that is a proxy we trust', () => {
    expect(seen('6.6.6.6', '203.0.113.7')).toBe('203.0.113.7');
    expect(seen('6.6.6.6', '127.0.0.1', 'none')).toBe('127.0.0.1');
    expect(seen(null, '::ffff:203.0.113.7')).toBe('203.0.113.7');
  });
  it('is what the nearest proxy saw, not what the visitor told it', () => {
    expect(seen('6.6.6.6, 203.0.113.7', '127.0.0.1')).toBe('203.0.113.7');
    expect(seen('6.6.6.6, 203.0.113.7', '::1')).toBe('203.0.113.7');
    expect(seen('2001:db8::7', '10.1.2.3', '10.0.0.0/8')).toBe('2001:db8::7');
  });
  it('goes through as many proxies as are trusted, and no further', () => {
    const chain = '6.6.6.6, 203.0.113.7, 10.0.0.1';
    expect(seen(chain, '127.0.0.1', 'loopback,10.0.0.1')).toBe('203.0.113.7');
    expect(seen(chain, '127.0.0.1', 'loopback, private')).toBe('203.0.113.7');
    expect(seen(chain, '127.0.0.1')).toBe('10.0.0.1');
    expect(seen('127.0.0.1', '127.0.0.1')).toBe('127.0.0.1');
  });
  it('drops ports and brackets, and stops at what is no address', () => {
    expect(seen('203.0.113.7:4711', '127.0.0.1')).toBe('203.0.113.7');
    expect(seen('[2001:db8::7]:443', '127.0.0.1')).toBe('2001:db8::7');
    expect(seen('6.6.6.6, unknown', '127.0.0.1')).toBe('127.0.0.1');
    expect(seen('6.6.6.6,', '127.0.0.1')).toBe('127.0.0.1');
  });
  it('is null when nobody knows who holds the connection', () => {
    expect(seen('203.0.113.7', undefined)).toBeNull();
    expect(seen(null, '')).toBeNull();
  });
  it.each(['10.0.0.0/33', '10.0.0/8', 'proxy.example.com', '::1/129', '10.0.0.1/8/9', '10.0.0.1/x'])(
    'can’t be asked of the proxy %s',
    (text) => {
      expect(networksOf(text)).toBeUndefined();
      expect(() => readConfig({ GANTRY_TRUSTED_PROXIES: text })).toThrow(/GANTRY_TRUSTED_PROXIES/);
    },
  );
});

describe('a redirect', () => {
  const answered = (host: string, location: string, ownUrl = own) =>
    onHostOf(
      new Request(`http://${host}/api/auth/callback`, { headers: { host } }),
      new Response(null, { status: 302, headers: { location } }),
      ownUrl,
    ).headers.get('location');

  it('stays on the name of this machine that the browser uses', () => {
    expect(answered('localhost:3000', own)).toBe('http://localhost:3000/');
    expect(answered('localhost:3000', `${own}/sign-in?error=X`)).toBe(
      'http://localhost:3000/sign-in?error=X',
    );
  });
  it('to elsewhere is left alone', () => {
    expect(answered('localhost:3000', 'https://idp.test/authorize')).toBe('https://idp.test/authorize');
  });
  it('of a public Gantry keeps the public name, whatever the proxy calls it inside', () => {
    const location = 'https://gantry.example.com/market';
    expect(answered('gantry:3000', location, 'https://gantry.example.com')).toBe(location);
  });
});

describe('the way out to a provider', () => {
  const begun = (host: string, ownUrl = own) =>
    onOwnHost(new Request(`http://${host}/sign-in/oidc?from=%2Fcosts`, { headers: { host } }), ownUrl);

  it('begins under the name that the provider sends the browser back to', () => {
    expect(begun('localhost:3000')).toBe(`${own}/sign-in/oidc?from=%2Fcosts`);
    expect(begun('127.0.0.1:3000')).toBeUndefined();
  });
  it('of a public Gantry begins where it is: a proxy may call it otherwise inside', () => {
    expect(begun('gantry:3000', 'https://gantry.example.com')).toBeUndefined();
  });
});

describe('a refusal in the address of the sign-in page', () => {
  const sso = { id: 'oidc', name: 'Northwind SSO' } as const;
  const said = (error: string, ways: readonly Way[] = [sso]) => problemOfError(error, ways)?.say;

  it('carries how long to wait', () => {
    expect(said(asError(tooManyAttempts({ waitSeconds: 840 })))).toBe(
      'Too many sign-ins failed here. Try again in 14 minutes.',
    );
    expect(said('TooManyAttempts.1')).toMatch(/in 1 second\.$/);
  });

  it.each([notLetIn, emailUnverified, groupsUnreadable, providerRefused])(
    'of ours comes back as the sentence it was, of $code',
    (kind) => {
      const problem = kind({ provider: sso.name });
      expect(signInPage(asError(problem))).toBe(`/sign-in?error=${problem.code}`);
      expect(said(asError(problem))).toBe(problem.say);
    },
  );

  it.each([passwordsOff(), noWorkspace()])('of a password comes back, too: $code', (problem) => {
    expect(said(asError(problem))).toBe(problem.say);
  });

  it('of next-auth is a sentence that says what to do', () => {
    expect(problemOfError('CredentialsSignin', [])?.code).toBe('auth.wrong_credentials');
    expect(said('OAuthSignin')).toMatch(/^Signing in with Northwind SSO can’t begin: it doesn’t answer/);
    expect(said('OAuthCallback')).toMatch(
      /^Signing in with Northwind SSO wasn’t finished.* Start again here\.$/,
    );
    expect(problemOfError('AccessDenied', [sso])?.code).toBe('auth.not_let_in');
    for (const fault of ['Callback', 'Configuration', '<script>', '']) {
      expect(problemOfError(fault, [sso])?.code).toBe('auth.sign_in_broken');
    }
  });

  it('names no provider where there are several', () => {
    expect(said('OAuthCallback', [sso, { id: 'github', name: 'GitHub' }])).toMatch(
      /^Signing in with your provider wasn’t/,
    );
  });

  it('is none when it only names a provider', () => {
    expect(problemOfError('oidc', [sso])).toBeUndefined();
    expect(problemOfError('github', [sso])?.code).toBe('auth.sign_in_broken');
  });
});

describe('the content security policy', () => {
  it('lets only the nonce’s scripts run and nobody frame the page', () => {
    const policy = contentSecurityPolicy('abc', { https: true, development: false });
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
  });
});
