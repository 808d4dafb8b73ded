'use client';

import { startTransition, useEffect, useMemo, useRef, useState } from 'react';

/** Work that may be put aside wherever it yields. */
export type Work<Result> = Generator<void, Result>;

/** A third of a frame: what a page does besides fits into the rest. */
const PIECE_MS = 5;

/**
 * What the work comes to, done in pieces between which the page answers; until it is done, what the work before came
 * to. `make` is the same function as long as the result would be. `atOnce`: little enough to be done while drawing.
 */
export function useInPieces<Result>(make: () => Work<Result>, atOnce: boolean): Result {
  const now = useMemo(() => (atOnce ? { of: make, result: finished(make()) } : undefined), [make, atOnce]);
  const [last, setLast] = useState(() => now ?? { of: make, result: finished(make()) });
  const shown = useRef(last);
  const [bench] = useState(() =>
    workbench<Result>((of, result) => {
      shown.current = { of, result };
      startTransition(() => setLast({ of, result }));
    }),
  );
  const done = now ?? (last.of === make ? last : undefined);
  useEffect(() => {
    if (!done) return bench.take(make);
    bench.clear();
    shown.current = done;
  }, [bench, make, done]);
  useEffect(() => bench.clear, [bench]);
  return (done ?? shown.current).result;
}

function finished<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** One work at a time, to its end; of what comes meanwhile, the newest is next. */
function workbench<Result>(then: (make: () => Work<Result>, result: Result) => void) {
  let next: (() => Work<Result>) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function begin(make: () => Work<Result>) {
    next = undefined;
    const work = make();
    timer = setTimeout(function piece() {
      const until = performance.now() + PIECE_MS;
      do {
        const step = work.next();
        if (!step.done) continue;
        timer = undefined;
        then(make, step.value);
        if (next) begin(next);
        return;
      } while (performance.now() < until);
      timer = setTimeout(piece);
    });
  }

  return {
    take(make: () => Work<Result>) {
      if (timer === undefined) begin(make);
      else next = make;
    },
    clear() {
      clearTimeout(timer);
      timer = next = undefined;
    },
  };
}
