import { notFound, redirect } from 'next/navigation';
import { requireScope } from '@/lib/auth/scope';
import { db } from '@/lib/queries/db';
import { accountOfContract } from '@/lib/queries/instances-detail';

/** The short link: an instance by its number alone. */
export default async function ShortLink({ params }: { params: Promise<{ contract: string }> }) {
  const scope = await requireScope('instances.read');
  const { contract } = await params;
  if (!/^[1-9]\d{0,14}$/.test(contract)) notFound();
  const accountId = await accountOfContract(db(), scope, Number(contract));
  if (!accountId) notFound();
  redirect(`/instances/${accountId}/${contract}`);
}
