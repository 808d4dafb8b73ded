import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** An emulator in a process of its own, which outlives whatever is killed. */
export async function emulatorProcess(options: { seed: number; world: string; history: number }) {
  const words = Object.entries({ port: 0, limits: 'scaled', ...options }).flatMap(([name, value]) => [
    `--${name}`,
    String(value),
  ]);
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/emulator.ts', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve) =>
    createInterface({ input: child.stdout }).once('line', resolve),
  );
  const { url, apiKey } = JSON.parse(line) as { url: string; apiKey: string };
  return {
    url,
    apiKey,
    control: async (path: string, body: unknown) => {
      const answer = await fetch(`${url}/__emulator/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    end: () => child.kill(),
  };
}

/** A generator of numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
