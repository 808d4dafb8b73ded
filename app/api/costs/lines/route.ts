import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { costLines } from '@/lib/queries/costs';
import { parseDrill, parseSource } from '@/lib/queries/costs-asked';
import { db } from '@/lib/queries/db';

/** The lines a contract's part of a group is made of, in Vast.ai's own words. */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'costs.read');
  if (scope instanceof Response) return scope;
  const params = new URL(request.url).searchParams;
  const asked = parseDrill(params);
  if (!asked.ok) return problemResponse(asked.problem);
  const source = parseSource(params);
  const lines = await costLines(db(), scope, { ...asked.value, ...(source ? { source } : {}) });
  return Response.json(lines, { headers: { 'cache-control': 'no-store' } });
}
