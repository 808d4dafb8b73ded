import { scopeFromRequest } from '@/lib/auth/scope';
import { accountNow } from '@/lib/queries/account-clock';
import { db } from '@/lib/queries/db';
import { goneInstances, isPageKey, listInstances } from '@/lib/queries/instances';

/** Enough for most fleets at once; larger ones come page by page, drawn as they come. */
const PAGE = 1_000;

/** Instances, a page at a time (`after`), or those that are gone (`gone=1`). */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.read');
  if (scope instanceof Response) return scope;
  const { searchParams } = new URL(request.url);
  const now = await accountNow(db(), scope, new Date());
  const after = searchParams.get('after');
  const page =
    searchParams.get('gone') === '1'
      ? { rows: await goneInstances(db(), scope, now), next: null }
      : await listInstances(db(), scope, now, {
          after: after !== null && isPageKey(after) ? after : null,
          limit: PAGE,
        });
  return Response.json(page, { headers: { 'cache-control': 'no-store' } });
}
