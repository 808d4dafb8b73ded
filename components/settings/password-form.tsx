'use client';

import { type FormEvent, useRef } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { changePassword } from '@/lib/surfaces/actions/session';

/** The present password and a new one; the other browsers are signed out. */
export function PasswordForm({ email, lengthMin }: { email: string; lengthMin: number }) {
  const { run, pending, problem } = useAct();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (field: string) => String(data.get(field) ?? '');
    await run(() => changePassword({ current: text('current'), next: text('next') }), {
      say: 'Password changed',
      says: 'Every other session of yours has ended.',
      after: () => form.current?.reset(),
    });
  };
  return (
    <form ref={form} method="post" onSubmit={submit} className="grid gap-3.5">
      <Refusal problem={problem} />
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label="Present password">
        {(control) => (
          <Input {...control} name="current" type="password" autoComplete="current-password" required />
        )}
      </Field>
      <Field label="New password" hint={`At least ${lengthMin} characters.`}>
        {(control) => (
          <Input
            {...control}
            name="next"
            type="password"
            autoComplete="new-password"
            minLength={lengthMin}
            required
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" pending={pending}>
          Change password
        </Button>
        <span className="text-sm text-ink-3">Signs you out everywhere else.</span>
      </div>
    </form>
  );
}
