import { filtersOf, loadMarketParams, viewOf } from '@/components/market/params';
import { scopeFromRequest } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { marketAnswer } from '@/lib/queries/market-answer';

/** Plenty for a screen; more is a page further (`cursor`). */
const ROWS = 200;
const ROWS_MAX = 2_000;

/** The market as the address asks for it: what fits, facets, spreads, and how fresh it is. */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'market.read');
  if (scope instanceof Response) return scope;
  const { searchParams } = new URL(request.url);
  const params = loadMarketParams(searchParams);
  const limit = Number(searchParams.get('limit') ?? ROWS);
  const cursor = searchParams.get('cursor');
  const answer = await marketAnswer(db(), scope, filtersOf(params), {
    ...viewOf(params),
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, ROWS_MAX) : ROWS,
    ...(cursor === null ? {} : { cursor }),
    now: new Date(),
    seen: searchParams.get('seen'),
  });
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
}
