import { join } from 'node:path';
import { format } from 'node:util';
import { config } from '@/lib/config';
import { log } from '@/lib/log';
import { watchRequests } from './requests';
import { routesOf } from './routes';
import { startTraces } from './traces';

/** Watches a web process: its requests, and what Next says by itself. */
export async function watchServer(): Promise<void> {
  const endTraces = await startTraces(config().otlpEndpoint, 'gantry-web');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void endTraces());
  watchRequests(routesOf(join(process.cwd(), process.env.NEXT_DIST_DIR ?? '.next')));
  // In development the terminal's own colours and stacks are worth more than one shape for all.
  if (process.env.NODE_ENV === 'production') takeConsole();
}

export function logRequestError(error: unknown, where: { route: string; kind: string }): void {
  log('web').error({ ...where, err: error }, 'a request failed');
}

/** Next and the packages below it write to the console; from here on that is the log, too. */
function takeConsole(): void {
  const levels = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error' } as const;
  for (const [method, level] of Object.entries(levels)) {
    console[method as keyof typeof levels] = (...words: unknown[]) => {
      const error = words.find((word) => word instanceof Error);
      const text = format(...words.filter((word) => word !== error)).trim();
      // What Next marks like this it reports to `onRequestError` as well, which knows the route.
      const twice = error !== undefined && text === '⨯';
      log('next')[twice ? 'debug' : level](error ? { err: error } : {}, text || 'an error');
    };
  }
}
