import { log } from '@/lib/log';
import type { Vast } from '@/lib/vast/client';

/** The client, with a line in the log for every call. */
export const watched = (vast: Vast): Vast => ({
  ...vast,
  async call(op, input, to, options) {
    const from = performance.now();
    const answer = await vast.call(op, input, to, options);
    const ms = Math.round(performance.now() - from);
    const problem = answer.kind === 'done' ? undefined : answer.problem.code;
    log('vast').debug({ operation: op.name, outcome: answer.kind, problem, ms }, 'called');
    return answer;
  },
});
