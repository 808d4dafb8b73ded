'use client';

import { useState } from 'react';
import { getJson } from '@/components/frame/get-json';
import type { AuditPage } from '@/lib/queries/audit';
import { joined, type Shown } from './joined';

/** The rows on the screen: the first page as the server last read it, and what was asked for after it. */
export function usePages(query: string, first: AuditPage) {
  const [shown, setShown] = useState<Shown & { first: AuditPage }>({ query, first, ...first });
  const [state, setState] = useState<'idle' | 'reading' | 'failed'>('idle');
  if (shown.first !== first) {
    setShown({ ...joined(shown, query, first), first });
    if (shown.query !== query) setState('idle');
  }
  const more = async () => {
    if (shown.next === null || state === 'reading') return;
    setState('reading');
    try {
      const page = await getJson<AuditPage>(
        `/api/audit?${new URLSearchParams([...new URLSearchParams(query), ['before', String(shown.next)]])}`,
      );
      setShown((now) =>
        now.query === query && now.next === shown.next
          ? { ...now, rows: [...now.rows, ...page.rows], next: page.next }
          : now,
      );
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return { rows: shown.rows, next: shown.next, state, more };
}
