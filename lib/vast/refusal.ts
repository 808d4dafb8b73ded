import type { Problem } from './problem';
import * as problems from './problems';

/** What Vast.ai said, reduced to what decides. */
export interface Said {
  status: number;
  error: string | null;
  msg: string | null;
  /** The operation's scope, for the sentence about a missing permission. */
  scope: string | null;
}

/**
 * Which problem an answer is. The statuses contradict each other between the specification, the guides and the
 * field (docs/vast.md): 401, 403 and 404 with `auth_error` are all failures of the key.
 */
export function refusalOf(said: Said): Problem {
  const text = said.msg ?? said.error ?? '';
  const vast = { says: text || undefined, status: said.status };
  const about = (pattern: RegExp) => pattern.test(`${said.error ?? ''} ${said.msg ?? ''}`);

  if (said.status === 429) return problems.tooFrequent({ waitMs: thresholdMs(text) ?? 0 }, vast);
  if (about(/two factor|2fa|tfa_/i)) return problems.twoFactorNeeded(undefined, vast);
  if (said.status === 401 || said.error === 'auth_error' || about(/invalid user key|session expired/i)) {
    return problems.keyRevoked(undefined, vast);
  }
  if (said.status === 403) return problems.keyForbidden({ scope: said.scope ?? 'for this' }, vast);
  if (about(/no_such_ask|is not available|no longer available/i)) {
    const offerId = /\bid (\d+)/i.exec(text)?.[1];
    return problems.offerGone({ offerId: Number(offerId ?? 0) }, vast);
  }
  if (about(/insufficient[_ ]credit/i) || said.status === 402)
    return problems.insufficientCredit(undefined, vast);
  if (about(/resources_unavailable|required resources/i)) return problems.gpuTaken(undefined, vast);
  if (said.status === 404 || about(/no_such_|not_found|invalid api_key or \w+ .*not found/i))
    return problems.notFound(undefined, vast);
  if (said.status >= 500) return problems.vastFailed({ status: said.status }, vast);
  if (said.status === 400 || said.status === 422) return problems.invalidArguments(undefined, vast);
  return problems.refused(undefined, vast);
}

/** `API requests too frequent: endpoint threshold=2.5` says seconds. */
export function thresholdMs(text: string): number | null {
  const seconds = /threshold\s*=\s*(\d+(?:\.\d+)?)/i.exec(text)?.[1];
  return seconds === undefined ? null : Math.ceil(Number(seconds) * 1000);
}
