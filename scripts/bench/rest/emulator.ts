/** An emulator in a process of its own: on one core, as whoever measures it has another. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Apart {
  url: string;
  apiKey: string;
  end(): void;
}

export async function emulatorApart(): Promise<Apart> {
  const words = [
    '--import',
    'tsx',
    'scripts/emulator.ts',
    '--limits',
    'off',
    '--seed',
    '7',
    '--history',
    '3',
  ];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the emulator ended with ${code}`)));
  });
  const { url, apiKey } = JSON.parse(line) as { url: string; apiKey: string };
  return { url, apiKey, end: () => void child.kill() };
}
