'use client';

import { useActionState } from 'react';
import { LinkButton } from '@/components/ui/button';
import { Submit } from '@/components/ui/submit';
import { Head } from '../../head';
import { Refusal } from '../../refusal';
import { NewPasswordField } from '../../text-field';
import type { ResetState } from './actions';

type Props = {
  action: (before: ResetState, form: FormData) => Promise<ResetState>;
  who: { name: string; email: string };
  passwordLengthMin: number;
};

export function ResetForm({ action, who, passwordLengthMin }: Props) {
  const [state, submit] = useActionState(action, {});
  if (state.done) {
    return (
      <div role="status">
        <Head title="Your new password is set">
          Every session you had has ended. Sign in with the new one.
        </Head>
        <LinkButton href="/sign-in" tone="main" size="large" wide>
          Sign in
        </LinkButton>
      </div>
    );
  }
  return (
    <>
      <Head title="Set a new password">
        For {who.name}, {who.email}. Wherever you are signed in, you are signed out.
      </Head>
      <form action={submit} className="grid gap-3.5">
        <Refusal problem={state.problem} />
        <NewPasswordField email={who.email} lengthMin={passwordLengthMin} />
        <Submit size="large" wide className="mt-0.5">
          Set the password
        </Submit>
      </form>
    </>
  );
}
