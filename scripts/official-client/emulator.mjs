// The emulator as its user starts it: a process that prints one line of JSON.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export async function startEmulator(root, { world, seed }) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/emulator.ts', '--port', '0', '--world', world, '--seed', seed],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the emulator ended with ${code} before it was ready`);
  });
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended]);
  ended.catch(() => {});
  const { url, apiKey } = JSON.parse(line);

  async function control(path, body) {
    const reply = await fetch(`${url}/__emulator/${path}`, {
      method: body ? 'POST' : 'GET',
      body: body && JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`/__emulator/${path} answered ${reply.status}: ${await reply.text()}`);
    return reply.json();
  }

  return {
    url,
    apiKey,
    control,
    /** Writes that were accepted, oldest first. */
    journal: async () => (await control('journal')).entries,
    /** The world's second after that many have passed. */
    advance: async (seconds) => (await control('advance', { seconds })).now,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
