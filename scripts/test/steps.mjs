import { chromium } from './chromium.mjs';
import { postgres15 } from './postgres15.mjs';
import { check } from './run.mjs';
import { playwright, vitest } from './runners.mjs';

const bin = (name) => `node_modules/.bin/${name}`;

export const STEPS = [
  { name: 'lint', light: true, run: () => check(bin('biome'), 'ci', '--colors=off', '.') },
  { name: 'types', light: true, run: types },
  { name: 'structure', light: true, run: () => check('node', 'scripts/check-structure.mjs') },
  { name: 'unused', light: true, run: () => check(bin('knip')) },
  { name: 'ratchet', light: true, run: () => check('node', 'scripts/ratchet.mjs') },
  { name: 'unit', run: () => vitest(['--project', 'fast']) },
  { name: 'integration', run: () => vitest(['--project', 'integration']) },
  { name: 'build', run: () => check('node', '--import', 'tsx', 'scripts/build.ts') },
  { name: 'browser', run: async () => playwright({ CHROMIUM_PATH: await chromium() }) },
  { name: 'postgres15', run: postgres15 },
];

export const FAST = ['lint', 'types', 'structure', 'unused', 'ratchet', 'unit'];
export const ALL = [...FAST, 'integration', 'build', 'browser'];

/** The types of routes and their parameters are made by Next from the folders of app. */
async function types() {
  const made = await check(bin('next'), 'typegen');
  return made.failed ? made : check(bin('tsc'), '--noEmit');
}
