import type { Instrumentation } from 'next';

// Next compiles this file for its edge runtime, too, where Gantry runs nothing. What stands in these conditions is
// left out there; after an early return it would be compiled, and every module of Node warned of.

/** Once per server process, before it answers anybody. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { watchServer } = await import('@/lib/watch/server');
    await watchServer();
  }
}

/** What broke while a page was drawn or a handler ran. The digest is what its error screen shows. */
export const onRequestError: Instrumentation.onRequestError = async (
  error,
  _request,
  { routePath, routeType },
) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { logRequestError } = await import('@/lib/watch/server');
    logRequestError(error, { route: routePath, kind: routeType });
  }
};
