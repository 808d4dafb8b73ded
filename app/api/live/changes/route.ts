import { scopeFromRequest } from '@/lib/auth/scope';
import { isPosition, type LiveMessage } from '@/lib/live/messages';
import { EVERY_TOPIC } from '@/lib/live/publish';
import { instancesFeed } from '@/lib/queries/instances-feed';

/** The stream's messages asked for once, where a stream can't be had, and for what a page missed before it began. */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.read');
  if (scope instanceof Response) return scope;
  const feed = instancesFeed(scope);
  const asked = new URL(request.url).searchParams.get('since');
  const since = isPosition(asked) ? asked : await feed.position();
  const messages: LiveMessage[] = [];
  for await (const batch of feed.changes(since)) messages.push({ kind: 'rows', ...batch });
  messages.push({ kind: 'pulse', pulse: await feed.pulse() });
  // Nobody noted which of the rest changed since: all of it may have.
  messages.push({ kind: 'topics', topics: EVERY_TOPIC.filter((topic) => topic !== 'instances') });
  return Response.json({ messages }, { headers: { 'cache-control': 'no-store' } });
}
