'use client';

import { type FormEvent, useId, useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { countryName } from '@/components/market/words';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Combobox } from '@/components/ui/combobox';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { NumberField } from '@/components/ui/number-field';
import { Select } from '@/components/ui/select';
import type { Limit, LimitChoices } from '@/lib/queries/limits';
import { removeLimit, setLimit } from '@/lib/surfaces/actions/limits';
import { complaints, draftOf, inputOf, type LimitDraft, overNow, subjectOptions } from './limit-draft';

type LimitDialogProps = {
  /** Undefined: a new one. */
  limit: Limit | undefined;
  limits: readonly Limit[];
  choices: LimitChoices;
  onClose: () => void;
};

/** Whom, how much, on what and for how long; what is left empty is free. */
export function LimitDialog({ limit, limits, choices, onClose }: LimitDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(limit));
  const [tried, setTried] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { run, pending, problem } = useAct();
  const form = useId();
  const edit = (change: Partial<LimitDraft>) => setDraft((before) => ({ ...before, ...change }));
  const wrong = complaints(draft);
  const shown = tried ? wrong : {};
  const over = overNow(draft, limit?.committed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrong).length === 0) void run(() => setLimit(inputOf(draft)), { after: onClose });
  };
  if (removing && limit) return <Remove limit={limit} onKeep={() => setRemoving(false)} onGone={onClose} />;
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={limit ? `What ${limit.whose} may spend` : 'Set a limit'}
      description="What is left empty is free. What runs already goes on."
      footer={
        <>
          {limit && (
            <Button tone="danger" className="md:mr-auto" onClick={() => setRemoving(true)}>
              Remove the limit
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} tone="main" pending={pending}>
            {limit ? 'Save' : 'Set the limit'}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-3.5 pb-0.5" noValidate>
        <Refusal problem={problem} />
        {!limit && (
          <Field label="For" error={shown.subject}>
            {(control) => (
              <Select
                {...control}
                placeholder="Choose whom it binds"
                value={draft.subject}
                onChange={({ target }) => edit({ subject: target.value })}
                options={subjectOptions(choices, limits)}
              />
            )}
          </Field>
        )}
        <div className="grid items-start gap-3 md:grid-cols-2">
          <Dollars
            label="At once"
            unit="an hour"
            of={draft.hour}
            error={shown.hour}
            onType={(hour) => edit({ hour })}
          />
          <Dollars
            label="In a UTC day"
            unit="a day"
            of={draft.day}
            error={shown.day}
            onType={(day) => edit({ day })}
          />
          <Field label="GPUs">
            {(control) => (
              <Combobox
                {...control}
                options={choices.gpus.map((gpu) => ({ value: gpu, label: gpu }))}
                value={draft.gpus}
                onChange={(gpus) => edit({ gpus })}
                placeholder="Any GPU"
                searchPlaceholder="Type a model"
              />
            )}
          </Field>
          <Field label="Countries">
            {(control) => (
              <Combobox
                {...control}
                options={choices.countries.map((code) => ({ value: code, label: countryName(code) }))}
                value={draft.countries}
                onChange={(countries) => edit({ countries })}
                placeholder="Anywhere"
                searchPlaceholder="Type a country"
              />
            )}
          </Field>
          <Field label="Longest rent">
            {(control) => (
              <NumberField
                {...control}
                value={draft.longestHours}
                onChange={(longestHours) => edit({ longestHours })}
                min={1}
                max={8_784}
                placeholder="As long as they like"
                unit="hours"
              />
            )}
          </Field>
          <Checkbox
            className="md:mt-[26px]"
            label="Every rent needs an end"
            hint={draft.longestHours !== null && 'With a longest rent it does.'}
            checked={draft.endRequired || draft.longestHours !== null}
            disabled={draft.longestHours !== null}
            onChange={({ target }) => edit({ endRequired: target.checked })}
          />
        </div>
        {over && (
          <p role="status" className="rounded-sm bg-warn-bg px-2.5 py-2 text-ink">
            {over}
          </p>
        )}
        {shown.nothing && (
          <p role="alert" className="text-sm text-bad">
            {shown.nothing}
          </p>
        )}
      </form>
    </Dialog>
  );
}

type DollarsProps = {
  label: string;
  unit: string;
  of: string;
  error: string | undefined;
  onType: (text: string) => void;
};

/** An amount stays the text that was typed until it is sent. */
function Dollars({ label, unit, of, error, onType }: DollarsProps) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          autoComplete="off"
          icon={<span className="text-ink-3">$</span>}
          unit={unit}
          placeholder="No ceiling"
          value={of}
          onChange={({ target }) => onType(target.value)}
        />
      )}
    </Field>
  );
}

function Remove({ limit, onKeep, onGone }: { limit: Limit; onKeep: () => void; onGone: () => void }) {
  const { run, pending, problem } = useAct();
  const { subject, subjectId, whose } = limit;
  const whom =
    subject === 'workspace' || subjectId === null
      ? ({ subject: 'workspace', subjectId: null } as const)
      : { subject, subjectId };
  return (
    <Confirm
      open
      onOpenChange={onKeep}
      title={`Remove the limit of ${whose}?`}
      action="Remove the limit"
      tone="danger-main"
      pending={pending}
      error={problem?.say}
      onConfirm={() => void run(() => removeLimit(whom), { after: onGone })}
    >
      <p>
        From then on only the other limits bind {whose}. Where there is none, anything can be rented, for as
        long as the credit lasts.
      </p>
    </Confirm>
  );
}
