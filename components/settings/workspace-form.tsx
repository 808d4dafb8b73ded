'use client';

import type { FormEvent } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { changeWorkspace } from '@/lib/surfaces/actions/workspace';

type WorkspaceFormProps = { name: string; timeZone: string; zones: readonly string[] };

export function WorkspaceForm({ name, timeZone, zones }: WorkspaceFormProps) {
  const { run, pending, problem } = useAct();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = (field: string) => String(data.get(field) ?? '');
    await run(() => changeWorkspace({ name: text('name'), timeZone: text('timeZone') }), {
      say: 'Saved',
    });
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-3.5">
      <Refusal problem={problem} />
      <div className="grid gap-3.5 md:grid-cols-2">
        <Field label="Name">
          {(control) => <Input {...control} name="name" defaultValue={name} maxLength={60} required />}
        </Field>
        <Field label="Time zone" hint="For moments. Days of cost are UTC days, as Vast.ai bills them.">
          {(control) => (
            <Select
              {...control}
              name="timeZone"
              defaultValue={timeZone}
              options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
            />
          )}
        </Field>
      </div>
      <div>
        <Button type="submit" pending={pending}>
          Save
        </Button>
      </div>
    </form>
  );
}
