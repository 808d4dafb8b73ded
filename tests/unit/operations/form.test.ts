import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type DraftRecord, draftOf, exampleDraft, inputOf } from '@/components/operations/draft';
import { type Field, fieldsOf } from '@/lib/surfaces/operations/form';
import { issuesOf } from '@/lib/surfaces/operations/issues';
import type { Operation } from '@/lib/vast/operation';
import { operationByName } from '@/lib/vast/operations';

const ZONE = 'Europe/Stockholm';
const all = [...operationByName.values()].map((op) => [op.name, op, fieldsOf(op)] as const);

const propertiesOf = (op: Operation): string[] =>
  Object.keys(
    (z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' }) as { properties?: object })
      .properties ?? {},
  );

const problemsOf = (op: Operation, input: unknown) => {
  const read = op.input.safeParse(input);
  return read.success ? [] : issuesOf(read.error);
};

/** Something that no control of this kind can mean. */
const WRONG: Partial<Record<Field['control']['kind'], DraftRecord[string]>> = {
  number: 'lots',
  moment: 'soon',
  json: 'not json {',
};

describe.each(all)('%s', (_, op, fields) => {
  it('has a control with a label for each field of its input', () => {
    expect(fields.map(({ name }) => name)).toEqual(propertiesOf(op));
    for (const { label, hint } of fields) {
      expect(label).toMatch(/^[A-Z$]/);
      expect(hint).not.toBeNull();
    }
  });

  it('has a form whose example stands for a valid input, and so does each other field’s beside it', () => {
    expect(problemsOf(op, inputOf(fields, exampleDraft(fields, ZONE), ZONE))).toEqual([]);
    // Each optional one beside them, one at a time: some exclude each other.
    for (const field of fields.filter(({ required, example }) => !required && example !== null)) {
      const draft = { ...exampleDraft(fields, ZONE), ...draftOf([field], ZONE) };
      const input = inputOf(fields, draft, ZONE);
      expect(input).toHaveProperty(field.name);
      expect(problemsOf(op, input).filter(({ path }) => path.startsWith(field.name))).toEqual([]);
    }
  });

  it('says at its field what is missing or can’t be meant', () => {
    const missing = problemsOf(op, inputOf(fields, {}, ZONE)).map(({ path }) => path.split('.')[0]);
    for (const { name, required, control } of fields) {
      // A box that isn't ticked says no; an empty list is a list.
      if (required && !['flag', 'lines', 'rows', 'group'].includes(control.kind))
        expect(missing).toContain(name);
    }
    for (const field of fields) {
      const wrong = WRONG[field.control.kind];
      if (wrong === undefined) continue;
      const draft = { ...exampleDraft(fields, ZONE), [field.name]: wrong };
      const issues = problemsOf(op, inputOf(fields, draft, ZONE));
      expect(issues.map(({ path }) => path.split('.')[0])).toContain(field.name);
      for (const { says } of issues) expect(says).toMatch(/^[A-Z].*\.$/s);
    }
  });
});

it('asks for secrets as for passwords, and for moments on a calendar', () => {
  const fieldOf = (operation: string, name: string) =>
    all.find(([each]) => each === operation)?.[2].find((field) => field.name === name)?.control;
  expect(fieldOf('create_a_vast_ai_user', 'password')).toMatchObject({ kind: 'text', secret: true });
  expect(fieldOf('update_a_vast_ai_ask_by_id', 'env')).toMatchObject({ kind: 'pairs', secret: true });
  expect(fieldOf('create_a_vast_ai_bundle', 'filters')).toMatchObject({ kind: 'comparisons' });
  expect(fieldOf('list_all_vast_ai_charges', 'from')).toEqual({ kind: 'moment' });
});
