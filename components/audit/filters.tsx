'use client';

import { Search, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Combobox } from '@/components/ui/combobox';
import { cx } from '@/components/ui/cx';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { AuditChoices } from '@/lib/queries/audit';
import { auditParams } from './url';
import { type AuditUrl, TYPED } from './use-audit-url';
import { DOORS, NOT_PEOPLE, RESULT } from './words';

const RESULTS = Object.entries(RESULT).map(([value, { word }]) => ({ value, label: word }));
const optionsOf = (given: readonly { id: string; name: string }[]) =>
  given.map(({ id, name }) => ({ value: id, label: name }));

type FiltersProps = Omit<AuditUrl, 'reading'> & { choices: AuditChoices };

/** Words first; the rest beside them, and on a phone behind a button that says how many are set. */
export function Filters({ url, setUrl, choices }: FiltersProps) {
  const [open, setOpen] = useState(false);
  const { q: _, ...others } = url;
  const set = new Set(auditParams(others).keys()).size;
  return (
    <search
      aria-label="The audit"
      className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2.5 px-4 py-3.5 md:grid-cols-[repeat(auto-fit,minmax(130px,1fr))]"
    >
      <Field label="Words">
        {(control) => (
          <Input
            {...control}
            type="search"
            placeholder="Any words"
            icon={<Search aria-hidden="true" />}
            value={url.q}
            onChange={(event) => setUrl({ q: event.target.value || null }, TYPED)}
          />
        )}
      </Field>
      <Button
        className="md:hidden"
        icon={<SlidersHorizontal aria-hidden="true" />}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Filters{set > 0 && ` (${set})`}
      </Button>
      <div
        className={cx(
          'col-span-full grid grid-cols-2 items-end gap-2.5 md:contents',
          !open && 'max-md:hidden',
        )}
      >
        <Field label="Who">
          {(control) => (
            <Combobox
              {...control}
              options={[...optionsOf(choices.people), ...NOT_PEOPLE]}
              value={url.who}
              onChange={(who) => setUrl({ who })}
              placeholder="Anybody"
            />
          )}
        </Field>
        <Field label="Kind of act">
          {(control) => (
            <Combobox
              {...control}
              options={optionsOf(choices.kinds)}
              value={url.kind}
              onChange={(kind) => setUrl({ kind })}
              placeholder="Any act"
            />
          )}
        </Field>
        <Field label="Result">
          {(control) => (
            <Combobox
              {...control}
              options={RESULTS}
              value={url.result}
              onChange={(result) => setUrl({ result })}
              placeholder="Any result"
            />
          )}
        </Field>
        <Field label="Through">
          {(control) => (
            <Combobox
              {...control}
              options={DOORS}
              value={url.via}
              onChange={(via) => setUrl({ via })}
              placeholder="Any door"
            />
          )}
        </Field>
        {choices.accounts.length > 1 && (
          <Field label="Account">
            {(control) => (
              <Combobox
                {...control}
                options={optionsOf(choices.accounts)}
                value={url.account}
                onChange={(account) => setUrl({ account })}
                placeholder="Every account"
              />
            )}
          </Field>
        )}
        <Field label="Instance">
          {(control) => (
            <Input
              {...control}
              placeholder="Name or number"
              value={url.instance}
              onChange={(event) => setUrl({ instance: event.target.value || null }, TYPED)}
            />
          )}
        </Field>
        <Field label="From">
          {(control) => (
            <Input
              {...control}
              type="date"
              max={url.to || undefined}
              value={url.from}
              onChange={(event) => setUrl({ from: event.target.value || null }, TYPED)}
            />
          )}
        </Field>
        <Field label="To">
          {(control) => (
            <Input
              {...control}
              type="date"
              min={url.from || undefined}
              value={url.to}
              onChange={(event) => setUrl({ to: event.target.value || null }, TYPED)}
            />
          )}
        </Field>
      </div>
    </search>
  );
}
