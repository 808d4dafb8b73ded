import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { costsCsv, parseCsvRequest } from '@/lib/queries/costs';
import { db } from '@/lib/queries/db';

/** What UTC days [from, to) cost by one dimension; `spreadsheet=1` is the file for a person. */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'costs.read');
  if (scope instanceof Response) return scope;
  const asked = parseCsvRequest(new URL(request.url).searchParams);
  if (!asked.ok) return problemResponse(asked.problem);
  const { from, to, group } = asked.value;
  return new Response(await costsCsv(db(), scope, asked.value), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="costs-by-${group}-${from}-${to}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
