import type { Metadata } from 'next';
import { LinkButton } from '@/components/ui/button';
import { passwordsOff } from '@/lib/auth/problems';
import { config } from '@/lib/config';
import { post } from '@/lib/mail';
import { Head } from '../head';
import { askAgain } from './actions';
import { ForgotForm } from './form';

export const metadata: Metadata = { title: 'Forgotten password' };
export const dynamic = 'force-dynamic';

export default function ForgotPage() {
  const { passwordSignIn } = config();
  if (passwordSignIn && post()) return <ForgotForm action={askAgain} />;
  return (
    <>
      <Head title="Forgot your password?">
        {passwordSignIn
          ? 'Gantry sends no mail here. An owner or an admin of your workspace can make a one-time link for you, under Team.'
          : passwordsOff().say}
      </Head>
      <LinkButton href="/sign-in" size="large" wide>
        Back to sign in
      </LinkButton>
    </>
  );
}
