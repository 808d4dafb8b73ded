'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useRef } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notice';
import { linkAccount } from '@/lib/surfaces/actions/accounts';

const VAST_ADDRESS = 'https://console.vast.ai';

type LinkFormProps = {
  /** The workspace the account will be in, when it isn't the one on screen. */
  goesTo?: string;
  onLinked?: () => void;
};

/** Name, key, address. The key leaves the browser once, and nothing brings it back. */
export function LinkForm({ goesTo, onLinked }: LinkFormProps) {
  const { run, pending, problem } = useAct();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (field: string) => String(data.get(field) ?? '');
    await run(() => linkAccount({ name: text('name'), key: text('key'), address: text('address') }), {
      after: ({ email, vastUserId, note }) => {
        form.current?.reset();
        notify({
          tone: note ? 'warn' : 'run',
          title: note ? 'Linked before' : `Linked ${email ?? `account ${vastUserId}`}`,
          says: note?.say ?? 'Instances appear within seconds; 90 days of costs are being read.',
        });
        onLinked?.();
        if (goesTo) router.push('/accounts');
      },
    });
  };
  return (
    // Before this script runs, the browser posts the form by itself: the key never gets into an address. Not an
    // action, because React empties a form after one, and a refused key is no reason to type the rest again.
    <form ref={form} method="post" onSubmit={submit} className="grid gap-3.5">
      <Refusal problem={problem} />
      <Field label="Name" hint="How it is called here: a team, a purpose, a payer.">
        {(control) => <Input {...control} name="name" defaultValue="Vast.ai" maxLength={80} required />}
      </Field>
      <Field
        label="API key"
        hint={
          <>
            Make one at{' '}
            <a href="https://cloud.vast.ai/manage-keys/" target="_blank" rel="noreferrer" className="link">
              Vast.ai, Keys
            </a>
            . It is tried now, kept encrypted, and never shown again.
          </>
        }
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
      <Field label="Address" hint="Another one only for a simulated Vast.ai.">
        {(control) => <Input {...control} name="address" type="url" defaultValue={VAST_ADDRESS} required />}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone="main" pending={pending}>
          {pending ? 'Asking Vast.ai whose key it is' : 'Link account'}
        </Button>
        {goesTo && <span className="text-ink-3">It goes into {goesTo}, which opens then.</span>}
      </div>
    </form>
  );
}
