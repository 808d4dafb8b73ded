/** What can come between somebody and single sign-on, in words they can act on. */
import { problem } from '@/lib/vast/problem';

interface At {
  /** As its button calls it. */
  provider: string;
}

export const notLetIn = problem<At>('auth.not_let_in', {
  again: 'after-change',
  status: 403,
  say: (p) =>
    `Signing in with ${p.provider} worked, but nothing here lets you in: you aren’t a member, no open invitation is for your e-mail, and no group of yours is on the list. Ask an owner or admin to invite you.`,
});
export const emailUnverified = problem<At>('auth.email_unverified', {
  again: 'after-change',
  status: 403,
  say: (p) =>
    `Signing in with ${p.provider} worked, but it doesn’t vouch for your e-mail, so Gantry can’t tell who you are here. Confirm the address there, or ask whoever manages your accounts to, then sign in again.`,
});
export const groupsUnreadable = problem<At>('auth.groups_unreadable', {
  again: 'after-change',
  status: 403,
  say: (p) =>
    `Signing in with ${p.provider} worked, but your groups came in a form that Gantry can’t read, or there are too many of them to be sent. Ask whoever manages your accounts to send only the groups that Gantry needs.`,
});
export const providerUnreachable = problem<At>('auth.provider_unreachable', {
  again: 'yes',
  status: 502,
  say: (p) =>
    `Signing in with ${p.provider} can’t begin: it doesn’t answer Gantry. Try again in a minute; if it stays so, ask whoever runs Gantry to look at its log.`,
});
export const providerRefused = problem<At>('auth.provider_refused', {
  again: 'after-change',
  status: 403,
  say: (p) =>
    `Signing in with ${p.provider} was cancelled, or it doesn’t let you use Gantry. Try again, or ask whoever manages your accounts there.`,
});
export const signOnUnfinished = problem<At>('auth.sign_on_unfinished', {
  again: 'yes',
  status: 400,
  say: (p) =>
    `Signing in with ${p.provider} wasn’t finished: it took longer than a quarter of an hour, was begun again in another window, or couldn’t be confirmed. Start again here.`,
});
export const signInBroken = problem('auth.sign_in_broken', {
  again: 'yes',
  status: 500,
  say: () =>
    'Signing in failed on Gantry’s side. Try again; if it stays so, ask whoever runs it to look at its log.',
});
/** Whoever the company's groups let in, they let in by the door that asks for them. */
export const comeByProvider = problem<At>('auth.come_by_provider', {
  again: 'after-change',
  status: 403,
  say: (p) => `Your groups decide what you may do here, so sign in with ${p.provider} instead of a password.`,
});
