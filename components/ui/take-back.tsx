'use client';

import { type ReactNode, useEffect } from 'react';
import { Button } from './button';
import { useNow } from './clock';
import { Kbd } from './kbd';
import { content, recoverFocus } from './lost-focus';

type TakeBackProps = {
  /** "Destroying llama-ft-12". */
  children: ReactNode;
  /** When it happens; the countdown is the database's, this only shows it. */
  untilMs: number;
  pending?: boolean;
  /** The key that does the same. */
  keys?: string | undefined;
  onTakeBack: () => void;
};

/** A running take-back time: what will happen, in how many seconds, and the way back. */
export function TakeBack({ children, untilMs, pending, keys, onTakeBack }: TakeBackProps) {
  const now = useNow(250);
  useEffect(() => () => recoverFocus(content()), []);
  const left = now === undefined ? undefined : Math.max(0, Math.ceil((untilMs - now) / 1000));
  return (
    <div
      role="status"
      // Said once when it appears: a countdown read out every second would drown the way back.
      aria-relevant="additions"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line bg-bad-bg px-4 py-2.5"
    >
      <span className="text-bad">
        {children}
        {left !== undefined && left > 0 && <> in {left} s</>}
      </span>
      <Button
        size="small"
        className="ml-auto"
        pending={pending}
        disabled={left === 0}
        aria-keyshortcuts={keys}
        onClick={onTakeBack}
      >
        Take back
        {keys && (
          <span aria-hidden="true" className="max-md:hidden">
            <Kbd>{keys}</Kbd>
          </span>
        )}
      </Button>
    </div>
  );
}
