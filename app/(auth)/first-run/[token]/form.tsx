'use client';

import { type ComponentProps, useActionState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Submit } from '@/components/ui/submit';
import { Refusal } from '../../refusal';
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
      <TextField
        label="Password"
        hint={`At least ${passwordLengthMin} characters.`}
        name="password"
        type="password"
        minLength={passwordLengthMin}
        autoComplete="new-password"
      />
      <Submit size="large" wide className="mt-0.5">
        Create the workspace
      </Submit>
    </form>
  );
}

type TextFieldProps = ComponentProps<typeof Input> & { label: string; hint?: string; kept?: string };

/** React empties a form after its action; the key brings back what was typed. */
function TextField({ label, hint, kept, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => <Input {...control} {...input} key={kept} defaultValue={kept} required large />}
    </Field>
  );
}
