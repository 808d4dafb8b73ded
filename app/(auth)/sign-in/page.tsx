import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ownerExists, realWorkspace } from '@/lib/auth/people';
import { problemOfError } from '@/lib/auth/problems';
import { returnPath } from '@/lib/auth/return-path';
import { currentScope } from '@/lib/auth/scope';
import { config } from '@/lib/config';
import { store } from '@/lib/store/connection';
import { signIn } from './actions';
import { SignInForm } from './form';

export const metadata: Metadata = { title: 'Sign in' };

/** `from` is ours; next-auth sends its own refusals here with `callbackUrl` and `error`. */
type Params = Record<'from' | 'callbackUrl' | 'error', string | string[] | undefined>;

export default async function SignInPage({ searchParams }: { searchParams: Promise<Params> }) {
  const params = await searchParams;
  const from = returnPath(params.from ?? params.callbackUrl, config().url);
  if (await currentScope()) redirect(from);
  const { db } = store();
  if (!(await ownerExists(db))) return <NoOwnerYet />;
  const workspace = await realWorkspace(db);
  const error = typeof params.error === 'string' ? problemOfError(params.error) : undefined;
  return (
    <>
      <h1 className="text-2xl font-[620] tracking-[-0.018em] [overflow-wrap:anywhere]">
        Sign in to {workspace?.name ?? 'Gantry'}
      </h1>
      <p className="mt-1 mb-5 text-ink-2">GPUs on Vast.ai, and what they cost.</p>
      <SignInForm action={signIn} from={from} problem={error} />
      <p className="mt-4 text-sm text-ink-3">No account? Ask an owner of this workspace.</p>
    </>
  );
}

function NoOwnerYet() {
  return (
    <>
      <h1 className="text-2xl font-[620] tracking-[-0.018em]">Nobody owns this Gantry yet</h1>
      <p className="mt-1 text-ink-2">
        The terminal that started it shows a link; open it to become the owner. If it has scrolled away, run{' '}
        <code className="font-mono text-sm">npm run up</code> again: it prints a new one.
      </p>
    </>
  );
}
