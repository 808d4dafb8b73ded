'use client';

import { useEffect, useState } from 'react';
import { useLiveState } from '@/components/live/use-live';
import { useNow } from '@/components/ui/clock';
import { span } from '@/components/ui/time';

/** "9, live, last change 2 s ago": how many, how they come, how old they are. `readMs`: on the accounts' clock. */
export function LiveLine({ count, readMs }: { count: string; readMs: number | null }) {
  const { mode, changedMs, heardMs } = useLiveState();
  const theirsMs = useNow();
  const [nowMs, setNowMs] = useState<number>();
  useEffect(() => {
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const ago = (atMs: number | null) =>
    atMs === null || nowMs === undefined ? undefined : span(nowMs - atMs);
  const changed = ago(changedMs);
  const read = readMs === null || theirsMs === undefined ? undefined : span(theirsMs - readMs);
  const age = changed ? `, last change ${changed} ago` : read ? `, read ${read} ago` : '';
  switch (mode) {
    case 'connecting':
      return <>{count}, connecting</>;
    case 'live':
      return (
        <>
          {count}, live{age}
        </>
      );
    case 'polling':
      return (
        <>
          {count}, asked every 10 s{age}
        </>
      );
    case 'offline':
    case 'ended':
      return (
        <>
          {count}, {mode === 'offline' ? 'offline' : 'signed out'}
          {heardMs === null ? '' : `, ${ago(heardMs)} old`}
        </>
      );
  }
}
