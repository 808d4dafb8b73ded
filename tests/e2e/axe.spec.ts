import { GALLERY, PLACES } from '@/scripts/screens/places';
import { expectNoViolations, expectNoViolationsThere } from '../support/axe';
import { expect, test } from '../support/browser';

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** Of what is shown in two themes there are two, and a title of a page stands in the middle of one. */
const TWICE = ['landmark-unique', 'heading-order'];

for (const place of [...PLACES, GALLERY]) {
  test(`${place.name}: axe finds nothing on a desktop and a phone, and it is no wider than the phone`, async ({
    page,
    stranger,
  }) => {
    const here = place.outside ? stranger : page;
    const but = place === GALLERY ? TWICE : [];
    await here.setViewportSize(DESKTOP);
    await place.open(here);
    await expectNoViolations(here, but);
    // The gallery is the parts of the other pages.
    if (place === GALLERY) return;
    await here.setViewportSize(PHONE);
    await expect.poll(() => here.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    // What stands over a page is the same there.
    if (!place.over) await expectNoViolationsThere(here);
  });
}
