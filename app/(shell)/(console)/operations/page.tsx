import type { Metadata } from 'next';
import { OperationsScreen } from '@/components/operations/operations-screen';
import { requireScope } from '@/lib/auth/scope';
import { roles } from '@/lib/policy/roles';
import { catalogue } from '@/lib/surfaces/operations/catalogue';

export const metadata: Metadata = { title: 'Operations' };

export default async function OperationsPage() {
  const scope = await requireScope();
  return <OperationsScreen subjects={catalogue(scope)} roleTitle={roles[scope.role].title} />;
}
