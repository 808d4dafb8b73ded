'use client';

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';

// Ages follow the account's clock (the Date header of Vast.ai's replies), not the browser's, which may be wrong or,
// in the demo, slower. The server says what time it is; the browser only counts on from there.

type Clock = { initialMs: number; offsetMs: number };
const ClockContext = createContext<Clock | undefined>(undefined);

/** `nowMs`: the account's time when the server answered; pass a newer one whenever an answer brings it. */
export function ClockProvider({ nowMs, children }: { nowMs: number; children: ReactNode }) {
  const clock = useMemo(() => ({ initialMs: nowMs, offsetMs: nowMs - Date.now() }), [nowMs]);
  return <ClockContext value={clock}>{children}</ClockContext>;
}

/**
 * The account's time, renewed every `everyMs`. While hydrating it is the server's own answer; without a provider it
 * is unknown until the browser has taken over.
 */
export function useNow(everyMs = 1000): number | undefined {
  const clock = useContext(ClockContext);
  const tick = useMemo(() => ticker(everyMs), [everyMs]);
  const hydrated = useHydrated();
  const local = useSyncExternalStore(
    tick.subscribe,
    () => Math.floor(Date.now() / everyMs) * everyMs,
    () => 0,
  );
  if (!hydrated) return clock?.initialMs;
  return local + (clock?.offsetMs ?? 0);
}

function useHydrated(): boolean {
  const [hydrated, setHydrated] = useState(false);
  useEffect(() => setHydrated(true), []);
  return hydrated;
}

// One interval per period, however many ages are on the screen.
const tickers = new Map<number, { subscribe: (changed: () => void) => () => void }>();
function ticker(everyMs: number) {
  const known = tickers.get(everyMs);
  if (known) return known;
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const made = {
    subscribe(changed: () => void) {
      listeners.add(changed);
      timer ??= setInterval(() => {
        for (const listener of listeners) listener();
      }, everyMs);
      return () => {
        listeners.delete(changed);
        if (listeners.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
  };
  tickers.set(everyMs, made);
  return made;
}
