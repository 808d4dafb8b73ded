'use client';

import Link from 'next/link';
import { useActionState } from 'react';
import { Submit } from '@/components/ui/submit';
import { Head } from '../head';
import { Refusal } from '../refusal';
import { TextField } from '../text-field';
import type { ForgotState } from './actions';

type Props = { action: (before: ForgotState, form: FormData) => Promise<ForgotState> };

export function ForgotForm({ action }: Props) {
  const [state, submit] = useActionState(action, {});
  if (state.done) {
    return (
      <div role="status">
        <Head title="Look into your mail">
          If <b className="font-[550] text-ink">{state.email}</b> is somebody’s here, a link to a new password
          is on its way. It works once, for an hour.
        </Head>
        <p className="text-sm text-ink-3">
          Nothing there? Look under spam, or ask an owner or an admin of your workspace for a link.{' '}
          <Link href="/sign-in" className="link">
            Back to sign in
          </Link>
        </p>
      </div>
    );
  }
  return (
    <>
      <Head title="Forgot your password?">A link to a new one is sent to your e-mail.</Head>
      <form action={submit} className="grid gap-3.5">
        <Refusal problem={state.problem} />
        <TextField label="E-mail" name="email" type="email" kept={state.email} autoComplete="username" />
        <Submit size="large" wide className="mt-0.5">
          Send the link
        </Submit>
      </form>
      <p className="mt-4 text-sm text-ink-3">
        <Link href="/sign-in" className="link">
          Back to sign in
        </Link>
      </p>
    </>
  );
}
