/** What happened, as other programs are told of it: the names they choose by, each with what it means. */
export const events = {
  'instance.created':
    'An instance was rented here, or was first seen at Vast.ai after being rented elsewhere. by says which: gantry or outside.',
  'instance.state_changed':
    'Vast.ai reports another state of an instance: it started, stopped, failed, went offline. from and to are the words of the console.',
  'instance.outbid': 'An interruptible instance was paused: somebody bids more for its machine.',
  'instance.expired': 'The host’s contract of an instance ended. Its data may be deleted in 48 hours.',
  'instance.destroyed':
    'An instance is gone: destroyed here by a person or a program, by its lease, or outside of Gantry. by says which: gantry, lease or outside.',
  'operation.unknown':
    'The answer to a rent, or to another act at Vast.ai, was lost. Its outcome is being found out, and its money stays reserved.',
  'operation.settled': 'What became of an act whose answer was lost: outcome is done or refused.',
  'approval.wanted':
    'An agent planned something that its token doesn’t reach; it waits for a person’s click until expires_at.',
  'approval.decided': 'A person decided what an agent had planned: decision is approved or refused.',
  'limit.reached': 'Something was refused because it would have passed a spending limit.',
  'balance.low':
    'An account’s credit ends within three days as things run now; told once until it lasts for four again.',
  'account.linked': 'A Vast.ai account was linked to the workspace, or its key was replaced.',
  'account.removed': 'A Vast.ai account was removed from the workspace.',
  'account.link_broken':
    'Vast.ai no longer accepts an account’s key, or can’t be reached. reason says which: revoked, two_factor or unreachable.',
  'account.link_restored': 'An account whose link was broken works again.',
  'member.invited': 'Somebody was invited to the workspace.',
  'member.joined': 'Somebody joined the workspace, by invitation or by the groups of their company.',
  'member.changed': 'Somebody’s role or teams in the workspace changed.',
  'member.removed': 'Somebody left the workspace or was removed from it.',
  'webhook.paused': 'Another webhook of the workspace was paused because it failed for days or is gone.',
} as const;

export type EventType = keyof typeof events;

/** Sent to one webhook when somebody asks for it, whatever it chose. */
export const TEST_EVENT = 'webhook.test';

export const EVENT_TYPES = Object.keys(events) as EventType[];

export const isEventType = (name: string): name is EventType => Object.hasOwn(events, name);
