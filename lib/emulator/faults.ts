/** Faults that a test orders: a rule matches requests and says what goes wrong with them, how often and how many times. */
import { z } from 'zod';
import { chance } from './world/random';

const Rule = z.strictObject({
  match: z.strictObject({ method: z.string().optional(), path: z.string().optional() }).default({}),
  kind: z.enum(['status', 'reset_before', 'reset_after', 'delay', 'hang']),
  status: z.number().int().default(500),
  body: z.string().default(''),
  delayMs: z.number().nonnegative().default(0),
  /** Chance that a matching request is hit. */
  rate: z.number().min(0).max(1).default(1),
  /** Hits until the rule is spent; absent: never. */
  times: z.number().int().positive().optional(),
});

export const FaultOrder = z.strictObject({ rules: z.array(Rule), seed: z.number().int().default(1) });

export type Fault = z.infer<typeof Rule>;

export class Faults {
  #rules: { fault: Fault; hits: number; seen: number }[] = [];
  #seed = 1;

  /** Replaces what was ordered before. */
  order({ rules, seed }: z.infer<typeof FaultOrder>): void {
    this.#rules = rules.map((fault) => ({ fault, hits: 0, seen: 0 }));
    this.#seed = seed;
  }

  /** The first rule that hits this request. */
  strike(method: string, path: string): Fault | null {
    for (const [index, rule] of this.#rules.entries()) {
      const { match, rate, times } = rule.fault;
      if (match.method !== undefined && match.method !== method) continue;
      if (match.path !== undefined && !path.startsWith(match.path)) continue;
      if (times !== undefined && rule.hits >= times) continue;
      rule.seen += 1;
      if (chance(this.#seed, 'fault', index, rule.seen) >= rate) continue;
      rule.hits += 1;
      return rule.fault;
    }
    return null;
  }
}
