import { fail, type Problem, type Result } from '@/lib/vast/problem';
import { malformedInput } from '@/lib/vast/problems';
import { noAnswer } from '../problems';

/** What next-safe-action answers: the action's own result, or why it wasn't run. */
export interface Answer<T> {
  data?: Result<T> | undefined;
  serverError?: Problem | undefined;
  validationErrors?:
    | { formErrors: string[]; fieldErrors: { [field: string]: string[] | undefined } }
    | undefined;
}

/** One value out of the three ways in which an action can end. */
export function resultOf<T>(answer: Answer<T> | undefined): Result<T> {
  if (answer?.data) return answer.data;
  if (answer?.serverError) return fail(answer.serverError);
  if (answer?.validationErrors) return fail(firstComplaint(answer.validationErrors));
  return fail(noAnswer());
}

/** Runs an action from the browser; a connection that breaks is a problem like any other. */
export async function act<T>(action: () => Promise<Answer<T> | undefined>): Promise<Result<T>> {
  try {
    return resultOf(await action());
  } catch (error) {
    // Next throws its own signals (a redirect to sign-in) through here; they carry a digest.
    if (error instanceof Error && 'digest' in error) throw error;
    return fail(noAnswer());
  }
}

function firstComplaint(errors: NonNullable<Answer<unknown>['validationErrors']>): Problem {
  const [field, complaints] = Object.entries(errors.fieldErrors)[0] ?? ['input', errors.formErrors];
  return malformedInput({ field, why: complaints?.[0] ?? 'not understood' });
}
