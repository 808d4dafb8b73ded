import { describe, expect, it } from 'vitest';
import { log } from '@/lib/log';
import {
  aboutAccount,
  apart,
  inContext,
  newRequestId,
  noteInContext,
  requestId,
  wellFormedId,
} from '@/lib/log/context';
import { captureLog } from '@/tests/support/logs';

describe('a line of the log', () => {
  it('says which part speaks, and what for, however deep in awaits', async () => {
    const logged = captureLog();
    await inContext({ requestId: 'request-1' }, async () => {
      log('web').info('begun');
      noteInContext({ workspaceId: 'w' });
      await Promise.resolve();
      await aboutAccount({ workspaceId: 'w', accountId: 'a' }, async () =>
        log('gateway').warn({ ms: 3 }, 'slow'),
      );
      log('web').info('ended');
    });
    log('worker').info('between');
    expect(logged.lines()).toMatchObject([
      { level: 'info', part: 'web', msg: 'begun', requestId: 'request-1' },
      { level: 'warn', part: 'gateway', ms: 3, requestId: 'request-1', workspaceId: 'w', accountId: 'a' },
      { part: 'web', msg: 'ended', requestId: 'request-1', workspaceId: 'w' },
      { part: 'worker', msg: 'between' },
    ]);
    expect(logged.lines()[2]).not.toHaveProperty('accountId');
    expect(logged.lines()[3]).not.toHaveProperty('requestId');
  });

  it('of what outlives the request that started it names no request', () => {
    expect(inContext({ requestId: 'request-1' }, () => apart(requestId))).toBeUndefined();
  });

  it('keeps an error’s kind, its cause and PostgreSQL’s code, and no value of the statement', () => {
    const logged = captureLog();
    const cause = Object.assign(new Error('duplicate key value'), {
      code: '23505',
      constraint: 'session_pkey',
      detail: 'Key (id_hash)=(topsecret) already exists.',
    });
    log('web').error({ err: new Error('Failed query: insert …\nparams: topsecret,2', { cause }) }, 'failed');
    expect(logged.lines()).toMatchObject([
      {
        err: {
          type: 'Error',
          message: 'Failed query: insert … params: [redacted]',
          stack: expect.stringContaining('log.test.ts'),
          cause: { code: '23505', constraint: 'session_pkey' },
        },
      },
    ]);
    expect(logged.text()).not.toContain('topsecret');
  });
});

describe('what never stands in the log', () => {
  const said = (fields: Record<string, unknown>, words = 'said') => {
    const logged = captureLog();
    log('test').info(fields, words);
    return logged.text();
  };

  it.each([
    'password',
    'newPassword',
    'password_hash',
    'api_key',
    'apiKey',
    'x-api-key',
    'keySealed',
    'ssh_key',
    'Authorization',
    'cookie',
    'set-cookie',
    'jupyter_token',
    'csrfToken',
    'nextAuthSecret',
    'onstart',
    'onstart_cmd',
    'env',
    'extra_env',
    'image_login_password',
  ])('the field %s, at any depth', (name) => {
    expect(said({ deep: [{ er: { [name]: 'topsecret' } }] })).toContain('[redacted]');
    expect(said({ [name]: { inner: 'topsecret' } })).not.toContain('topsecret');
  });

  it.each([
    'Bearer topsecret0123',
    'https://me:topsecret@db.example.com/gantry',
    'postgresql://gantry:topsecret@127.0.0.1:5432/gantry',
    'GET /api/v0/users/current/?api_key=topsecret&x=1',
    'Set-Cookie: gantry=topsecret; Path=/',
    'http://127.0.0.1:3000/first-run/topsecret',
    'ssh-ed25519 topsecretAAAAAAAAAAAAAAAAAA me@laptop',
    '-----BEGIN OPENSSH PRIVATE KEY-----\ntopsecret\n-----END OPENSSH PRIVATE KEY-----',
  ])('%s, in a message, a field or an error', (text) => {
    expect(said({}, `it said ${text}`)).not.toContain('topsecret');
    expect(said({ url: text, err: new Error(text) })).not.toContain('topsecret');
  });

  it('and what is no secret stays', () => {
    const line = said({
      route: '/api/instances/[account]',
      keyState: 'revoked',
      at: new Date(0),
      none: null,
    });
    expect(JSON.parse(line)).toMatchObject({
      route: '/api/instances/[account]',
      keyState: 'revoked',
      at: '1970-01-01T00:00:00.000Z',
      none: null,
    });
  });
});

describe('the id of a request', () => {
  it('is sixteen letters that nobody mistakes, and no two are equal', () => {
    const ids = Array.from({ length: 1000 }, newRequestId);
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{16}$/);
  });

  it('is taken over from whoever gives a well-formed one', () => {
    expect(wellFormedId('01J9Z8-trace.7')).toBe('01J9Z8-trace.7');
    const id = newRequestId();
    expect(wellFormedId(id)).toBe(id);
    for (const given of [
      'short',
      'a'.repeat(65),
      'line\nbreak-12345',
      '"quoted-1234"',
      '',
      undefined,
      ['a'.repeat(9)],
    ])
      expect(wellFormedId(given)).toBeUndefined();
  });
});
