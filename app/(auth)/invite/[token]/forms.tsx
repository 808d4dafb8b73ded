'use client';

import Link from 'next/link';
import { useActionState } from 'react';
import { Submit } from '@/components/ui/submit';
import { Refusal } from '../../refusal';
import { NewPasswordField, TextField } from '../../text-field';
import type { JoinState } from './actions';

type Action = (before: JoinState, form: FormData) => Promise<JoinState>;

export function JoinForm({ action, workspace }: { action: Action; workspace: string }) {
  const [state, submit] = useActionState(action, {});
  return (
    <form action={submit} className="grid gap-3.5">
      <Refusal problem={state.problem} />
      <Submit size="large" wide>
        Join {workspace}
      </Submit>
    </form>
  );
}

export function SignInToJoin({ action, email }: { action: Action; email: string }) {
  const [state, submit] = useActionState(action, {});
  return (
    <form action={submit} className="grid gap-3.5">
      <Refusal problem={state.problem} />
      <TextField label="E-mail" type="email" value={email} autoComplete="username" readOnly />
      <TextField label="Password" name="password" type="password" autoComplete="current-password" />
      <Submit size="large" wide className="mt-0.5">
        Sign in and join
      </Submit>
      <p className="text-sm text-ink-3">
        <Link href="/forgot" className="link">
          Forgot your password?
        </Link>
      </p>
    </form>
  );
}

export function SignUpForm(props: { action: Action; email: string; passwordLengthMin: number }) {
  const { action, email, passwordLengthMin } = props;
  const [state, submit] = useActionState(action, {});
  return (
    <form action={submit} className="grid gap-3.5">
      <Refusal problem={state.problem} />
      <TextField label="Your name" name="name" kept={state.name} autoComplete="name" maxLength={80} />
      <TextField label="E-mail" type="email" value={email} autoComplete="username" readOnly />
      <NewPasswordField lengthMin={passwordLengthMin} />
      <Submit size="large" wide className="mt-0.5">
        Join
      </Submit>
    </form>
  );
}
