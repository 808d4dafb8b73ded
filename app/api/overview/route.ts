import { scopeFromRequest } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { overview } from '@/lib/queries/overview';

export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.read');
  if (scope instanceof Response) return scope;
  return Response.json(await overview(db(), scope, new Date()), {
    headers: { 'cache-control': 'no-store' },
  });
}
