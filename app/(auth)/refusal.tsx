'use client';

import { useEffect, useRef } from 'react';
import { recoverFocus } from '@/components/ui/lost-focus';
import type { Problem } from '@/lib/vast/problem';

/** Why it didn't work, above the form and read aloud. */
export function Refusal({ problem, id }: { problem: Problem | undefined; id?: string }) {
  const words = useRef<HTMLParagraphElement>(null);
  // A field that is filled in anew after the answer is another element.
  useEffect(() => {
    if (problem) recoverFocus(words.current);
  }, [problem]);
  if (!problem) return null;
  return (
    <p ref={words} id={id} tabIndex={-1} role="alert" className="rounded-sm bg-bad-bg px-2.5 py-2 text-bad">
      {problem.say}
    </p>
  );
}
