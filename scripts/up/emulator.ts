import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@/lib/store/server/cluster';
import { type Child, type Plan, startChild } from './child';

const stateOf = (dataDir: string) => join(dataDir, 'emulator');
const addressFile = (dataDir: string) => join(stateOf(dataDir), 'address.json');

/** Whether there is a demo from an earlier start. */
export const demoBegun = (dataDir: string): boolean => existsSync(stateOf(dataDir));

/**
 * The demo's Vast.ai: 90 days of a small team's history, in a state that survives every end. It keeps its port,
 * because the demo account is stored with its address.
 */
export async function startEmulator(plan: Omit<Plan, 'name' | 'args'>): Promise<Child> {
  const state = stateOf(plan.dataDir);
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const port = await rememberedPort(join(state, 'port'));
  const world = ['--world', 'small-team', '--history', '90', '--seed', '1'];
  const address = addressFile(plan.dataDir);
  rmSync(address, { force: true });
  const place = ['--port', port, '--state', state, '--hand-over', address];
  const args = ['--import', 'tsx', 'scripts/emulator.ts', ...place, ...world];
  return startChild({ ...plan, name: 'emulator', args });
}

/** Where it is and by which key, once it is ready. Not in its output: that is kept as a log. */
export async function addressOf(emulator: Child, dataDir: string): Promise<{ url: string; apiKey: string }> {
  for (;;) {
    const said = read(addressFile(dataDir));
    if (said !== undefined) return JSON.parse(said) as { url: string; apiKey: string };
    await Promise.race([sleep(25), emulator.died]);
  }
}

async function rememberedPort(file: string): Promise<string> {
  const port = (await freePort(Number(read(file) ?? 0))) ?? (await freePort());
  writeFileSync(file, String(port));
  return String(port);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
