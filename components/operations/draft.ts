/** What somebody has typed so far, as text throughout, and the input that it stands for. */
import type { Control, Field } from '@/lib/surfaces/operations/form';
import { epochIn, wallTime } from './wall-time';

export type Draft = string | Draft[] | { [name: string]: Draft };
export type DraftRecord = { [name: string]: Draft };

const text = (draft: Draft | undefined): string => (typeof draft === 'string' ? draft : '');
const list = (draft: Draft | undefined): Draft[] => (Array.isArray(draft) ? draft : []);
const record = (draft: Draft | undefined): DraftRecord =>
  typeof draft === 'object' && !Array.isArray(draft) ? draft : {};

/** What is left out stays out, so that Vast.ai's own values hold. */
export function inputOf(fields: readonly Field[], draft: DraftRecord, zone: string): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const { name, control, required } of fields) {
    const value = meant(control, draft[name], required, zone);
    if (value !== undefined) input[name] = value;
  }
  return input;
}

function meant(control: Control, draft: Draft | undefined, required: boolean, zone: string): unknown {
  switch (control.kind) {
    case 'text':
      return control.of === 'scalar' ? scalar(text(draft)) : text(draft) || undefined;
    case 'choice':
      return text(draft) || undefined;
    case 'number':
      return number(text(draft));
    case 'moment':
      return text(draft) === '' ? undefined : (epochIn(text(draft), zone) ?? text(draft));
    case 'flag':
      return text(draft) === '' ? (required ? false : undefined) : text(draft) === 'true';
    case 'lines':
      return some(
        lines(text(draft)).map((line) => (control.of === 'number' ? number(line) : line)),
        required,
      );
    case 'group': {
      const inner = inputOf(control.fields, record(draft), zone);
      return isTouched(control.fields, record(draft)) || required ? inner : undefined;
    }
    case 'rows':
      return some(
        list(draft).map((row) => {
          const one = inputOf(control.fields, record(row), zone);
          return control.tuple ? control.fields.map(({ name }) => one[name]) : one;
        }),
        required,
      );
    case 'pairs':
      return some(
        Object.fromEntries(
          list(draft)
            .map(record)
            .filter((row) => text(row.key) !== '')
            .map((row) => [
              text(row.key),
              control.of === 'scalar' ? scalar(text(row.value)) : text(row.value),
            ]),
        ),
        required,
      );
    case 'comparisons':
      return some(compared(list(draft).map(record)), required);
    case 'json':
      return text(draft).trim() === '' ? undefined : json(text(draft));
  }
}

const lines = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** What isn't a number stays as it was typed: the schema says so at its field. */
function number(typed: string): number | string | undefined {
  const trimmed = typed.trim().replace(',', '.');
  if (trimmed === '') return undefined;
  return Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}

function scalar(typed: string): string | number | boolean | undefined {
  const trimmed = typed.trim();
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(trimmed) ? Number(trimmed) : trimmed || undefined;
}

function compared(rows: readonly DraftRecord[]): Record<string, Record<string, unknown>> {
  const filters: Record<string, Record<string, unknown>> = {};
  for (const row of rows) {
    const [field, sign] = [text(row.field).trim(), text(row.sign) || 'eq'];
    if (field === '') continue;
    const value = /in$/.test(sign)
      ? text(row.value)
          .split(',')
          .map((each) => scalar(each))
      : (scalar(text(row.value)) ?? '');
    filters[field] = { ...filters[field], [sign]: value };
  }
  return filters;
}

function json(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return typed;
  }
}

/** Nothing in it is as good as left out, unless it must be there. */
const some = <T extends object>(value: T, required: boolean): T | undefined =>
  required || Object.keys(value).length > 0 ? value : undefined;

const isTouched = (fields: readonly Field[], draft: DraftRecord): boolean =>
  fields.some(({ name }) => {
    const inner = draft[name];
    return typeof inner === 'string' ? inner !== '' : inner !== undefined && Object.keys(inner).length > 0;
  });

/** The examples of what must be filled in and of the first of the others, as somebody would have typed them. */
export function exampleDraft(fields: readonly Field[], zone: string): DraftRecord {
  const having = fields.filter(({ example }) => example !== null);
  const first = having.find(({ required }) => !required);
  return draftOf(
    having.filter((field) => field.required || field === first),
    zone,
  );
}

export const draftOf = (fields: readonly Field[], zone: string): DraftRecord =>
  Object.fromEntries(fields.map(({ name, control, example }) => [name, typed(control, example, zone)]));

function typed(control: Control, value: unknown, zone: string): Draft {
  switch (control.kind) {
    case 'moment':
      return typeof value === 'number' ? wallTime(value, zone) : String(value);
    case 'lines':
      return (value as unknown[]).map(String).join('\n');
    case 'group':
      return Object.fromEntries(
        control.fields
          .filter(({ name }) => (value as DraftRecord)[name] !== undefined)
          .map((field) => [field.name, typed(field.control, (value as DraftRecord)[field.name], zone)]),
      );
    case 'rows':
      return (value as unknown[]).map((row) =>
        Object.fromEntries(
          control.fields.flatMap((field, index) => {
            const part = control.tuple ? (row as unknown[])[index] : (row as DraftRecord)[field.name];
            return part === undefined ? [] : [[field.name, typed(field.control, part, zone)]];
          }),
        ),
      );
    case 'pairs':
      return Object.entries(value as object).map(([key, inner]) => ({ key, value: String(inner) }));
    case 'comparisons':
      return Object.entries(value as Record<string, object>).flatMap(([field, comparison]) =>
        Object.entries(comparison).map(([sign, inner]) => ({ field, sign, value: String(inner) })),
      );
    case 'json':
      return JSON.stringify(value, null, 2);
    default:
      return String(value);
  }
}
