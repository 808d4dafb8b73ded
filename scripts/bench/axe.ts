/** What axe objects to on every screen over the fleet, both widths and both themes: nothing. */
import AxeBuilder from '@axe-core/playwright';
import { PLACES } from '../screens/places';
import { openStage } from '../stage';
import type { Measured } from './benches';

const DEVICES = [
  { device: 'desktop', viewport: { width: 1440, height: 900 } },
  { device: 'phone', viewport: { width: 390, height: 844 } },
];

export async function axeOfAll(): Promise<Measured[]> {
  const stage = await openStage('fleet');
  const results: Measured[] = [];
  try {
    for (const { device, viewport } of DEVICES) {
      for (const place of PLACES) {
        for (const colorScheme of ['light', 'dark'] as const) {
          const window = await stage.window({ viewport, colorScheme, signedIn: !place.outside });
          const page = await window.newPage();
          await place.open(page);
          const { violations } = await new AxeBuilder({ page }).analyze();
          for (const { id, nodes } of violations) {
            for (const { target } of nodes) console.error(`${place.name}, ${device}: ${id} at ${target}`);
          }
          const name = `${place.name}, ${device}, ${colorScheme}: violations`;
          results.push({ name, value: violations.length, limit: 0, direction: 'max' });
          await window.close();
        }
      }
    }
  } finally {
    await stage.end();
  }
  return results;
}
