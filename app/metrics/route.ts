import { config } from '@/lib/config';
import { currentContext } from '@/lib/log/context';
import { metricsText } from '@/lib/surfaces/metrics';
import { METRICS_TYPE, mayScrape, refusalText } from '@/lib/watch/serve';

export const dynamic = 'force-dynamic';

/** For Prometheus and its like: with the token, or from this machine where nobody else is served. */
export async function GET(request: Request): Promise<Response> {
  if (!mayScrape(request.headers, currentContext(), config())) {
    return new Response(refusalText(config()), { status: 401, headers: { 'www-authenticate': 'Bearer' } });
  }
  return new Response(await metricsText(new Date()), {
    headers: { 'content-type': METRICS_TYPE, 'cache-control': 'no-store' },
  });
}
