import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { parseAuditFilter } from '@/lib/queries/audit-asked';
import { auditCsv } from '@/lib/queries/audit-csv';
import { db } from '@/lib/queries/db';

/** Every row that the screen would show by the same filter, read as fast as it is taken. */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'audit.read');
  if (scope instanceof Response) return scope;
  const asked = parseAuditFilter(new URL(request.url).searchParams);
  if (!asked.ok) return problemResponse(asked.problem);
  const pieces = auditCsv(db(), scope, asked.value);
  const letters = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(letters.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="audit.csv"',
      'cache-control': 'no-store',
    },
  });
}
