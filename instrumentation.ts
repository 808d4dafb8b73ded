import type { Instrumentation } from 'next';

/** Once per server process, before it answers anybody. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { watchServer } = await import('@/lib/watch/server');
  await watchServer();
}

/** What broke while a page was drawn or a handler ran. The digest is what its error screen shows. */
export const onRequestError: Instrumentation.onRequestError = async (
  error,
  _request,
  { routePath, routeType },
) => {
  const { logRequestError } = await import('@/lib/watch/server');
  logRequestError(error, { route: routePath, kind: routeType });
};
