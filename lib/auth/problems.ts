/** What can go wrong with being somebody, in words a person can act on. */
import { problem } from '@/lib/vast/problem';

export const signedOut = problem('auth.signed_out', {
  again: 'after-change',
  status: 401,
  say: () => 'Nobody is signed in here, or the session has ended. Sign in, then try again.',
});
export const notPermitted = problem<{ permission: string }>('auth.not_permitted', {
  again: 'after-change',
  status: 403,
  say: (p) => `Your role in this workspace doesn’t include this (${p.permission}). Ask an owner.`,
});
/** One sentence for an unknown e-mail and for a wrong password: it must not tell which. */
export const wrongCredentials = problem('auth.wrong_credentials', {
  again: 'after-change',
  status: 401,
  say: () => 'This e-mail and password don’t go together.',
});
export const tooManyAttempts = problem<{ waitSeconds: number }>('auth.too_many_attempts', {
  again: 'yes',
  status: 429,
  say: (p) => `Too many sign-ins failed here. Try again in ${spokenWait(p.waitSeconds)}.`,
});
export const passwordsOff = problem('auth.passwords_off', {
  again: 'no',
  status: 403,
  say: () => 'Passwords don’t open this Gantry. Use one of the buttons of the sign-in page.',
});
export const noWorkspace = problem('auth.no_workspace', {
  again: 'after-change',
  status: 403,
  say: () => 'You belong to no workspace any more. Ask an owner to add you.',
});
export const passwordUnfit = problem<{ why: string }>('auth.password_unfit', {
  again: 'after-change',
  status: 422,
  say: (p) => p.why,
});
export const emailUnfit = problem('auth.email_unfit', {
  again: 'after-change',
  status: 422,
  say: () => 'This isn’t an e-mail address.',
});
export const emailTaken = problem('auth.email_taken', {
  again: 'after-change',
  status: 409,
  say: () => 'Somebody with this e-mail exists already.',
});
export const nameMissing = problem<{ what: string }>('auth.name_missing', {
  again: 'after-change',
  status: 422,
  say: (p) => `Fill in ${p.what}.`,
});
export const firstRunLinkSpent = problem('auth.first_run_link', {
  again: 'after-change',
  status: 410,
  say: () =>
    'This link was used, replaced by a newer one, or mistyped. Run “npm run up” again: it prints a new one.',
});
export const firstRunClosed = problem('auth.first_run_closed', {
  again: 'no',
  status: 410,
  say: () => 'Gantry has an owner already. Sign in instead.',
});
export const tooManyResets = problem<{ waitSeconds: number }>('auth.too_many_resets', {
  again: 'yes',
  status: 429,
  say: (p) => `This was asked for often just now. Try again in ${spokenWait(p.waitSeconds)}.`,
});
export const resetLinkSpent = problem('auth.reset_link', {
  again: 'after-change',
  status: 410,
  say: () => 'This link was used, is older than an hour, or was mistyped. Ask for a new one.',
});
export const noPassword = problem('auth.no_password', {
  again: 'no',
  status: 409,
  say: () => 'There is no password here: this account signs in with single sign-on.',
});
export const wrongPassword = problem('auth.wrong_password', {
  again: 'after-change',
  status: 422,
  say: () => 'This isn’t your present password.',
});
export const invitationUnknown = problem('auth.invitation_unknown', {
  again: 'after-change',
  status: 410,
  say: () => 'This link was replaced by a newer one, or mistyped. Ask whoever invited you for a new one.',
});
export const invitationUsed = problem('auth.invitation_used', {
  again: 'no',
  status: 410,
  say: () => 'This invitation was accepted already. Sign in instead.',
});
export const invitationOver = problem<{ why: 'revoked' | 'expired' }>('auth.invitation_over', {
  again: 'after-change',
  status: 410,
  say: (p) =>
    p.why === 'expired'
      ? 'This invitation is older than a week. Ask whoever invited you for a new link.'
      : 'This invitation was taken back. Ask whoever invited you.',
});
export const invitationForOther = problem<{ email: string }>('auth.invitation_for_other', {
  again: 'after-change',
  status: 403,
  say: (p) => `This invitation is for ${p.email}. Sign out, then open the link again.`,
});
export const storeUnreachable = problem('auth.store_unreachable', {
  again: 'yes',
  status: 503,
  say: () =>
    'Gantry’s database doesn’t answer, so nobody can be let in. It is tried again with the next request.',
});

const spokenWait = (seconds: number): string => {
  if (seconds <= 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  return `${Math.ceil(seconds / 60)} minutes`;
};
export const tokenUnknown = problem('auth.token_unknown', {
  again: 'no',
  status: 401,
  say: () => 'This API token is not known. Send one as "Authorization: Bearer gantry_…".',
});
export const tokenExpired = problem('auth.token_expired', {
  again: 'no',
  status: 401,
  say: () => 'This API token has expired. Make another one.',
});
export const tokenForAgents = problem('auth.token_for_agents', {
  again: 'no',
  status: 403,
  say: () =>
    'This token is an agent’s: it opens /api/mcp only, where what spends, destroys or grants is planned first.',
});
export const tokenRevoked = problem('auth.token_revoked', {
  again: 'no',
  status: 401,
  say: () => 'This API token was revoked, or whoever it acts for has left the workspace.',
});
