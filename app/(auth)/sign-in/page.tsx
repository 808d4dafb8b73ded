import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { type ButtonTone, buttonLook } from '@/components/ui/button';
import { ownerExists, realWorkspace } from '@/lib/auth/people';
import { returnPath } from '@/lib/auth/return-path';
import { currentScope } from '@/lib/auth/scope';
import { problemOfError } from '@/lib/auth/sign-on/errors';
import { signOnWays, type Way } from '@/lib/auth/sign-on/settings';
import { config } from '@/lib/config';
import { store } from '@/lib/store/connection';
import { Refusal } from '../refusal';
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
  const ways = signOnWays(config());
  const { passwordSignIn } = config();
  return (
    <>
      <h1 className="text-2xl font-[620] tracking-[-0.018em] [overflow-wrap:anywhere]">
        Sign in to {workspace?.name ?? 'Gantry'}
      </h1>
      <p className="mt-1 mb-5 text-ink-2">GPUs on Vast.ai, and what they cost.</p>
      <div className="grid gap-3.5">
        <Refusal
          problem={typeof params.error === 'string' ? problemOfError(params.error, ways) : undefined}
        />
        {ways.length > 0 && <Ways ways={ways} from={from} tone={passwordSignIn ? 'plain' : 'main'} />}
        {ways.length > 0 && passwordSignIn && <Or />}
        {passwordSignIn && <SignInForm action={signIn} from={from} />}
      </div>
      <p className="mt-4 text-sm text-ink-3">
        No account? Ask an owner or admin of this workspace for an invitation.
      </p>
    </>
  );
}

/** Plain links, which work before any script and in a page that has none. */
function Ways({ ways, from, tone }: { ways: readonly Way[]; from: string; tone: ButtonTone }) {
  const query = from === '/' ? '' : `?${new URLSearchParams({ from })}`;
  return (
    <ul className="grid gap-2">
      {ways.map(({ id, name }) => (
        <li key={id}>
          <a href={`/sign-in/${id}${query}`} className={buttonLook({ tone, size: 'large', wide: true })}>
            <span className="text-center whitespace-normal [overflow-wrap:anywhere]">
              Continue with {name}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const Or = () => (
  <p className="flex items-center gap-2.5 text-sm text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
    or with a password
  </p>
);

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
