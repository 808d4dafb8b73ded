'use client';

import { useSyncExternalStore } from 'react';

const PHONE = '(max-width: 699.98px)';
const subscribe = (changed: () => void) => {
  const query = window.matchMedia(PHONE);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** Whether this is a phone's width; undefined until the browser has said so, when style sheets must decide. */
export const usePhone = (): boolean | undefined =>
  useSyncExternalStore<boolean | undefined>(
    subscribe,
    () => window.matchMedia(PHONE).matches,
    () => undefined,
  );
