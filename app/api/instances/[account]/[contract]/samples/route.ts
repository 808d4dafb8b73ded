import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { accountNow } from '@/lib/queries/account-clock';
import { db } from '@/lib/queries/db';
import { isInSight } from '@/lib/queries/instances';
import { instanceKey } from '@/lib/queries/instances-detail';
import { instanceSamples, rangeMs } from '@/lib/queries/instances-samples';
import { instanceUnknown } from '@/lib/surfaces/problems';

type Context = { params: Promise<{ account: string; contract: string }> };

/** Readings over `range` (1h, 6h, 24h, 48h). One that isn't in sight is not found. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.read');
  if (scope instanceof Response) return scope;
  const { account, contract } = await params;
  const key = instanceKey(account, contract);
  if (!key || !(await isInSight(db(), scope, key))) return problemResponse(instanceUnknown());
  const now = await accountNow(db(), scope, new Date());
  const range = rangeMs(new URL(request.url).searchParams.get('range'));
  const samples = await instanceSamples(db(), scope, key, now, range);
  return Response.json(samples, { headers: { 'cache-control': 'no-store' } });
}
