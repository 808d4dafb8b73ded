import type { z } from 'zod';
import type { Operation } from '@/lib/vast/operation';
import type { Problem } from '@/lib/vast/problem';
import { malformedInput } from '@/lib/vast/problems';

/** What is wrong with an input, field by field; a field that nobody knows is named, too. */
export const issuesIn = (op: Pick<Operation, 'title'>, error: z.ZodError): { field: string; why: string }[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), why: 'there is no such field' }))
      : [{ field: issue.path.join('.') || op.title, why: issue.message }],
  );

export function malformed(op: Operation, error: z.ZodError): Problem {
  const [first] = issuesIn(op, error);
  return malformedInput(first ?? { field: op.title, why: 'not understood' });
}
