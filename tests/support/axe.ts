import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** In light every rule `but` these; in dark those about colours, since the theme is a matter of colours alone. */
export async function expectNoViolations(page: Page, but: string[] = []): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(new AxeBuilder({ page }).disableRules(but))).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const colours = ['color-contrast', 'link-in-text-block'];
  expect(await violations(new AxeBuilder({ page }).withRules(colours))).toEqual([]);
}

/** On another width, where the colours are those of the first: every rule, once. */
export async function expectNoViolationsThere(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(new AxeBuilder({ page }))).toEqual([]);
}

/** Of what a page holds within the frame, whose own state and themes are looked at elsewhere. */
export async function expectNoViolationsWithin(page: Page, region: string): Promise<void> {
  expect(await violations(new AxeBuilder({ page }).include(region))).toEqual([]);
}

/** What axe objects to, as far as one needs it to find the place. */
async function violations(axe: AxeBuilder): Promise<string[]> {
  const found = await axe.analyze();
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}. ${failureSummary}`),
  );
}
