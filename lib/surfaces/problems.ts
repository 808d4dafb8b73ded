import { problem } from '@/lib/vast/problem';

/** Something in Gantry broke. The text of it stays in the log, under this reference. */
export const unexpected = problem<{ reference: string }>('surface.unexpected', {
  again: 'yes',
  status: 500,
  say: (p) =>
    `Gantry failed to do this, and nothing is known to have changed. The log tells why under ${p.reference}.`,
});
/** The browser could not reach Gantry, so nobody knows whether the act arrived. */
export const noAnswer = problem('surface.no_answer', {
  again: 'yes',
  status: 503,
  say: () => 'Gantry didn’t answer. Look at what is on screen once the connection is back, then try again.',
});
export const sessionGone = problem('surface.session_gone', {
  again: 'no',
  status: 404,
  say: () => 'This session has ended already.',
});
export const noRealWorkspace = problem('surface.no_real_workspace', {
  again: 'no',
  status: 403,
  say: () => 'You own no workspace for real accounts. Ask an owner to link the account.',
});
export const instanceUnknown = problem('surface.instance_unknown', {
  again: 'no',
  status: 404,
  say: () => 'There is no such instance in this workspace.',
});
export const logNotSent = problem('surface.log_not_sent', {
  again: 'yes',
  status: 504,
  say: () =>
    'The host didn’t send its log within ten seconds. It may be busy, just starting, or out of contact.',
});
export const endInThePast = problem('surface.end_in_the_past', {
  again: 'after-change',
  status: 422,
  say: () => 'That moment is over. Choose an end in the future; to end it now, destroy it.',
});
export const mailOff = problem('surface.mail_off', {
  again: 'no',
  status: 409,
  say: () => 'Gantry sends no mail here. Ask an owner or an admin of your workspace for a one-time link.',
});
export const mailAway = problem('surface.mail_away', {
  again: 'yes',
  status: 503,
  say: () =>
    'The mail server doesn’t answer, so no link can be sent now. Try again later, or ask an owner or an admin of your workspace for a one-time link.',
});
export const noSuchSubject = problem('surface.no_such_subject', {
  again: 'no',
  status: 404,
  say: () => 'There is no such team or person in this workspace.',
});
export const limitSaysNothing = problem('surface.limit_says_nothing', {
  again: 'after-change',
  status: 422,
  say: () => 'This allows everything. Fill in at least one ceiling or rule, or remove the limit.',
});
export const noSuchOperation = problem('surface.no_such_operation', {
  again: 'no',
  status: 404,
  say: () => 'There is no such operation.',
});
export const notAgreed = problem('surface.not_agreed', {
  again: 'after-change',
  status: 409,
  say: () =>
    'What was agreed to isn’t what would be done now. Nothing was sent; look at it again and decide.',
});
