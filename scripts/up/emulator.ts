import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@/lib/store/server/cluster';
import { type Child, type Plan, startChild } from './child';

const stateOf = (dataDir: string) => join(dataDir, 'emulator');

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
  const args = ['--import', 'tsx', 'scripts/emulator.ts', '--port', port, '--state', state, ...world];
  return startChild({ ...plan, name: 'emulator', args });
}

/** The line that it prints when it is ready. */
export async function addressOf(emulator: Child): Promise<{ url: string; apiKey: string }> {
  for (;;) {
    const line = emulator
      .output()
      .split('\n')
      .find((said) => said.startsWith('{"url"') && said.endsWith('}'));
    if (line) return JSON.parse(line) as { url: string; apiKey: string };
    await Promise.race([sleep(25), emulator.died]);
  }
}

async function rememberedPort(file: string): Promise<string> {
  const port = (await freePort(read(file) ?? 0)) ?? (await freePort());
  writeFileSync(file, String(port));
  return String(port);
}

function read(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
