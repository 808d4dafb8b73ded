/** Who may read /metrics, and the small server on which a worker answers it. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { Config } from '@/lib/config';
import type { Context } from '@/lib/log/context';
import { processMetrics } from './metrics';
import { FORWARDED } from './requests';

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * Whoever has the token. Without one, programs of this machine, and only where Gantry serves nobody else: behind a
 * proxy everybody comes from this machine.
 */
export function mayScrape(
  headers: { get(name: string): string | null },
  from: Pick<Context, 'peer' | 'forwarded'> | undefined,
  given: Pick<Config, 'metricsToken' | 'url'>,
): boolean {
  const { metricsToken: token, url } = given;
  if (token !== undefined) return equal(headers.get('authorization') ?? '', `Bearer ${token}`);
  // A page of another site may make a browser on this machine ask, but then by that site's name.
  return (
    from?.forwarded === false &&
    [from.peer, new URL(url).hostname, hostOf(headers)].every((host) => isLoopback(host))
  );
}

const isLoopback = (host: string | undefined): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/.test(host ?? '');

const hostOf = (headers: { get(name: string): string | null }): string =>
  (headers.get('host') ?? '').replace(/:\d+$/, '');

function equal(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export const refusalText = ({ metricsToken }: Pick<Config, 'metricsToken'>): string =>
  metricsToken
    ? 'Send GANTRY_METRICS_TOKEN as a bearer token.\n'
    : 'Set GANTRY_METRICS_TOKEN to read these from here.\n';

/**
 * The worker's own counts. It serves no pages, so it has a port of its own for them; what stands in the database is
 * the web server's to say. Resolves once it listens.
 */
export async function serveMetrics(
  given: Pick<Config, 'metricsToken' | 'url' | 'host'> & { port: number },
): Promise<Server> {
  const server = createServer(async (request, response) => {
    const get = (name: string) => request.headersDistinct[name]?.join(', ') ?? null;
    const forwarded = FORWARDED.some((name) => get(name) !== null);
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
    } else if (!mayScrape({ get }, { peer: request.socket.remoteAddress, forwarded }, given)) {
      response.writeHead(401, { 'www-authenticate': 'Bearer' }).end(refusalText(given));
    } else {
      response.writeHead(200, { 'content-type': METRICS_TYPE }).end(await processMetrics());
    }
  });
  await new Promise<void>((ready, failed) => {
    server.once('error', failed).listen(given.port, given.host, ready);
  });
  return server;
}
