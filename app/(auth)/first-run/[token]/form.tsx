'use client';

import { useActionState } from 'react';
import { Submit } from '@/components/ui/submit';
import { Refusal } from '../../refusal';
import { NewPasswordField, TextField } from '../../text-field';
import type { FirstRunState } from './actions';

type Props = {
  action: (before: FirstRunState, form: FormData) => Promise<FirstRunState>;
  passwordLengthMin: number;
};

export function FirstRunForm({ action, passwordLengthMin }: Props) {
  const [state, submit] = useActionState(action, {});
  return (
    <form action={submit} className="grid gap-3.5">
      <Refusal problem={state.problem} />
      <TextField
        label="Workspace"
        hint="Your company or team."
        name="workspaceName"
        kept={state.workspaceName}
        autoComplete="organization"
      />
      <TextField label="Your name" name="name" kept={state.name} autoComplete="name" />
      <TextField label="E-mail" name="email" type="email" kept={state.email} autoComplete="username" />
      <NewPasswordField lengthMin={passwordLengthMin} />
      <Submit size="large" wide className="mt-0.5">
        Create the workspace
      </Submit>
    </form>
  );
}
