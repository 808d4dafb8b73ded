import { scopeFromRequest } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { rentProgress } from '@/lib/queries/market-rent';

/** What became of a rent, by the key its panel made; null when it never reached Gantry. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ key: string }> },
): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.rent');
  if (scope instanceof Response) return scope;
  const progress = await rentProgress(db(), scope, (await params).key, new Date());
  return Response.json({ progress }, { headers: { 'cache-control': 'no-store' } });
}
