/** Inputs of an operation made of the examples in its own description. */
import { z } from 'zod';
import type { Operation } from '@/lib/vast/operation';

export interface Field {
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

interface Described {
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
  readonly examples?: readonly Record<string, unknown>[];
}

const described = (op: Operation): Described =>
  z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' }) as Described;

export const fieldsOf = (op: Operation): Readonly<Record<string, Field>> => described(op).properties ?? {};

export const requiredOf = (op: Operation): readonly string[] => described(op).required ?? [];

/** All fields at once; or, where fields exclude each other, the input's own examples, which show all between them. */
export function fullInputs(op: Operation): readonly Record<string, unknown>[] {
  const { properties = {}, examples } = described(op);
  if (examples) return examples;
  return [Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, field.examples?.[0]]))];
}

/** Only what can't be left out. */
export function leastInput(op: Operation): Record<string, unknown> {
  const { properties = {}, required = [], examples } = described(op);
  const [example] = examples ?? [];
  return Object.fromEntries(
    required.map((name) => [name, example?.[name] ?? properties[name]?.examples?.[0]]),
  );
}
