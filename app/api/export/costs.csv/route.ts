import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { costsCsv, csvName, parseCsvRequest } from '@/lib/queries/costs';
import { db } from '@/lib/queries/db';

/** What UTC days [from, to) cost by one dimension; `spreadsheet=1` is the file for a person. */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'costs.read');
  if (scope instanceof Response) return scope;
  const asked = parseCsvRequest(new URL(request.url).searchParams);
  if (!asked.ok) return problemResponse(asked.problem);
  return new Response(await costsCsv(db(), scope, asked.value), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${csvName(asked.value)}"`,
      'cache-control': 'no-store',
    },
  });
}
