/** A page by its keys alone: where they are is asked at each step, and a story fails where they get lost or caught. */
import type { Locator, Page } from '@playwright/test';
import { expect } from './browser';

/** Further than this nobody goes by Tab. */
const STEPS_MAX = 40;

/**
 * Presses Tab until something is reached. Everything passed on the way must be in view and marked, and nothing may
 * come round a second time: then the keys are caught.
 */
export async function tabTo(page: Page, wanted: Locator, { back = false } = {}): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < STEPS_MAX; step++) {
    if (await wanted.evaluateAll((found) => found.includes(document.activeElement as HTMLElement))) {
      return expectFocusSeen(page);
    }
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    await expectFocusSeen(page);
    passed.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80) ?? ''));
  }
  throw new Error(`Tab doesn't reach ${wanted}; it passed\n${passed.join('\n')}`);
}

/** Some element has the keys, and whoever looks at the screen sees which. */
export async function expectFocusSeen(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(whereTheKeysAre)).toBe('seen');
}

function whereTheKeysAre(): string {
  const at = document.activeElement;
  if (!at || at === document.body) return 'lost: nothing on the page has the focus';
  const what = at.outerHTML.slice(0, 120);
  const { top, bottom, left, right } = at.getBoundingClientRect();
  if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) return `out of view: ${what}`;
  // What holds a whole page or panel is read aloud and marks itself by its place; what is typed into has a caret.
  if (at instanceof HTMLElement && at.tabIndex === -1 && !at.matches('a, button, input, select, tr'))
    return 'seen';
  if (at.matches('input:not([type=checkbox], [type=radio], [type=range]), textarea')) return 'seen';
  // Its own mark, or that of the frame drawn around it (a segment, a box).
  for (const each of [at, at.parentElement, at.parentElement?.parentElement, at.closest('fieldset')]) {
    if (!each) continue;
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) return 'seen';
  }
  return `not marked: ${what}`;
}

/** Picks what begins so in the native list that has the keys, by typing it. */
export async function pickByTyping(page: Page, list: Locator, words: string): Promise<void> {
  await expect(list).toBeFocused();
  await page.keyboard.type(words);
  await expect(list.locator('option:checked')).toHaveText(new RegExp(`^${words}`));
  await expect(list).toBeFocused();
}

/** "g m" and the like, from wherever the keys are. */
export async function goByKeys(page: Page, keys: string, heading: string): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
  await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
}
