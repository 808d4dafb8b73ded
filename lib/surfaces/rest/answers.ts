/** The two shapes of every answer: a reply, or a problem by RFC 9457. Nothing of them is kept by anybody between. */
import { STATUS_CODES } from 'node:http';
import { newRequestId, requestId } from '@/lib/log/context';
import { type Again, type Problem, statusOf } from '@/lib/vast/problem';

const asked = () => requestId() ?? newRequestId();

export interface Reply {
  result: unknown;
  next_cursor: string | null;
  /** Fields that the first answer showed and no other does. */
  already_shown?: string[];
}

export const replyResponse = (reply: Reply, headers: Record<string, string> = {}): Response =>
  Response.json({ ...reply, request_id: asked() }, { headers: { 'cache-control': 'no-store', ...headers } });

const HINTS: Record<Again, string> = {
  yes: 'Send the same request again in a while, with the same Idempotency-Key.',
  'after-change': 'Change what the detail names, then send it again under a new Idempotency-Key.',
  no: 'Sending it again won’t help.',
};

export interface Told {
  /** Each field that is wrong. */
  errors?: readonly { field: string; why: string }[];
  /** Where the outcome can be asked for. */
  outcome?: string;
  /** It is the outcome of an Idempotency-Key, and stays so. */
  stands?: boolean;
  headers?: Record<string, string>;
}

const STANDS = 'Under this Idempotency-Key the answer stays the same. To try again, send it under a new one.';

export function problemAnswer(problem: Problem, told: Told = {}): Response {
  const { errors, outcome, stands = false, headers = {} } = told;
  const status = statusOf(problem);
  const { code, say, again, vastSays, vastStatus, facts } = problem;
  const vast =
    vastSays === undefined && vastStatus === undefined
      ? {}
      : { vast: { says: vastSays, status: vastStatus } };
  const body = {
    type: `urn:gantry:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Problem',
    ...{ status, code, detail: say },
    hint:
      outcome !== undefined
        ? `Nobody knows yet. Ask ${outcome} until it does.`
        : stands && again === 'yes'
          ? STANDS
          : HINTS[again],
    retryable: again === 'yes' && !stands,
    request_id: asked(),
    ...vast,
    ...(facts ? { facts } : {}),
    ...(errors ? { errors } : {}),
    ...(outcome === undefined ? {} : { outcome }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 ? { 'www-authenticate': 'Bearer realm="gantry"' } : {}),
      ...(outcome === undefined ? {} : { location: outcome }),
      ...headers,
    },
  });
}
