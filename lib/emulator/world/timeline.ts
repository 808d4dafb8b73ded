/**
 * What will happen, in order. The world moves only by taking the next happening at its own moment, never at the
 * moment somebody looked, so that one look a month later and a look every second find the same world.
 */
import type { Seconds } from './clock';

interface Happening {
  readonly at: Seconds;
  readonly order: number;
  readonly happen: (at: Seconds) => void;
}

const earlier = (a: Happening, b: Happening) => a.at - b.at || a.order - b.order;

export class Timeline {
  #heap: Happening[] = [];
  #made = 0;

  /** A moment that has passed already happens at the next step, before anything later. */
  plan(at: Seconds, happen: (at: Seconds) => void): void {
    this.#heap.push({ at, order: this.#made, happen });
    this.#made += 1;
    this.#up(this.#heap.length - 1);
  }

  /** Lets everything happen that was due by `until`, that moment included. */
  run(until: Seconds): void {
    for (let next = this.#heap[0]; next !== undefined && next.at <= until; next = this.#heap[0]) {
      this.#take();
      next.happen(next.at);
    }
  }

  #take(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#down(0);
  }

  #up(from: number): void {
    for (let i = from; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (earlier(this.#heap[i]!, this.#heap[parent]!) >= 0) return;
      this.#swap(i, parent);
      i = parent;
    }
  }

  #down(from: number): void {
    for (let i = from; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < this.#heap.length && earlier(this.#heap[child]!, this.#heap[least]!) < 0) least = child;
      }
      if (least === i) return;
      this.#swap(i, least);
      i = least;
    }
  }

  #swap(a: number, b: number): void {
    const kept = this.#heap[a]!;
    this.#heap[a] = this.#heap[b]!;
    this.#heap[b] = kept;
  }
}
