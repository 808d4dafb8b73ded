'use client';

import { useSyncExternalStore } from 'react';

// Which of the shell's overlays is open. Outside React, so that a key, a button and a phone's tab can all ask.
export type Overlay = 'palette' | 'help' | 'more';

let open: Overlay | undefined;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export function setOverlay(next: Overlay | undefined) {
  open = next;
  for (const listener of listeners) listener();
}
export const openPalette = () => setOverlay('palette');

export const useOverlay = (): Overlay | undefined =>
  useSyncExternalStore<Overlay | undefined>(
    subscribe,
    () => open,
    () => undefined,
  );
