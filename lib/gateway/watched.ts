import { log } from '@/lib/log';
import type { Vast } from '@/lib/vast/client';
import type { Limiter, RateKey } from '@/lib/vast/limiter';
import { countCall, countSlowDown, countTurn } from '@/lib/watch/metrics';
import { traced } from '@/lib/watch/traces';

/** The client, with every call counted and told of. */
export const watched = (vast: Vast): Vast => ({
  ...vast,
  async call(op, input, to, options) {
    const from = performance.now();
    const answer = await traced(`vast ${op.name}`, () => vast.call(op, input, to, options), {
      attributes: { 'server.address': to.origin },
      ended: ({ kind }) => ({ 'gantry.outcome': kind }),
    });
    const ms = Math.round(performance.now() - from);
    const problem = answer.kind === 'done' ? undefined : answer.problem.code;
    countCall(
      { operation: op.name, outcome: answer.kind === 'refused' ? answer.problem.code : answer.kind },
      ms,
    );
    log('vast').debug({ operation: op.name, outcome: answer.kind, problem, ms }, 'called');
    return answer;
  },
});

const endpointOf = ({ method, path }: RateKey): string => `${method} ${path}`;

/** The limiter, with every wait counted. */
export const watchedLimiter = (limiter: Limiter): Limiter => ({
  async book(key, documentedIntervalMs, atMostMs) {
    const waitMs = await limiter.book(key, documentedIntervalMs, atMostMs);
    countTurn(endpointOf(key), waitMs);
    return waitMs;
  },
  slowDown(key, thresholdMs) {
    countSlowDown(endpointOf(key));
    return limiter.slowDown(key, thresholdMs);
  },
});
