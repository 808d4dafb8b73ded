'use client';

import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { Control } from '@/lib/surfaces/operations/form';
import { type ControlProps, errorOf, Optional, Wrong } from './control-parts';
import type { Draft, DraftRecord } from './draft';
import { COMPARED } from './words';

type Of<K extends Control['kind']> = { control: Extract<Control, { kind: K }> };

const textOf = (row: DraftRecord, name: string): string => {
  const inner = row[name];
  return typeof inner === 'string' ? inner : '';
};

/** A list of objects, such as what to sort by. */
export function Rows(props: ControlProps & Of<'rows'>) {
  const { control } = props;
  return (
    <Repeated {...props} add="Add a line">
      {(row, change, name) =>
        control.fields.map((each) => {
          const label = `${each.label}, ${name}`;
          return each.control.kind === 'choice' ? (
            <Select
              key={each.name}
              aria-label={label}
              value={textOf(row, each.name)}
              placeholder="Choose"
              options={each.control.options.map((value) => ({ value, label: value }))}
              onChange={(event) => change({ [each.name]: event.target.value })}
            />
          ) : (
            <Input
              key={each.name}
              aria-label={label}
              placeholder={each.example === null ? each.label : String(each.example)}
              value={textOf(row, each.name)}
              autoComplete="off"
              onChange={(event) => change({ [each.name]: event.target.value })}
            />
          );
        })
      }
    </Repeated>
  );
}

/** Names with values. What is secret among them is so as a whole: nobody can tell which one is. */
export function Pairs(props: ControlProps & Of<'pairs'>) {
  return (
    <Repeated {...props} add="Add a value">
      {(row, change, name) => (
        <>
          <Input
            mono
            aria-label={`Name, ${name}`}
            placeholder="Name"
            autoComplete="off"
            spellCheck={false}
            value={textOf(row, 'key')}
            onChange={(event) => change({ key: event.target.value })}
          />
          <Input
            mono
            type={props.control.secret ? 'password' : 'text'}
            aria-label={`Value, ${name}`}
            placeholder="Value"
            autoComplete={props.control.secret ? 'new-password' : 'off'}
            spellCheck={false}
            value={textOf(row, 'value')}
            onChange={(event) => change({ value: event.target.value })}
          />
        </>
      )}
    </Repeated>
  );
}

/** Vast.ai's filters: a field of what is looked for, a comparison, a value. */
export function Comparisons(props: ControlProps & Of<'comparisons'>) {
  const options = props.control.signs.map((value) => ({ value, label: COMPARED[value] ?? value }));
  return (
    <Repeated {...props} add="Add a filter" first={{ sign: 'eq' }}>
      {(row, change, name) => (
        <>
          <Input
            mono
            aria-label={`Field, ${name}`}
            placeholder="gpu_name"
            autoComplete="off"
            spellCheck={false}
            value={textOf(row, 'field')}
            onChange={(event) => change({ field: event.target.value })}
          />
          <Select
            aria-label={`Comparison, ${name}`}
            value={textOf(row, 'sign')}
            options={options}
            onChange={(event) => change({ sign: event.target.value })}
          />
          <Input
            aria-label={`Value, ${name}`}
            placeholder={/in$/.test(textOf(row, 'sign')) ? 'one, another' : 'Value'}
            autoComplete="off"
            value={textOf(row, 'value')}
            onChange={(event) => change({ value: event.target.value })}
          />
        </>
      )}
    </Repeated>
  );
}

type RepeatedProps = ControlProps & {
  add: string;
  first?: DraftRecord;
  children: (row: DraftRecord, change: (part: DraftRecord) => void, name: string) => ReactNode;
};

function Repeated({ field, path, draft, onChange, issues, add, first = {}, children }: RepeatedProps) {
  const rows = (Array.isArray(draft) ? draft : []) as DraftRecord[];
  const error = errorOf(issues, path);
  const put = (next: Draft[]) => onChange(next);
  // A row has no name of its own; it is its place in the list.
  const places = rows.map((row, index) => ({ row, name: `line ${index + 1}`, index }));
  return (
    <fieldset className="grid min-w-0 gap-1.5">
      <legend className="mb-[5px] flex w-full flex-wrap justify-between gap-x-2 text-sm text-ink-2">
        {field.label}
        {!field.required && <Optional />}
      </legend>
      {places.map(({ row, name, index }) => (
        <div key={name} className="flex min-w-0 gap-1.5 max-md:flex-wrap">
          {children(row, (part) => put(rows.with(index, { ...row, ...part })), name)}
          <Button
            tone="quiet"
            aria-label={`Remove ${name} of ${field.label}`}
            icon={<X aria-hidden="true" />}
            onClick={() => put(rows.toSpliced(index, 1))}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<Plus aria-hidden="true" />}
          aria-label={`${add}: ${field.label}`}
          onClick={() => put([...rows, { ...first }])}
        >
          {add}
        </Button>
      </div>
      {field.hint && <p className="text-sm text-ink-3">{field.hint}</p>}
      <Wrong issues={error === undefined ? [] : [{ path, says: error }]} />
    </fieldset>
  );
}
