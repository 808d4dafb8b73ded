'use client';

/** What last had the focus; the browser forgets it with the element. */
let last: Element | null = null;
if (typeof document !== 'undefined') {
  last = document.activeElement === document.body ? null : document.activeElement;
  document.addEventListener('focusin', ({ target }) => {
    last = target instanceof Element ? target : null;
  });
}

/**
 * For an effect, after something went away: if it took the focus with it, the keyboard goes on at `to`. Whoever is
 * elsewhere stays there, and a page that was only just opened is left alone.
 */
export function recoverFocus(to: HTMLElement | null | undefined) {
  if (document.activeElement === document.body && last?.isConnected === false)
    to?.focus({ preventScroll: true });
}

/** The page below rail and bar, where "Skip to the content" leads, too. */
export const content = () => document.getElementById('content');
