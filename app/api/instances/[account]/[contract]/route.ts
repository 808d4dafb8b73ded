import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { instanceKey } from '@/lib/queries/instances-detail';
import { instanceView } from '@/lib/queries/instances-view';
import { instanceUnknown } from '@/lib/surfaces/problems';

type Context = { params: Promise<{ account: string; contract: string }> };

/** What an instance's page shows, for renewing it in place. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.read');
  if (scope instanceof Response) return scope;
  const { account, contract } = await params;
  const key = instanceKey(account, contract);
  const view = key && (await instanceView(db(), scope, key, new Date()));
  if (!view) return problemResponse(instanceUnknown());
  return Response.json(view, { headers: { 'cache-control': 'no-store' } });
}
