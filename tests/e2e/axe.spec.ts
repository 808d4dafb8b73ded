import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { PLACES } from '@/scripts/screens/places';
import { expect, test } from '../support/browser';

const WIDTHS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const [device, viewport] of Object.entries(WIDTHS)) {
  test.describe(`on a ${device}`, () => {
    for (const place of PLACES) {
      test(`${place.name}: axe finds nothing, in light and in dark`, async ({ page, stranger }) => {
        const here = place.outside ? stranger : page;
        await here.setViewportSize(viewport);
        await place.open(here);
        await here.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        expect(await violations(here)).toEqual([]);
        // The theme is a matter of colours alone.
        await here.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
        expect(await violations(here, ['color-contrast', 'link-in-text-block'])).toEqual([]);
      });
    }
  });
}

/** What axe objects to, as far as one needs it to find the place. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const found = await (rules ? axe.withRules(rules) : axe).analyze();
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}. ${failureSummary}`),
  );
}
