'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useLive } from '@/components/live/use-live';
import type { Topic } from '@/lib/live/publish';

/** A burst of notes (a sync writes many days) is one reading. */
const QUIET_MS = 2_000;

/** Draws a server-read page anew when what it shows has changed. For quiet screens; lists renew row by row. */
export function RefreshOn({ topics }: { topics: Topic[] }) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLive(topics, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      router.refresh();
    }, QUIET_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return null;
}
