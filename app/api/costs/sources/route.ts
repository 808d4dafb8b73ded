import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { costSources } from '@/lib/queries/costs';
import { parseDrill } from '@/lib/queries/costs-asked';
import { db } from '@/lib/queries/db';

/** The contracts a group of costs is made of. */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'costs.read');
  if (scope instanceof Response) return scope;
  const asked = parseDrill(new URL(request.url).searchParams);
  if (!asked.ok) return problemResponse(asked.problem);
  return Response.json(await costSources(db(), scope, asked.value), {
    headers: { 'cache-control': 'no-store' },
  });
}
