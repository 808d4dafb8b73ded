import type { ProblemCode } from './problem-codes.ts';

interface Said {
  status: number;
  code: string;
  detail: string;
  hint: string;
  retryable: boolean;
  request_id: string;
  errors?: { field: string; why: string }[];
  vast?: { says?: string; status?: number };
  facts?: Record<string, string | number | null>;
  outcome?: string;
}

/** What Gantry refused, or couldn't do. `code` stays when the words change. */
export class GantryProblem extends Error {
  override name = 'GantryProblem';
  readonly status: number;
  readonly code: ProblemCode;
  readonly hint: string;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  readonly requestId: string;
  /** Each field that is wrong. */
  readonly errors: readonly { field: string; why: string }[];
  /** Vast.ai's own words and status, when it was asked. */
  readonly vast: { says?: string; status?: number } | undefined;
  readonly facts: Readonly<Record<string, string | number | null>>;
  /** Where the outcome of an act is asked for that isn't known yet. */
  readonly outcome: string | undefined;

  constructor(said: Said) {
    super(said.detail);
    this.status = said.status;
    this.code = said.code as ProblemCode;
    this.hint = said.hint;
    this.retryable = said.retryable;
    this.requestId = said.request_id;
    this.errors = said.errors ?? [];
    this.vast = said.vast;
    this.facts = said.facts ?? {};
    this.outcome = said.outcome;
  }
}

/** Null when the answer is none of Gantry's: a proxy's between, say. */
export async function problemIn(response: Response): Promise<GantryProblem | null> {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return null;
  return new GantryProblem((await response.json()) as Said);
}
