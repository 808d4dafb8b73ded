'use client';

import { useEffect, useRef, useSyncExternalStore } from 'react';

// One registry feeds the keys, their help and `aria-keyshortcuts`. Single keys never fire while someone types,
// and can be switched off (WCAG 2.1.4); combinations with Ctrl or Cmd always work.

export type Shortcut = {
  /** `j`, `shift+x`, `mod+k` (Cmd on a Mac, Ctrl elsewhere), or two after another: `g m`. */
  keys: string;
  /** What it does, for the help: "Go to the market". */
  label: string;
  /** Heading in the help. */
  group: string;
  run: (event: KeyboardEvent) => void;
};

const SEQUENCE_MS = 1200; // long enough for two keys without hurry, short enough not to surprise later
const SWITCH = 'gantry.single-keys';

let shortcuts: readonly Shortcut[] = [];
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const NONE: readonly Shortcut[] = [];
const announce = () => {
  for (const listener of listeners) listener();
};

let first: { key: string; at: number } | undefined;

/** `event` as it is written in `keys`; a shifted sign (`?`) is itself, a shifted letter says so. */
function pressed(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase();
  const shift = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key)) ? 'shift+' : '';
  return `${event.metaKey || event.ctrlKey ? 'mod+' : ''}${shift}${key}`;
}

const TYPING =
  'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], [role=combobox]';
const isTyping = (target: EventTarget | null) => target instanceof Element && target.closest(TYPING) !== null;
const hasOwnEnter = (target: EventTarget | null) =>
  target instanceof Element && target.closest('a, button, summary, [role^=menuitem], [role=option]') !== null;

export const singleKeysOn = (): boolean => globalThis.localStorage?.getItem(SWITCH) !== 'off';
export function setSingleKeys(on: boolean) {
  if (on) localStorage.removeItem(SWITCH);
  else localStorage.setItem(SWITCH, 'off');
  announce();
}

export function handleKey(event: KeyboardEvent, nowMs = Date.now()) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const key = pressed(event);
  if (!key.startsWith('mod+')) {
    if (isTyping(event.target) || !singleKeysOn()) return;
    // A dialog or a menu has the keyboard to itself.
    if (
      event.target instanceof Element &&
      event.target.closest('[role=dialog], [role=alertdialog], [role=menu]')
    )
      return;
    if ((key === 'enter' || key === ' ') && hasOwnEnter(event.target)) return;
  }
  const sequence = first && nowMs - first.at < SEQUENCE_MS ? `${first.key} ${key}` : undefined;
  first = undefined;
  // The latest registration wins: a table on the screen comes before the shell around it.
  const found =
    (sequence && shortcuts.findLast((s) => s.keys === sequence)) || shortcuts.findLast((s) => s.keys === key);
  if (found) {
    event.preventDefault();
    found.run(event);
  } else if (shortcuts.some((s) => s.keys.startsWith(`${key} `))) {
    first = { key, at: nowMs };
  }
}

/** Adds shortcuts until the returned function is called. */
export function register(added: readonly Shortcut[]): () => void {
  if (shortcuts.length === 0) window.addEventListener('keydown', handleKey as EventListener);
  shortcuts = [...shortcuts, ...added];
  announce();
  return () => {
    shortcuts = shortcuts.filter((s) => !added.includes(s));
    if (shortcuts.length === 0) window.removeEventListener('keydown', handleKey as EventListener);
    announce();
  };
}

/** Shortcuts for as long as the component is on the screen; `run` may change on every render. */
export function useShortcuts(list: readonly Shortcut[], enabled = true) {
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
  });
  const shape = list.map((s) => `${s.keys}\t${s.label}\t${s.group}`).join('\n');
  useEffect(() => {
    if (!enabled || shape === '') return;
    return register(
      shape.split('\n').map((line, index) => {
        const [keys = '', label = '', group = ''] = line.split('\t');
        return { keys, label, group, run: (event: KeyboardEvent) => latest.current[index]?.run(event) };
      }),
    );
  }, [shape, enabled]);
}

/** What can be pressed now, for the help. */
export const useAllShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    subscribe,
    () => shortcuts,
    () => NONE,
  );

export const useSingleKeysOn = (): boolean => useSyncExternalStore(subscribe, singleKeysOn, () => true);
