import type { Metadata } from 'next';
import { LinkButton } from '@/components/ui/button';
import { PASSWORD_LENGTH_MIN } from '@/lib/auth/passwords';
import { passwordsOff } from '@/lib/auth/problems';
import { findReset } from '@/lib/auth/resets';
import { config } from '@/lib/config';
import { store } from '@/lib/store/connection';
import { fail } from '@/lib/vast/problem';
import { Head } from '../../head';
import { setPassword } from './actions';
import { ResetForm } from './form';

// The link is a key: no other site may learn it.
export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = config().passwordSignIn
    ? await findReset(store().db, token, new Date())
    : fail(passwordsOff());
  if (found.ok) {
    const action = setPassword.bind(null, token);
    return <ResetForm action={action} who={found.value} passwordLengthMin={PASSWORD_LENGTH_MIN} />;
  }
  return (
    <>
      <Head title="This link doesn’t work">{found.problem.say}</Head>
      <LinkButton href="/forgot" size="large" wide>
        Ask for a new link
      </LinkButton>
    </>
  );
}
