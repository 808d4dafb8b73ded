'use client';

import Link from 'next/link';
import { useActionState, useId } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Submit } from '@/components/ui/submit';
import { Refusal } from '../refusal';
import type { SignInState } from './actions';

type Props = {
  action: (before: SignInState, form: FormData) => Promise<SignInState>;
  from: string;
};

/** Client code only to keep the e-mail after a refusal; before it loads, the browser posts the form by itself. */
export function SignInForm({ action, from }: Props) {
  const [state, submit] = useActionState(action, {});
  const refusal = useId();
  return (
    <form action={submit} className="grid gap-3.5">
      <Refusal problem={state.problem} id={refusal} />
      <input type="hidden" name="from" value={from} />
      <Field label="E-mail">
        {(control) => (
          <Input
            {...control}
            key={state.email}
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={state.email}
            required
            large
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="current-password"
            aria-describedby={state.problem && refusal}
            required
            large
          />
        )}
      </Field>
      <Submit size="large" wide className="mt-0.5">
        Sign in
      </Submit>
      <p className="text-sm text-ink-3">
        <Link href="/forgot" className="link">
          Forgot your password?
        </Link>
      </p>
    </form>
  );
}
