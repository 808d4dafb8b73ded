import { createServer } from 'node:net';
import type { Config } from '@/lib/config';
import { REQUEST_ID_HEADER } from '@/lib/watch/requests';
import type { Finding } from './report.mjs';

/** PORT is free, or Gantry itself is there. */
export async function port({ host }: Pick<Config, 'host'>, number: number): Promise<Finding> {
  const check = 'port';
  const trouble = await listening(host, number);
  if (trouble === undefined) return { check, level: 'ok', say: `${number} is free` };
  if (trouble === 'EADDRINUSE') {
    if (await isGantry(host, number)) return { check, level: 'ok', say: `Gantry answers on ${number}` };
    const fix = `PORT=${number + 1} npm run up   (or: fuser -v ${number}/tcp tells whose it is)`;
    return { check, level: 'bad', say: `${number} is taken by another program`, fix };
  }
  const fix = 'correct GANTRY_HOST or PORT; a port below 1024 needs root, a proxy does not';
  return { check, level: 'bad', say: `can’t listen on ${host}:${number} (${trouble})`, fix };
}

const listening = (host: string, number: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(number, host, () => probe.close(() => resolve(undefined)));
  });

async function isGantry(host: string, number: number): Promise<boolean> {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  try {
    const answer = await fetch(`http://${name}:${number}/api/health`, { signal: AbortSignal.timeout(5_000) });
    const { status } = (await answer.json()) as { status?: unknown };
    return typeof status === 'string' && answer.headers.has(REQUEST_ID_HEADER);
  } catch {
    return false;
  }
}
