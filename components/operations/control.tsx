'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { cx } from '@/components/ui/cx';
import { Field as Labelled } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { Field } from '@/lib/surfaces/operations/form';
import type { Issue } from '@/lib/surfaces/operations/issues';
import { type ControlProps, errorOf, Optional, Wrong } from './control-parts';
import type { Draft, DraftRecord } from './draft';
import { Comparisons, Pairs, Rows } from './rows';

type FieldsProps = {
  fields: readonly Field[];
  draft: DraftRecord;
  onChange: (name: string, draft: Draft) => void;
  issues: readonly Issue[];
  /** Where they stand in the input: `volume_info`; nothing for the input itself. */
  within?: string;
};

/** The fields of an input or of a group within it, two in a line where they are short. */
export function Fields({ fields, draft, onChange, issues, within }: FieldsProps) {
  return (
    <div className="grid items-start gap-x-4.5 gap-y-3.5 md:grid-cols-2">
      {fields.map((field) => (
        <div key={field.name} className={cx('min-w-0', takesALine(field) && 'md:col-span-2')}>
          <ControlFor
            field={field}
            path={within === undefined ? field.name : `${within}.${field.name}`}
            draft={draft[field.name]}
            onChange={(next) => onChange(field.name, next)}
            issues={issues}
          />
        </div>
      ))}
    </div>
  );
}

const SHORT = ['number', 'choice', 'flag', 'moment'];
const takesALine = ({ control }: Field): boolean =>
  control.kind === 'text' ? control.long : !SHORT.includes(control.kind);

/** One field of an operation's input, with its label, unit, help and what is wrong with it. */
function ControlFor(props: ControlProps) {
  const { field, path, draft, onChange, issues } = props;
  const { control, label, required, hint } = field;
  if (control.kind === 'group') {
    const inner: DraftRecord = typeof draft === 'object' && !Array.isArray(draft) ? draft : {};
    return (
      <fieldset className="grid min-w-0 gap-3.5 rounded-sm border border-line p-3.5">
        <legend className="px-1 text-sm text-ink-2">
          {label} {!required && <Optional />}
        </legend>
        {hint && <p className="text-sm text-ink-3">{hint}</p>}
        <Wrong issues={issues.filter((issue) => issue.path === path)} />
        <Fields
          fields={control.fields}
          draft={inner}
          onChange={(name, next) => onChange({ ...inner, [name]: next })}
          issues={issues}
          within={path}
        />
      </fieldset>
    );
  }
  if (control.kind === 'rows') return <Rows {...props} control={control} />;
  if (control.kind === 'pairs') return <Pairs {...props} control={control} />;
  if (control.kind === 'comparisons') return <Comparisons {...props} control={control} />;
  const text = typeof draft === 'string' ? draft : '';
  const error = errorOf(issues, path);
  if (control.kind === 'flag' && required) {
    return (
      <Checkbox
        label={label}
        hint={hint}
        checked={text === 'true'}
        onChange={(event) => onChange(String(event.target.checked))}
      />
    );
  }
  return (
    <Labelled label={label} value={required ? undefined : <Optional />} hint={hintOf(field)} error={error}>
      {(aria) => <Plain field={field} text={text} onChange={onChange} aria={aria} />}
    </Labelled>
  );
}

type PlainProps = {
  field: Field;
  text: string;
  onChange: (text: string) => void;
  aria: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true };
};

function Plain({ field, text, onChange, aria }: PlainProps) {
  const { control, required, unless, unit, name } = field;
  const common = {
    ...aria,
    name,
    value: text,
    'aria-required': required || undefined,
    autoComplete: 'off',
    placeholder: placeholderOf(field),
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  switch (control.kind) {
    case 'choice':
    case 'flag': {
      const options =
        control.kind === 'flag'
          ? [
              { value: 'true', label: 'Yes' },
              { value: 'false', label: 'No' },
            ]
          : control.options.map((value) => ({ value, label: value }));
      return (
        <Select
          {...aria}
          name={name}
          value={text}
          options={options}
          placeholder={
            required ? 'Choose' : `${unless === null ? 'Left out' : `${said(unless)}, unless said`}`
          }
          onChange={(event) => onChange(event.target.value)}
        />
      );
    }
    case 'lines':
      return <Textarea {...common} rows={2} spellCheck={false} />;
    case 'json':
      return <Textarea {...common} mono rows={5} spellCheck={false} />;
    case 'moment':
      return <Input {...common} type="datetime-local" step={1} />;
    case 'number':
      return <Input {...common} inputMode={control.whole ? 'numeric' : 'decimal'} unit={unit} />;
    default:
      if (control.kind === 'text' && control.secret && !control.long) {
        return <Input {...common} type="password" autoComplete="new-password" placeholder={undefined} />;
      }
      return control.kind === 'text' && control.long ? (
        <Textarea {...common} mono spellCheck={false} />
      ) : (
        <Input {...common} unit={unit} spellCheck={false} inputMode={unit === null ? undefined : 'decimal'} />
      );
  }
}

const said = (value: string): string => (value === 'true' ? 'Yes' : value === 'false' ? 'No' : value);

const hintOf = ({ hint, control, unless }: Field): string | undefined => {
  const how =
    control.kind === 'lines'
      ? 'One a line.'
      : control.kind === 'json'
        ? 'As JSON.'
        : control.kind === 'moment'
          ? 'In the workspace’s zone.'
          : '';
  const without =
    unless === null || control.kind === 'choice' || control.kind === 'flag' ? '' : `${unless} when left out.`;
  return [hint, how, without].filter(Boolean).join(' ') || undefined;
};

function placeholderOf({ example, control }: Field): string | undefined {
  if (example === null || example === undefined) return undefined;
  if (control.kind === 'json') return JSON.stringify(example, null, 2);
  return Array.isArray(example) ? example.map(String).join('\n') : String(example);
}
