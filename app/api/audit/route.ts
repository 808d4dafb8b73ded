import { problemResponse } from '@/lib/auth/answers';
import { scopeFromRequest } from '@/lib/auth/scope';
import { AUDIT_PAGE, auditPage } from '@/lib/queries/audit';
import { parseAuditFilter, parseBefore } from '@/lib/queries/audit-asked';
import { db } from '@/lib/queries/db';

/** The next page of who did what: `before` is the last page's `next`. */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'audit.read');
  if (scope instanceof Response) return scope;
  const params = new URL(request.url).searchParams;
  const asked = parseAuditFilter(params);
  if (!asked.ok) return problemResponse(asked.problem);
  const before = parseBefore(params);
  if (!before.ok) return problemResponse(before.problem);
  const page = await auditPage(db(), scope, asked.value, { limit: AUDIT_PAGE, before: before.value });
  return Response.json(page, { headers: { 'cache-control': 'no-store' } });
}
