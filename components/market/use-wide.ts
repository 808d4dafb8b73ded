'use client';

import { useSyncExternalStore } from 'react';

/** From here on the rent panel has room beside the table. */
const WIDE = '(min-width: 87.5rem)';
const subscribe = (changed: () => void) => {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** Whether the panel stands beside the table; undefined until the browser has said so, when style sheets decide. */
export const useWide = (): boolean | undefined =>
  useSyncExternalStore<boolean | undefined>(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => undefined,
  );
