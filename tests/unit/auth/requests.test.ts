import { describe, expect, it } from 'vitest';
import { onHostOf } from '@/lib/auth/host';
import { problemOfError, waitAsError } from '@/lib/auth/problems';
import { returnPath } from '@/lib/auth/return-path';
import { contentSecurityPolicy } from '@/lib/auth/security-headers';
import { visitorOf } from '@/lib/auth/visitor';

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
    ['http://[', '/'],
    [undefined, '/'],
    [['/a', '/b'], '/'],
  ])('from %j leads to %s', (from, path) => {
    expect(returnPath(from, own)).toBe(path);
  });
});

describe('the visitor’s address', () => {
  const seen = (value: string | undefined, hops = 1) =>
    visitorOf(new Headers(value === undefined ? {} : { 'x-forwarded-for': value }), hops).address;

  it('is what the nearest proxy saw, not what the visitor claims', () => {
    expect(seen('6.6.6.6, 203.0.113.7')).toBe('203.0.113.7');
  });
  it('skips as many proxies as there are', () => {
    expect(seen('6.6.6.6, 203.0.113.7, 10.0.0.1', 2)).toBe('203.0.113.7');
    expect(seen('203.0.113.7', 2)).toBe('203.0.113.7');
  });
  it('is null when nobody says', () => {
    expect(seen(undefined)).toBeNull();
    expect(seen('')).toBeNull();
  });
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

describe('a refusal in the address of the sign-in page', () => {
  it('carries how long to wait', () => {
    expect(problemOfError(waitAsError(840)).say).toBe(
      'Too many sign-ins failed here. Try again in 14 minutes.',
    );
    expect(problemOfError(waitAsError(1)).say).toMatch(/in 1 second\.$/);
  });
  it('of any other kind says the one sentence', () => {
    expect(problemOfError('CredentialsSignin').code).toBe('auth.wrong_credentials');
    expect(problemOfError('<script>').code).toBe('auth.wrong_credentials');
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
