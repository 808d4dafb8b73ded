import { scopeFromRequest, sessionFromRequest } from '@/lib/auth/scope';
import { feedOf, logLive } from '@/lib/live/feeds';
import { isPosition } from '@/lib/live/messages';
import { type Check, openStream, STREAM_HEADERS } from '@/lib/live/stream';
import { may } from '@/lib/policy/roles';
import { sightKey } from '@/lib/policy/sight';
import { instancesFeed } from '@/lib/queries/instances-feed';

export const dynamic = 'force-dynamic';

/**
 * What changes, as Server-Sent Events. `?since=` or `Last-Event-ID` says where the browser's picture stands; without
 * them it begins now. The session is looked up again while the stream runs.
 */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.read');
  if (scope instanceof Response) return scope;
  const { workspaceId, sees } = scope;

  const check: Check = async () => {
    const now = (await sessionFromRequest(request))?.scope;
    if (!now || !may(now.role, 'instances.read')) return 'signed-out';
    return now.workspaceId === workspaceId && sightKey(now.sees) === sightKey(sees) ? null : 'workspace';
  };
  const asked = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since');
  const since = isPosition(asked) ? asked : null;
  const feed = feedOf(workspaceId, sees, instancesFeed(scope));
  return new Response(openStream(feed, since, check, { signal: request.signal, log: logLive }), {
    headers: STREAM_HEADERS,
  });
}
