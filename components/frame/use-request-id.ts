import { useSyncExternalStore } from 'react';

interface Answered {
  path: string;
  requestId: string;
}

// The browser's own record of answers is full after 250; what is watched as it comes is never lost.
const latest: Answered[] = [];
const KEPT = 50;
const listeners = new Set<() => void>();

function remember(entries: PerformanceEntryList): void {
  for (const entry of entries as PerformanceResourceTiming[]) {
    const requestId = entry.serverTiming?.find(({ name }) => name === 'request')?.description;
    if (requestId) latest.push({ path: new URL(entry.name, location.href).pathname, requestId });
  }
  latest.splice(0, latest.length - KEPT);
  for (const tell of listeners) tell();
}

if (typeof PerformanceObserver !== 'undefined') {
  for (const type of ['navigation', 'resource']) {
    new PerformanceObserver((list) => remember(list.getEntries())).observe({ type, buffered: true });
  }
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** The request in which this page was last answered: the log tells under it why the page could not be drawn. */
export const useRequestId = (): string | undefined =>
  useSyncExternalStore(
    subscribe,
    () => latest.findLast(({ path }) => path === location.pathname)?.requestId,
    () => undefined,
  );
