/** An account's credit at a moment: what came in, less every charge known by then. Exact to the tick. */
import { type Books, lifeDays, linesOf, OPEN_DAYS_BEFORE, total } from './billing';
import { DAY, dayOf, type Seconds } from './clock';
import type { Contract } from './contracts';
import { drawnOf } from './deposits';
import type { Ticks } from './ticks';

/** A row of the invoices: money that moved into or out of the wallet, other than charges. */
export interface Movement {
  readonly id: number;
  readonly at: Seconds;
  /** null: asked for, never paid; it moves no money. */
  readonly paid: Seconds | null;
  readonly type: 'credit' | 'transfer' | 'refund' | 'reserved';
  readonly service: 'stripe_payments' | 'transfer' | 'coinbase' | 'reserved';
  readonly source: string;
  readonly description: string;
  /** Positive: into the wallet. */
  readonly ticks: Ticks;
}

export class Wallet {
  readonly movements: Movement[] = [];
  /** Days up to here are closed; their sum is remembered, since nothing but a restatement changes it. */
  #closedThrough: number | null = null;
  #closed: Ticks = 0n;

  constructor(
    readonly books: Books,
    readonly contracts: readonly Contract[],
  ) {}

  credit(at: Seconds): Ticks {
    return this.movedIn(at) - this.spent(at) + this.#fromDeposits(at);
  }

  movedIn(at: Seconds): Ticks {
    return this.movements.reduce(
      (sum, move) => (move.paid !== null && move.paid <= at ? sum + move.ticks : sum),
      0n,
    );
  }

  /** Charges that were paid in advance: the deposit left the credit when it was made. */
  #fromDeposits(at: Seconds): Ticks {
    return this.contracts.reduce((sum, one) => (one.reserved ? sum + drawnOf(this.books, one, at) : sum), 0n);
  }

  spent(at: Seconds): Ticks {
    const today = dayOf(at);
    const closedThrough = today - OPEN_DAYS_BEFORE - 1;
    this.#close(closedThrough);
    let sum = this.#closed + this.#restated(closedThrough, at);
    for (let day = closedThrough + 1; day <= today; day += 1) {
      for (const contract of this.#billedOn(day)) sum += total(linesOf(this.books, contract, day, at));
    }
    return sum;
  }

  #close(through: number): void {
    const begun = this.#closedThrough ?? this.#firstDay(through) - 1;
    for (let day = begun + 1; day <= through; day += 1) {
      for (const contract of this.#billedOn(day)) this.#closed += this.#final(contract, day);
    }
    this.#closedThrough = Math.max(begun, through);
  }

  /** A closed day's amount before any restatement: everything late has arrived. */
  #final(contract: Contract, day: number): Ticks {
    const plain = { seed: this.books.seed, restatements: [] };
    return total(linesOf(plain, contract, day, (day + OPEN_DAYS_BEFORE + 1) * DAY));
  }

  /** What restatements known by now changed about closed days. */
  #restated(through: number, at: Seconds): Ticks {
    const touched = new Map<string, { contract: number; day: number }>();
    for (const one of this.books.restatements) {
      if (one.knownAt <= at && one.day <= through) touched.set(`${one.contract} ${one.day}`, one);
    }
    let change = 0n;
    for (const { contract: id, day } of touched.values()) {
      const contract = this.contracts.find((one) => one.id === id);
      if (contract) change += total(linesOf(this.books, contract, day, at)) - this.#final(contract, day);
    }
    return change;
  }

  #firstDay(otherwise: number): number {
    return this.contracts.reduce((first, one) => Math.min(first, dayOf(one.created)), otherwise + 1);
  }

  *#billedOn(day: number): Iterable<Contract> {
    const end = (day + 1) * DAY;
    for (const contract of this.contracts) {
      if (contract.created < end && lifeDays(contract, end).last >= day) yield contract;
    }
  }
}
