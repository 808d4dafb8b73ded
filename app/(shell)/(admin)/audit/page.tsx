import type { Metadata } from 'next';
import { AuditScreen } from '@/components/audit/audit-screen';
import { auditParams } from '@/components/audit/url';
import { requireScope } from '@/lib/auth/scope';
import { AUDIT_PAGE, auditChoices, auditPage } from '@/lib/queries/audit';
import { parseAuditFilter } from '@/lib/queries/audit-asked';
import { db } from '@/lib/queries/db';
import { workspaceFacts } from '@/lib/queries/workspace';

export const metadata: Metadata = { title: 'Audit' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditRoute({ searchParams }: Props) {
  const scope = await requireScope('audit.read');
  const params = auditParams(await searchParams);
  const asked = parseAuditFilter(params);
  const [first, choices, { timeZone }] = await Promise.all([
    asked.ok ? auditPage(db(), scope, asked.value, { limit: AUDIT_PAGE }) : { problem: asked.problem },
    auditChoices(db(), scope),
    workspaceFacts(db(), scope),
  ]);
  const view = { query: params.toString(), first, choices, zone: timeZone, ofTeams: scope.sees !== 'all' };
  return <AuditScreen view={view} />;
}
