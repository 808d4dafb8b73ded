import { scopeFromRequest } from '@/lib/auth/scope';
import { accountNow } from '@/lib/queries/account-clock';
import { db } from '@/lib/queries/db';
import { previewRules } from '@/lib/queries/workspace';

const PATTERNS_MAX = 200;
const DAYS = 30;

/** What allocation rules would catch: `?p=llama-*&p=sdxl-*`, in their order. */
export async function GET(request: Request): Promise<Response> {
  const scope = await scopeFromRequest(request, 'workspace.manage');
  if (scope instanceof Response) return scope;
  const patterns = new URL(request.url).searchParams.getAll('p').slice(0, PATTERNS_MAX);
  const now = await accountNow(db(), scope, new Date());
  const fromDay = new Date(now.getTime() - (DAYS - 1) * 86_400_000).toISOString().slice(0, 10);
  const preview = await previewRules(db(), scope, patterns, fromDay);
  return Response.json(preview, { headers: { 'cache-control': 'no-store' } });
}
