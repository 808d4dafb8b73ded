import { describe, expect, it } from 'vitest';
import { signedHeaders } from '@/lib/webhooks/signature';

// The example that the Standard Webhooks libraries are tested with.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGE = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: new Date(1_614_265_330_000),
  body: '{"test": 2432232314}',
};

describe('signatures of deliveries', () => {
  it('are those of the specification’s own example', () => {
    expect(signedHeaders([SECRET], MESSAGE)).toEqual({
      'webhook-id': MESSAGE.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('are made by both secrets while one takes the place of the other', () => {
    const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const [both, first, second] = [[other, SECRET], [other], [SECRET]].map(
      (secrets) => signedHeaders(secrets, MESSAGE)['webhook-signature'],
    );
    expect(both).toBe(`${first} ${second}`);
    expect(first).not.toBe(second);
  });

  it('depend on the id, the moment and every byte of the body', () => {
    const of = (change: Partial<typeof MESSAGE>) =>
      signedHeaders([SECRET], { ...MESSAGE, ...change })['webhook-signature'];
    const changed = [
      { id: 'msg_other' },
      { at: new Date(1_614_265_331_000) },
      { body: '{"test":2432232314}' },
    ];
    expect(new Set([of({}), ...changed.map(of)]).size).toBe(4);
  });
});
