import { PLACES } from '@/scripts/screens/places';
import { expectNoViolations } from '../support/axe';
import { test } from '../support/browser';

const WIDTHS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

for (const [device, viewport] of Object.entries(WIDTHS)) {
  test.describe(`on a ${device}`, () => {
    for (const place of PLACES) {
      test(`${place.name}: axe finds nothing, in light and in dark`, async ({ page, stranger }) => {
        const here = place.outside ? stranger : page;
        await here.setViewportSize(viewport);
        await place.open(here);
        await expectNoViolations(here);
      });
    }
  });
}
