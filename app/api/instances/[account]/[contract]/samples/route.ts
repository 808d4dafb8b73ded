import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { accountNow } from '@/lib/queries/account-clock';
import { db } from '@/lib/queries/db';
import { instanceKey } from '@/lib/queries/instances-detail';
import { instanceSamples, rangeMs } from '@/lib/queries/instances-samples';
import { instanceUnknown } from '@/lib/surfaces/problems';

type Context = { params: Promise<{ account: string; contract: string }> };

/** Readings over `range` (1h, 6h, 24h, 48h). An instance of another workspace has none. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.read');
  if (scope instanceof Response) return scope;
  const { account, contract } = await params;
  const key = instanceKey(account, contract);
  if (!key) return problemResponse(instanceUnknown());
  const now = await accountNow(db(), scope, new Date());
  const range = rangeMs(new URL(request.url).searchParams.get('range'));
  const samples = await instanceSamples(db(), scope, key, now, range);
  return Response.json(samples, { headers: { 'cache-control': 'no-store' } });
}
