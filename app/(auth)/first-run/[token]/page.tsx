import type { Metadata } from 'next';
import { LinkButton } from '@/components/ui/button';
import { firstRunProblem } from '@/lib/auth/first-run';
import { PASSWORD_LENGTH_MIN } from '@/lib/auth/passwords';
import { firstRunClosed } from '@/lib/auth/problems';
import { store } from '@/lib/store/connection';
import type { Problem } from '@/lib/vast/problem';
import { becomeOwner } from './actions';
import { FirstRunForm } from './form';

export const metadata: Metadata = { title: 'First run', referrer: 'no-referrer' };

export default async function FirstRunPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const problem = await firstRunProblem(store().db, token);
  if (problem) return <ClosedLink problem={problem} />;
  return (
    <>
      <h1 className="text-2xl font-[620] tracking-[-0.018em]">Make it yours</h1>
      <p className="mt-1 mb-5 text-ink-2">You become the owner of this Gantry. Others are added later.</p>
      <FirstRunForm action={becomeOwner.bind(null, token)} passwordLengthMin={PASSWORD_LENGTH_MIN} />
    </>
  );
}

function ClosedLink({ problem }: { problem: Problem }) {
  const closed = problem.code === firstRunClosed.code;
  return (
    <>
      <h1 className="text-2xl font-[620] tracking-[-0.018em]">
        {closed ? 'Already set up' : 'This link doesn’t work'}
      </h1>
      <p className="mt-1 mb-5 text-ink-2">{problem.say}</p>
      {closed && (
        <LinkButton href="/sign-in" tone="main" size="large" wide>
          Sign in
        </LinkButton>
      )}
    </>
  );
}
