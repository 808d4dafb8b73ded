import { problem } from '@/lib/vast/problem';

export const notPermitted = problem<{ need: string }>('gateway.not_permitted', {
  again: 'no',
  status: 403,
  say: (p) => `Your role doesn’t include this (${p.need}). Ask an owner of the workspace.`,
});
export const accountNotFound = problem('gateway.account_not_found', {
  again: 'no',
  status: 404,
  say: () => 'There is no such account in this workspace.',
});
export const instanceNotFound = problem('gateway.instance_not_found', {
  again: 'no',
  status: 404,
  say: () => 'There is no such instance in this workspace.',
});
export const teamNeeded = problem('rent.team_needed', {
  again: 'after-change',
  status: 409,
  say: () => 'Choose one of your teams to rent for. Nothing was rented.',
});
export const overLimit = problem<{ limit: string; sentence: string }>('limit.exceeded', {
  again: 'after-change',
  status: 409,
  say: (p) => p.sentence,
});
export const notWeighed = problem<{ whose: string }>('limit.not_weighed', {
  again: 'after-change',
  status: 409,
  say: (p) =>
    `A spending limit holds for ${p.whose}, and Gantry can’t tell beforehand what this may cost. Nothing was sent; ask somebody without a limit, or have the limit lifted for it.`,
});
export const keyUnreadable = problem('gateway.key_unreadable', {
  again: 'after-change',
  status: 409,
  say: () =>
    'This account’s key was sealed under another GANTRY_SECRET_KEY and can’t be opened. Put the old secret key back, or paste the Vast.ai key again under Accounts.',
});
export const beingLookedUp = problem('gateway.being_looked_up', {
  again: 'no',
  status: 202,
  say: () => 'This was sent already and its outcome is being looked up. It won’t be sent twice.',
});
export const keyReused = problem('gateway.idempotency_key_reused', {
  again: 'after-change',
  status: 409,
  say: () => 'This idempotency key belongs to a different act.',
});
export const keyInFlight = problem('gateway.key_in_flight', {
  again: 'yes',
  status: 409,
  say: () => 'The first request under this idempotency key is still under way. Ask again in a moment.',
});
export const outcomeNotFound = problem('gateway.outcome_not_found', {
  again: 'no',
  status: 404,
  say: () => 'There is no such act of yours in this workspace.',
});
export const notRented = problem('gateway.not_rented', {
  again: 'yes',
  status: 409,
  say: () => 'The connection broke and no trace of the rent was found at Vast.ai: nothing was rented.',
});
export const notSeenDone = problem('gateway.not_seen_done', {
  again: 'yes',
  status: 409,
  say: () => 'The connection broke, and Vast.ai shows no sign that this was done.',
});
export const neverSent = problem('gateway.never_sent', {
  again: 'yes',
  status: 409,
  say: () => 'Gantry was interrupted before this was sent to Vast.ai. Nothing was changed.',
});
export const priceMoved = problem<{ quoted: string; now: string }>('rent.price_moved', {
  again: 'after-change',
  status: 409,
  say: (p) =>
    `The price rose from $${p.quoted} to $${p.now} an hour since it was shown. Nothing was rented; look again and decide.`,
});
export const bidTooLow = problem<{ bid: string; lowest: string }>('rent.bid_too_low', {
  again: 'after-change',
  status: 409,
  say: (p) =>
    `A bid of $${p.bid} doesn’t win: the lowest winning bid is $${p.lowest} an hour. Nothing was rented.`,
});
export const alreadyLinked = problem<{ name: string }>('account.already_linked', {
  again: 'no',
  status: 409,
  say: (p) =>
    `This key belongs to the Vast.ai account already linked as ${p.name}, so its costs are counted once. Its key was replaced.`,
});
export const wrongIdentity = problem<{ name: string }>('account.wrong_identity', {
  again: 'after-change',
  status: 409,
  say: (p) => `This key belongs to another Vast.ai account than ${p.name}. Link it as an account of its own.`,
});
export const notAnAddress = problem('account.not_an_address', {
  again: 'after-change',
  status: 422,
  say: () => 'The address must look like https://console.vast.ai.',
});
export const labelDiffers = problem<{ expected: string }>('destroy.label_differs', {
  again: 'after-change',
  status: 422,
  say: (p) => `Type ${p.expected} exactly to destroy it.`,
});
export const takeBackOver = problem('destroy.take_back_over', {
  again: 'no',
  status: 409,
  say: () => 'The ten seconds are over: the instance is being destroyed.',
});
export const tokenNotFound = problem('token.not_found', {
  again: 'no',
  status: 404,
  say: () => 'There is no such API token in this workspace, or it was revoked.',
});
export const teamNotFound = problem('workspace.team_not_found', {
  again: 'after-change',
  status: 404,
  say: () => 'There is no such team in this workspace.',
});
export const teamExists = problem<{ name: string }>('workspace.team_exists', {
  again: 'after-change',
  status: 409,
  say: (p) => `There is a team called ${p.name} already.`,
});
export const demoOnly = problem('account.demo_only', {
  again: 'no',
  status: 409,
  say: () =>
    'The demo workspace holds the simulated account only. Real accounts go into a workspace of their own.',
});
export const nameMissing = problem<{ what: string }>('input.name_missing', {
  again: 'after-change',
  status: 422,
  say: (p) => `${p.what} needs a name.`,
});
export const keyRefused = problem('account.key_refused', {
  again: 'after-change',
  status: 422,
  say: () => 'Vast.ai doesn’t accept this key. Copy it again, or make a new one under Keys at Vast.ai.',
});
export const keyWantsSecondFactor = problem('account.key_second_factor', {
  again: 'after-change',
  status: 422,
  say: () =>
    'This is a session key that wants a second factor. Make an API key under Keys at Vast.ai and paste that.',
});
export const nothingToSettle = problem('intent.nothing_to_settle', {
  again: 'no',
  status: 409,
  say: () => 'This is settled already, or Gantry is still looking it up by itself.',
});
export const settledByHand = problem('intent.settled_by_hand', {
  again: 'yes',
  status: 409,
  say: () => 'Somebody looked and said that this did not happen.',
});
export const alreadyMember = problem<{ email: string }>('members.already', {
  again: 'no',
  status: 409,
  say: (p) => `${p.email} belongs to this workspace already. Change their role instead.`,
});
export const memberNotFound = problem('members.not_found', {
  again: 'no',
  status: 404,
  say: () => 'There is no such member in this workspace.',
});
export const invitationGone = problem('members.invitation_gone', {
  again: 'no',
  status: 409,
  say: () => 'This invitation was accepted or taken back already.',
});
export const peopleOfDemo = problem('members.of_demo', {
  again: 'no',
  status: 409,
  say: () => 'In the demo everybody is who they are in your own workspace. Invite and change people there.',
});
export const sessionOver = problem('members.session_over', {
  again: 'no',
  status: 404,
  say: () => 'This session has ended already.',
});
export const ownPassword = problem('members.own_password', {
  again: 'no',
  status: 409,
  say: () => 'Change your own password under Settings.',
});
export const resetOpensMore = problem('members.reset_opens_more', {
  again: 'no',
  status: 403,
  say: () =>
    'They belong to another workspace too, which a new password would open. Somebody who manages members in all of them can make this link.',
});
export const firstOwnersOnly = problem('workspace.first_owners_only', {
  again: 'no',
  status: 403,
  say: () => 'New workspaces are made by owners of the first one. Ask one of them.',
});
export const workspaceExists = problem<{ name: string }>('workspace.exists', {
  again: 'after-change',
  status: 409,
  say: (p) => `You have a workspace called ${p.name} already.`,
});
export const webhookNotFound = problem('webhook.not_found', {
  again: 'no',
  status: 404,
  say: () => 'There is no such webhook in this workspace.',
});
export const tooManyWebhooks = problem<{ most: number }>('webhook.too_many', {
  again: 'after-change',
  status: 409,
  say: (p) => `A workspace has ${p.most} webhooks at most. Delete one that nobody reads.`,
});
export const nothingToReplay = problem('webhook.nothing_to_replay', {
  again: 'after-change',
  status: 409,
  say: () => 'There is nothing to send again.',
});
export const webhookKeptAtVast = problem('webhook.hears_already', {
  again: 'no',
  status: 409,
  say: () => 'Vast.ai tells Gantry of this account already.',
});
export const webhookUnreachable = problem('webhook.unreachable_for_vast', {
  again: 'after-change',
  status: 409,
  say: () =>
    'Vast.ai posts to public https addresses only, and this Gantry is reached by another. Set GANTRY_URL to the https address by which the internet reaches it.',
});
export const noticeUnverified = problem('notice.not_verified', {
  again: 'no',
  status: 401,
  say: () => 'This notification isn’t signed by its webhook’s secret, or is too old.',
});
export const noticeMalformed = problem('notice.malformed', {
  again: 'no',
  status: 400,
  say: () => 'This is no notification of Vast.ai’s.',
});
export const noticeNotFound = problem('notice.not_found', {
  again: 'no',
  status: 404,
  say: () => 'Nobody listens at this address.',
});
