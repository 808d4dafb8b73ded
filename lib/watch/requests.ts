/**
 * Every request of a web process, from Node's own word of its arrival: it gets its id before anything of ours or
 * Next's sees it, carries it through all that follows, and is told of once, when its answer has ended.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '@/lib/log';
import { currentContext, enterContext, newRequestId, wellFormedId } from '@/lib/log/context';
import { countRequest } from './metrics';
import type { RouteOf } from './routes';

export const REQUEST_ID_HEADER = 'x-request-id';

export const FORWARDED = [
  'forwarded',
  'via',
  'x-real-ip',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
];

interface Arrival {
  request: IncomingMessage;
  response: ServerResponse;
}

/** Begins to watch; a second call in one process changes nothing. */
export function watchRequests(routeOf: RouteOf): void {
  const shared = globalThis as typeof globalThis & { gantryWatchesRequests?: true };
  if (shared.gantryWatchesRequests) return;
  shared.gantryWatchesRequests = true;
  // Node publishes it on the way to the server's handler, so the context entered here is the handler's.
  subscribe('http.server.request.start', (message) => arrive(message as Arrival, routeOf));
}

function arrive({ request, response }: Arrival, routeOf: RouteOf): void {
  const requestId = wellFormedId(request.headers[REQUEST_ID_HEADER]) ?? newRequestId();
  // Asked here: further in, Next has filled these in for whoever came without a proxy.
  const forwarded = FORWARDED.some((name) => request.headers[name] !== undefined);
  enterContext({ requestId, peer: request.socket.remoteAddress, forwarded });
  const context = currentContext();
  response.setHeader(REQUEST_ID_HEADER, requestId);
  // Scripts may read this one of any answer, also of the page's own: what an error screen shows.
  response.setHeader('server-timing', `request;desc="${requestId}"`);
  const from = performance.now();
  const { method = '', url = '' } = request;
  response.once('close', () => {
    const route = routeOf(url.split('?', 1)[0] ?? '');
    const ms = Math.round(performance.now() - from);
    const { statusCode: status, writableFinished } = response;
    // A stream's length says how long somebody looked, not how fast we are.
    const streams = String(response.getHeader('content-type')).startsWith('text/event-stream');
    if (!streams) countRequest({ method, route, status }, ms);
    const level = status >= 500 ? 'error' : route === '/_next' ? 'debug' : 'info';
    log('web')[level](
      {
        ...context,
        forwarded: undefined,
        method,
        route,
        status,
        ms,
        ...(writableFinished ? {} : { cut: true }),
      },
      'answered',
    );
  });
}
