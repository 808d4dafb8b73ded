import { loadMarketParams } from '@/components/market/params';
import { scopeFromRequest } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { alternativesTo, offerForRent } from '@/lib/queries/market-offer';

/** One offer with the parts of its price and the three nearest to it; null when these markets never had it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const scope = await scopeFromRequest(request, 'market.read');
  if (scope instanceof Response) return scope;
  const { type, disk } = loadMarketParams(new URL(request.url).searchParams);
  const id = Number((await params).id);
  const view = { type, diskGb: disk };
  const offer = Number.isSafeInteger(id) ? await offerForRent(db(), scope, id, view) : null;
  const alternatives = offer ? await alternativesTo(db(), scope, offer, view) : [];
  return Response.json({ offer, alternatives }, { headers: { 'cache-control': 'no-store' } });
}
