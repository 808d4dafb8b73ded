import type { ComponentProps } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

type TextFieldProps = ComponentProps<typeof Input> & { label: string; hint?: string; kept?: string };

/** React empties a form after its action; the key brings back what was typed. */
export function TextField({ label, hint, kept, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => <Input {...control} {...input} key={kept} defaultValue={kept} required large />}
    </Field>
  );
}

/** A new password; `email` goes with it, so that a browser keeps the two together. */
export function NewPasswordField({ email, lengthMin }: { email?: string; lengthMin: number }) {
  return (
    <>
      {email && <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />}
      <TextField
        label={email ? 'New password' : 'Password'}
        hint={`At least ${lengthMin} characters; a few words make a good one.`}
        name="password"
        type="password"
        minLength={lengthMin}
        autoComplete="new-password"
      />
    </>
  );
}
