/** What can go wrong between Gantry and Vast.ai, in words a person can act on. */
import { problem } from './problem';

export const keyRevoked = problem('vast.key_revoked', {
  again: 'after-change',
  status: 409,
  say: () =>
    'Vast.ai no longer accepts this account’s key. Make a new key at Vast.ai and paste it under Accounts.',
});
export const twoFactorNeeded = problem('vast.two_factor', {
  again: 'after-change',
  status: 409,
  say: () =>
    'Vast.ai asks for a second factor on this key. Make an API key that isn’t tied to a login session, and paste it under Accounts.',
});
export const keyForbidden = problem<{ scope: string }>('vast.key_forbidden', {
  again: 'after-change',
  status: 409,
  say: (p) =>
    `This account’s key may not do that: it lacks the permission ${p.scope}. Link a key that has it.`,
});
export const tooFrequent = problem<{ waitMs: number }>('vast.too_frequent', {
  again: 'yes',
  status: 503,
  say: () => 'Vast.ai is limiting calls to this account. Gantry slows down and tries again.',
});
export const unreachable = problem('vast.unreachable', {
  again: 'yes',
  status: 503,
  say: () => 'Vast.ai can’t be reached at the moment. What you see may be old; nothing was changed.',
});
export const vastFailed = problem<{ status: number }>('vast.failed', {
  again: 'yes',
  status: 502,
  say: (p) => `Vast.ai failed to answer (status ${p.status}). Nothing was changed as far as we know.`,
});
export const answerLost = problem('vast.answer_lost', {
  again: 'no',
  status: 202,
  say: () =>
    'The connection broke before Vast.ai answered. Gantry is looking up what happened; don’t repeat it.',
});
export const leftToPerson = problem<{ why: string }>('vast.left_to_person', {
  again: 'no',
  status: 202,
  say: (p) =>
    `The answer got lost, and Gantry can’t find out whether it was done. ${p.why} Somebody must look at Vast.ai and say; it won’t be sent again.`,
});
export const withdrawn = problem('vast.withdrawn', {
  again: 'yes',
  status: 409,
  say: () => 'This waited too long for its turn and was withdrawn before it was sent. Nothing was changed.',
});
export const unreadable = problem<{ operation: string }>('vast.unreadable', {
  again: 'yes',
  status: 502,
  say: (p) =>
    `Vast.ai answered ${p.operation} in a shape Gantry doesn’t know. The answer was kept for diagnosis.`,
});
export const invalidArguments = problem('vast.invalid_arguments', {
  again: 'after-change',
  status: 422,
  say: () => 'Vast.ai refused these values.',
});
export const notFound = problem('vast.not_found', {
  again: 'no',
  status: 404,
  say: () => 'Vast.ai doesn’t know it: it is gone, or belongs to another account.',
});
export const offerGone = problem<{ offerId: number }>('vast.offer_gone', {
  again: 'no',
  status: 409,
  say: (p) => `Offer ${p.offerId} was taken or withdrawn a moment ago. Nothing was rented.`,
});
export const insufficientCredit = problem('vast.insufficient_credit', {
  again: 'after-change',
  status: 402,
  say: () => 'The Vast.ai account has too little credit for this. Top it up at Vast.ai, then try again.',
});
export const gpuTaken = problem('vast.gpu_taken', {
  again: 'yes',
  status: 409,
  say: () =>
    'The GPU is rented by somebody else now. Vast.ai has queued the start and begins when it is free.',
});
export const refused = problem('vast.refused', {
  again: 'after-change',
  status: 409,
  say: () => 'Vast.ai refused this.',
});
export const malformedInput = problem<{ field: string; why: string }>('input.malformed', {
  again: 'after-change',
  status: 422,
  say: (p) => `${p.field}: ${p.why}.`,
});
