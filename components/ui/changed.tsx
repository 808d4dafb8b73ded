'use client';

import { type ReactNode, useRef } from 'react';

/** Flashes once, softly, when its value changes; not when it first appears. For figures, not for cells of long tables. */
export function Changed({ value, children }: { value: string; children?: ReactNode }) {
  const seen = useRef({ value, times: 0 });
  if (seen.current.value !== value) seen.current = { value, times: seen.current.times + 1 };
  const { times } = seen.current;
  return (
    <span key={times} className={times > 0 ? 'flash' : undefined}>
      {children ?? value}
    </span>
  );
}
