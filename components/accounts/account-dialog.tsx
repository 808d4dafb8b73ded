'use client';

import { useId } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Money } from '@/components/ui/money';
import type { LinkedAccount } from '@/lib/queries/accounts';
import { removeAccount, renameAccount } from '@/lib/surfaces/actions/accounts';
import type { AccountAct } from './account-menu';
import { KeyForm } from './key-form';

type DialogProps = { account: LinkedAccount; onClose: () => void };

export function AccountDialog({ act, ...rest }: DialogProps & { act: AccountAct }) {
  switch (act) {
    case 'rename':
      return <Rename {...rest} />;
    case 'key':
      return (
        <Dialog open onOpenChange={rest.onClose} title={`A new key for ${rest.account.name}`}>
          <KeyForm accountId={rest.account.id} name={rest.account.name} onReplaced={rest.onClose} />
        </Dialog>
      );
    case 'remove':
      return <Remove {...rest} />;
  }
}

function Rename({ account, onClose }: DialogProps) {
  const { run, pending, problem } = useAct();
  const form = useId();
  const submit = async (data: FormData) => {
    const name = String(data.get('name') ?? '');
    await run(() => renameAccount({ accountId: account.id, name }), { after: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Rename ${account.name}`}
      description="The name in Gantry; Vast.ai doesn’t hear of it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} tone="main" pending={pending}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} action={submit} className="grid gap-3">
        <Refusal problem={problem} />
        <Field label="Name">
          {(control) => (
            <Input {...control} name="name" defaultValue={account.name} maxLength={80} required />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

function Remove({ account, onClose }: DialogProps) {
  const { run, pending, problem } = useAct();
  const { name, instances, hourUsd } = account;
  return (
    <Confirm
      open
      onOpenChange={onClose}
      title={`Remove ${name} from Gantry?`}
      action={`Remove ${name}`}
      tone="danger-main"
      typed={name}
      pending={pending}
      error={problem?.say}
      onConfirm={() =>
        run(() => removeAccount({ accountId: account.id }), {
          say: `${name} is removed`,
          says: 'Its key is deleted here; its costs stay in the books.',
          after: onClose,
        })
      }
    >
      <p>
        {instances === 0 ? (
          'It has no instances now.'
        ) : (
          <>
            Its {instances === 1 ? 'instance leaves' : `${instances} instances leave`} the screens and run on
            at Vast.ai for <Money amount={hourUsd} unit="/h" />: nothing is stopped, and ends set in Gantry no
            longer apply.
          </>
        )}
      </p>
      <p>
        Reading stops, and the key is deleted. Costs read so far stay; linking the same Vast.ai account again
        goes on from there.
      </p>
    </Confirm>
  );
}
