import { GALLERY, PLACES } from '@/scripts/screens/places';
import { expectNoViolations } from '../support/axe';
import { test } from '../support/browser';

const WIDTHS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** Of what is shown in two themes there are two, and a title of a page stands in the middle of one. */
const TWICE = ['landmark-unique', 'heading-order'];

for (const [device, viewport] of Object.entries(WIDTHS)) {
  test.describe(`on a ${device}`, () => {
    for (const place of [...PLACES, GALLERY]) {
      test(`${place.name}: axe finds nothing, in light and in dark`, async ({ page, stranger }) => {
        const here = place.outside ? stranger : page;
        await here.setViewportSize(viewport);
        await place.open(here);
        await expectNoViolations(here, place === GALLERY ? TWICE : []);
      });
    }
  });
}
