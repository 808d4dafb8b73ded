/** What came through the doors of programs and agents, and changed or was to change something. */
import type { Scope } from '@/lib/policy/actor';
import type { Tx } from '@/lib/store/db';
import { AUDIT_PAGE, type AuditPage, auditPage } from './audit';
import { parseAuditFilter } from './audit-asked';
import { offeredKinds } from './audit-kinds';

/** As the audit's address says it, so that the next rows are asked for like any other's. */
export const agentActivityQuery: string = new URLSearchParams([
  // What they read would bury the rest.
  ...offeredKinds.filter(({ id }) => id !== 'reads').map(({ id }) => ['kind', id]),
  ['via', 'mcp'],
  ['via', 'rest'],
]).toString();

export async function agentActivity(db: Tx, scope: Scope): Promise<AuditPage> {
  const asked = parseAuditFilter(new URLSearchParams(agentActivityQuery));
  if (!asked.ok) throw new Error(asked.problem.say);
  return auditPage(db, scope, asked.value, { limit: AUDIT_PAGE });
}
