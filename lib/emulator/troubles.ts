/** An account that is in trouble by design: a share of its calls fails, whatever they ask. */
import type { Account } from './world/accounts';
import { chance } from './world/random';

export class Troubles {
  readonly #calls = new Map<number, number>();

  constructor(readonly seed: number) {}

  /** Decided by the seed and the count of the account's calls; one failure in four is no answer at all. */
  of(account: Account): 'silence' | 'unavailable' | null {
    if (account.trouble === 0) return null;
    const count = (this.#calls.get(account.id) ?? 0) + 1;
    this.#calls.set(account.id, count);
    const draw = chance(this.seed, 'trouble', account.id, count);
    if (draw < account.trouble / 4) return 'silence';
    return draw < account.trouble ? 'unavailable' : null;
  }
}
