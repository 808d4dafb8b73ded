'use client';

import { type FormEvent, useRef } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { replaceKey } from '@/lib/surfaces/actions/accounts';

type KeyFormProps = { accountId: string; name: string; onReplaced?: () => void };

/** A new key for a linked account; it must belong to the same Vast.ai account. */
export function KeyForm({ accountId, name, onReplaced }: KeyFormProps) {
  const { run, pending, problem } = useAct();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    await run(() => replaceKey({ accountId, key: String(data.get('key') ?? '') }), {
      say: `${name} has a new key`,
      says: 'It works. Reading goes on where it stopped.',
      after: () => {
        form.current?.reset();
        onReplaced?.();
      },
    });
  };
  return (
    <form ref={form} method="post" onSubmit={submit} className="grid gap-3">
      <Refusal problem={problem} />
      <Field
        label="New API key"
        hint="It must belong to the same Vast.ai account. It is tried before it is kept."
      >
        {(control) => (
          <Input
            {...control}
            name="key"
            type="password"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            required
            mono
          />
        )}
      </Field>
      <div>
        <Button type="submit" tone="main" pending={pending}>
          Replace key
        </Button>
      </div>
    </form>
  );
}
