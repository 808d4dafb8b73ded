const isLoopback = ({ hostname }: URL) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

/**
 * next-auth redirects to the one address it was told. On a person's own machine that is 127.0.0.1, while they
 * may have typed localhost: the cookie stays with the name they typed, so the redirect must, too. A Gantry that
 * was given a public address keeps to it, because there the Host header may be a proxy's inner name.
 */
export function onHostOf(request: Request, response: Response, ownUrl: string): Response {
  const own = new URL(ownUrl);
  const location = response.headers.get('location');
  const host = request.headers.get('host');
  if (!location || !host || !isLoopback(own)) return response;
  const target = new URL(location, own);
  if (target.origin !== own.origin) return response;
  target.host = host;
  response.headers.set('location', target.href);
  return response;
}

/**
 * The same address under the name that Gantry was told, when this request came by another of this machine: a provider
 * sends the browser back to that name, where the cookies of the way there must be.
 */
export function onOwnHost(request: Request, ownUrl: string): string | undefined {
  const own = new URL(ownUrl);
  const host = request.headers.get('host');
  if (!host || host === own.host || !isLoopback(own)) return undefined;
  const { pathname, search } = new URL(request.url);
  return own.origin + pathname + search;
}
