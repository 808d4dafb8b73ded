'use client';

import type { FormEvent } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { createWorkspace } from '@/lib/surfaces/actions/workspace';

/** A name; then the new workspace is the one on screen. */
export function NewWorkspace() {
  const { run, pending, problem } = useAct();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '');
    // Another workspace is another world: nothing of this one stays in the page.
    await run(() => createWorkspace({ name }), { after: () => window.location.assign('/') });
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-3.5">
      <Refusal problem={problem} />
      <Field label="Name" hint="A company, a customer or a cost centre. Invitations name it.">
        {(control) => <Input {...control} name="name" maxLength={60} autoComplete="off" required />}
      </Field>
      <div>
        <Button type="submit" tone="main" pending={pending}>
          Create the workspace
        </Button>
      </div>
    </form>
  );
}
