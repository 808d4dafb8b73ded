import { describe, expect, it } from 'vitest';
import { staleSince } from '@/components/frame/meter-age';

const answeredAt = '2026-11-24T15:54:00.000Z';
const answeredAtMs = Date.parse(answeredAt);

describe('how old the meter is', () => {
  it('is a matter of when Gantry read Vast.ai, three minutes before it answered', () => {
    const readBefore = (ms: number) => new Date(answeredAtMs - ms).toISOString();
    expect(staleSince({ answeredAt, readAt: readBefore(180_000) }, false)).toBeUndefined();
    expect(staleSince({ answeredAt, readAt: readBefore(180_001) }, false)).toBe(answeredAtMs - 180_001);
    expect(staleSince({ answeredAt, readAt: null }, false)).toBeUndefined();
  });

  it('is since its last answer, when Gantry is silent', () => {
    expect(staleSince({ answeredAt, readAt: answeredAt }, true)).toBe(answeredAtMs);
  });
});
