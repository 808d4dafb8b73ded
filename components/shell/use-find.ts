'use client';

import { useEffect, useState } from 'react';
import type { FindAnswer, Found } from './palette';

const WAIT_MS = 120; // one question per pause in typing, not per letter

/** Asks the server for what is called so; an answer that comes after the next question is dropped. */
export function useFind(url: string | undefined, query: string) {
  const [answer, setAnswer] = useState<{ items: Found[]; state: 'idle' | 'asking' | 'failed' }>({
    items: [],
    state: 'idle',
  });
  const q = query.trim();
  useEffect(() => {
    if (!url || q === '') {
      setAnswer({ items: [], state: 'idle' });
      return;
    }
    const stop = new AbortController();
    setAnswer((before) => ({ ...before, state: 'asking' }));
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`${url}?q=${encodeURIComponent(q)}`, { signal: stop.signal });
        if (!response.ok) throw new Error(`find answered ${response.status}`);
        const found = (await response.json()) as FindAnswer;
        setAnswer({ items: found.items, state: 'idle' });
      } catch {
        if (!stop.signal.aborted) setAnswer({ items: [], state: 'failed' });
      }
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [url, q]);
  return answer;
}
