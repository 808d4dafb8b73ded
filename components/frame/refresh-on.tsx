'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useLive } from '@/components/live/use-live';
import type { Topic } from '@/lib/live/publish';

type RefreshOnProps = {
  topics: Topic[];
  /** At most this often: a burst of notes (a sync writes many days) is one reading. */
  everyMs?: number;
};

/** Draws a server-read page anew when what it shows has changed. For quiet screens; lists renew row by row. */
export function RefreshOn({ topics, everyMs = 2_000 }: RefreshOnProps) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLive(topics, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      router.refresh();
    }, everyMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return null;
}
