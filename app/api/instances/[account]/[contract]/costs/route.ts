import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { isInSight } from '@/lib/queries/instances';
import { instanceCosts } from '@/lib/queries/instances-costs';
import { instanceKey } from '@/lib/queries/instances-detail';
import { instanceUnknown } from '@/lib/surfaces/problems';

type Context = { params: Promise<{ account: string; contract: string }> };

/** What an instance cost, day by day. One that isn't in sight is not found. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const scope = await scopeFromRequest(request, 'costs.read');
  if (scope instanceof Response) return scope;
  const { account, contract } = await params;
  const key = instanceKey(account, contract);
  if (!key || !(await isInSight(db(), scope, key))) return problemResponse(instanceUnknown());
  const days = await instanceCosts(db(), scope, key);
  return Response.json({ days }, { headers: { 'cache-control': 'no-store' } });
}
