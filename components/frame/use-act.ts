'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { notify } from '@/components/ui/notice';
import { type Answer, act } from '@/lib/surfaces/actions/result';
import type { Problem } from '@/lib/vast/problem';

/**
 * Runs a server action from a button or a form: one at a time, its problem kept where it was asked, its success said
 * once. What the page read on the server is read again afterwards.
 */
export function useAct() {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async <T>(
    action: () => Promise<Answer<T> | undefined>,
    done: { say?: string; says?: string; after?: (value: T) => void } = {},
  ): Promise<boolean> => {
    setPending(true);
    setProblem(undefined);
    try {
      const result = await act(action);
      if (!result.ok) {
        setProblem(result.problem);
        return false;
      }
      if (done.say) notify({ tone: 'run', title: done.say, says: done.says });
      done.after?.(result.value);
      router.refresh();
      return true;
    } finally {
      setPending(false);
    }
  };
  return { run, pending, problem, clear: () => setProblem(undefined) };
}
