/**
 * npm run screens: a picture of every screen in every world, into docs/screens/WORLD/SCREEN-DEVICE-THEME.png.
 *   --world a,b   these worlds only
 *   --only a,b    these screens only
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContextOptions, Page } from '@playwright/test';
import sharp from 'sharp';
import { PLACES, type Place, settled } from './screens/places';
import { setScene } from './screens/scenes';
import { openStage, type Stage, WORLDS, type WorldName } from './stage';

const { values } = parseArgs({ options: { world: { type: 'string' }, only: { type: 'string' } } });

interface Look extends BrowserContextOptions {
  name: string;
  tallest: number;
}

const desktop = { viewport: { width: 1440, height: 960 } };
const LOOKS: readonly Look[] = [
  { name: 'desktop-light', colorScheme: 'light', tallest: 1400, ...desktop },
  { name: 'desktop-dark', colorScheme: 'dark', tallest: 1400, ...desktop },
  {
    name: 'phone-light',
    colorScheme: 'light',
    tallest: 1400,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  },
];

// What a world has none of can't be looked at.
const LACKS: Partial<Record<WorldName, readonly Place['needs'][]>> = { empty: ['instances', 'costs'] };

const wanted = (list: string | undefined, name: string) =>
  list === undefined || list.split(',').includes(name);

for (const world of WORLDS.filter((name) => wanted(values.world, name))) {
  const folder = join('docs/screens', world);
  if (values.only === undefined) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const stage = await openStage(world);
  try {
    await setScene(world, stage);
    for (const look of LOOKS) await photograph(stage, world, look, folder);
  } finally {
    await stage.end();
  }
}

async function photograph(stage: Stage, world: WorldName, { name, tallest, ...look }: Look, folder: string) {
  for (const place of PLACES) {
    if (!wanted(values.only, place.name) || LACKS[world]?.includes(place.needs)) continue;
    const window = await stage.window({ ...look, signedIn: !place.outside });
    const page = await window.newPage();
    try {
      await place.open(page);
      if (!place.over) await asTallAsItIs(page, tallest);
      // A third of the size with a palette, and nothing that one could see is lost.
      await sharp(await page.screenshot())
        .png({ palette: true, quality: 90 })
        .toFile(join(folder, `${place.name}-${name}.png`));
    } catch (error) {
      throw new Error(`${world}, ${place.name}, ${name}`, { cause: error });
    } finally {
      await window.close();
    }
  }
  console.log(`${world} ${name}`);
}

/** Makes the window as tall as the page, and no taller than one looks at. */
async function asTallAsItIs(page: Page, tallest: number): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const size = page.viewportSize();
  if (size && height > size.height)
    await page.setViewportSize({ ...size, height: Math.min(height, tallest) });
  await settled(page);
}
