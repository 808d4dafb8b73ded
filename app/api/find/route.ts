import { scopeFromRequest } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { find } from '@/lib/queries/find';
import { findOperations } from '@/lib/surfaces/operations/catalogue';

/** What the palette finds by a few letters. */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'instances.read');
  if (scope instanceof Response) return scope;
  const typed = (new URL(request.url).searchParams.get('q') ?? '').slice(0, 200);
  const items = [...(await find(db(), scope, typed)), ...findOperations(scope, typed)];
  return Response.json({ items }, { headers: { 'cache-control': 'no-store' } });
}
