import { describe, expect, it } from 'vitest';
import { refusalOf, thresholdMs } from '@/lib/vast/refusal';

const said = (status: number, error: string | null, msg: string | null) =>
  refusalOf({ status, error, msg, scope: 'instance_write' });

describe('what a refusal means', () => {
  it.each([
    [401, 'auth_error', 'Invalid user key', 'vast.key_revoked'],
    [403, 'auth_error', 'This action requires login.', 'vast.key_revoked'],
    [404, 'auth_error', 'Invalid user key', 'vast.key_revoked'],
    [401, null, 'Two Factor Authentication required', 'vast.two_factor'],
    [403, 'not_authorized', 'no access', 'vast.key_forbidden'],
    [
      404,
      'invalid_args',
      'error 404/3603: no_such_ask Instance type by id 5 is not available.',
      'vast.offer_gone',
    ],
    [400, 'no_such_ask', 'gone', 'vast.offer_gone'],
    [410, 'no_such_ask', 'error 410: 5 no longer available.', 'vast.offer_gone'],
    [400, 'insufficient_credit', 'Your account lacks credit', 'vast.insufficient_credit'],
    [411, null, 'Insufficient credit', 'vast.insufficient_credit'],
    [
      200,
      'resources_unavailable',
      'Required resources are currently unavailable, state change queued.',
      'vast.gpu_taken',
    ],
    [404, 'no_such_instance', 'no', 'vast.not_found'],
    [400, 'invalid_args', 'disk too small', 'vast.invalid_arguments'],
    [500, null, 'oops', 'vast.failed'],
    [200, 'something', 'new', 'vast.refused'],
  ])('%i %s "%s" is %s', (status, error, msg, code) => {
    expect(said(status, error, msg).code).toBe(code);
  });

  it('keeps Vast.ai’s own words', () => {
    expect(said(400, 'invalid_args', 'disk too small')).toMatchObject({
      vastSays: 'disk too small',
      vastStatus: 400,
    });
  });

  it('reads a threshold in seconds', () => {
    expect(thresholdMs('API requests too frequent: endpoint threshold=2.5')).toBe(2500);
    expect(thresholdMs('API requests too frequent')).toBeNull();
  });
});
