'use client';

import { type FormEvent, useId, useRef, useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { typedAmount } from '@/components/market/receipt';
import { RoleFields } from '@/components/team/role-fields';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Combobox } from '@/components/ui/combobox';
import { Dialog } from '@/components/ui/dialog';
import { Field, FieldGroup } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { makeToken } from '@/lib/surfaces/actions/tokens';
import type { Effect } from '@/lib/vast/operation';
import { DAYS, firstDraft, inputOf, type TokenDraft } from './token-draft';
import { TokenShown } from './token-shown';

export interface TokenChoices {
  /** Names of what an agent can be shown. */
  toolsets: string[];
  accounts: { id: string; name: string }[];
  teams: { id: string; name: string }[];
  /** Null: only tokens that act for oneself. */
  services: { mayMakeOwners: boolean } | null;
}

type MakeTokenProps = { choices: TokenChoices; origin: string; onClose: () => void };

const MORE: readonly { effect: Effect; label: string; hint: string }[] = [
  { effect: 'writes', label: 'Change', hint: 'labels, starts and stops of what runs' },
  { effect: 'spends', label: 'Spend', hint: 'rent and bid' },
  { effect: 'destroys', label: 'Destroy', hint: 'instances, volumes, endpoints' },
  { effect: 'grants', label: 'Give rights', hint: 'keys, invites, roles' },
];

/** For whom, what it may and how far its money goes; then its text, once. */
export function MakeToken({ choices, origin, onClose }: MakeTokenProps) {
  const [draft, setDraft] = useState<TokenDraft>(firstDraft);
  const [made, setMade] = useState<string>();
  const { run, pending, problem } = useAct();
  const form = useId();
  const name = useRef<HTMLInputElement>(null);
  const edit = (change: Partial<TokenDraft>) => setDraft((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(() => makeToken(inputOf(draft)), { after: ({ token }) => setMade(token) });
  };
  if (made) {
    return (
      <Dialog
        open
        wide
        onOpenChange={onClose}
        title={`The token ${draft.name.trim()}`}
        footer={
          <Button tone="main" onClick={onClose}>
            Done
          </Button>
        }
      >
        <TokenShown origin={origin} token={made} agentOnly={draft.agentOnly} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title="Make a token"
      initialFocus={name}
      description="It reads, and does no more than you choose here."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} tone="main" pending={pending}>
            Make the token
          </Button>
        </>
      }
    >
      <form id={form} method="post" onSubmit={submit} className="grid gap-3.5">
        <Refusal problem={problem} />
        <div className="grid gap-3.5 md:grid-cols-2">
          <Field label="Name" hint="As the audit will call it.">
            {(control) => (
              <Input
                {...control}
                ref={name}
                value={draft.name}
                onChange={({ target }) => edit({ name: target.value })}
                autoComplete="off"
                maxLength={80}
                placeholder="trainer-bot"
                required
              />
            )}
          </Field>
          <FieldGroup label="For" value={draft.agentOnly ? 'only through MCP' : 'REST and MCP'}>
            <Segmented
              label="For"
              name="door"
              value={draft.agentOnly ? 'agent' : 'program'}
              options={[
                { value: 'agent', label: 'An agent' },
                { value: 'program', label: 'A program' },
              ]}
              onChange={(door) => edit({ agentOnly: door === 'agent' })}
            />
          </FieldGroup>
        </div>
        {choices.services && (
          <FieldGroup label="Acts for">
            <Segmented
              label="Acts for"
              name="holder"
              value={draft.service ? 'service' : 'me'}
              options={[
                { value: 'me', label: 'Me' },
                { value: 'service', label: 'A service' },
              ]}
              onChange={(holder) =>
                edit({ service: holder === 'service' ? { role: 'engineer', teamIds: [] } : null })
              }
            />
          </FieldGroup>
        )}
        {draft.service && choices.services && (
          <RoleFields
            value={draft.service}
            onChange={(service) => edit({ service })}
            teams={choices.teams}
            mayMakeOwners={choices.services.mayMakeOwners}
          />
        )}
        <FieldGroup label="Besides reading, it may">
          <div className="grid w-full gap-x-3 gap-y-1.5 md:grid-cols-2">
            {MORE.map(({ effect, label, hint }) => (
              <Checkbox
                key={effect}
                label={label}
                hint={hint}
                checked={draft.effects.includes(effect)}
                onChange={({ target }) =>
                  edit({
                    effects: target.checked
                      ? [...draft.effects, effect]
                      : draft.effects.filter((each) => each !== effect),
                  })
                }
              />
            ))}
          </div>
        </FieldGroup>
        {draft.effects.includes('spends') && (
          <div className="grid gap-3.5 md:grid-cols-2">
            <Dollars
              label="Allowance of a day"
              unit="a UTC day"
              of={draft.day}
              onType={(day) => edit({ day })}
            />
            <Dollars
              label="Allowance of one rent"
              unit="an hour"
              of={draft.rentHour}
              onType={(rentHour) => edit({ rentHour })}
            />
            <p className="text-sm text-ink-3 md:col-span-2">
              Within these it acts on its own word. Without any, and beyond them, an agent asks a person each
              time.
            </p>
          </div>
        )}
        <div className="grid gap-3.5 md:grid-cols-2">
          <Field label="Tools">
            {(control) => (
              <Combobox
                {...control}
                options={choices.toolsets.map((value) => ({ value, label: value }))}
                value={draft.toolsets}
                onChange={(toolsets) => edit({ toolsets })}
                placeholder="core"
              />
            )}
          </Field>
          <Field label="Expires">
            {(control) => (
              <Select
                {...control}
                value={draft.days}
                onChange={({ target }) => edit({ days: target.value })}
                options={DAYS}
              />
            )}
          </Field>
          {choices.accounts.length > 1 && (
            <Field label="Accounts">
              {(control) => (
                <Combobox
                  {...control}
                  options={choices.accounts.map(({ id, name: label }) => ({ value: id, label }))}
                  value={draft.accounts}
                  onChange={(accounts) => edit({ accounts })}
                  placeholder="All, also later ones"
                />
              )}
            </Field>
          )}
        </div>
      </form>
    </Dialog>
  );
}

type DollarsProps = { label: string; unit: string; of: string; onType: (text: string) => void };

/** An amount stays the text that was typed until it is sent. */
function Dollars({ label, unit, of, onType }: DollarsProps) {
  const wrong = of.trim() !== '' && typedAmount(of) === null;
  return (
    <Field label={label} error={wrong ? 'An amount, such as 12.50.' : undefined}>
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          autoComplete="off"
          icon={<span className="text-ink-3">$</span>}
          unit={unit}
          placeholder="None"
          value={of}
          onChange={({ target }) => onType(target.value)}
        />
      )}
    </Field>
  );
}
