import { afterAll } from 'vitest';
import { type Emulator, type EmulatorOptions, startEmulator } from '@/lib/emulator';

const running = new Set<Emulator>();

// Whatever a test file leaves running ends with it.
afterAll(async () => {
  for (const emulator of running) await emulator.close();
});

/**
 * A Vast.ai of the test's own, over real HTTP, in this process. Its clock stands still between advances and it
 * doesn't limit, unless the test is about that.
 */
export async function testEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ speed: 0, limits: 'off', ...options });
  running.add(emulator);
  return emulator;
}
