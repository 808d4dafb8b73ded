/** Who may make whom what in a workspace, decided on plain data. */
import { type Problem, problem } from '@/lib/vast/problem';
import type { Role } from './roles';

export const lastOwner = problem('members.last_owner', {
  again: 'after-change',
  status: 409,
  say: () => 'A workspace keeps at least one owner. Make somebody else an owner first.',
});
export const ownersOnly = problem('members.owners_only', {
  again: 'no',
  status: 403,
  say: () => 'Only an owner makes, changes or removes owners. Ask one.',
});

/** `to` null: out of the workspace. */
export interface MemberChange {
  personId: string;
  to: Role | null;
}

/** Null, or why the change may not be, whoever asks: somebody must be left who can do everything. */
export function memberRefusal(roles: ReadonlyMap<string, string>, change: MemberChange): Problem | null {
  if (roles.get(change.personId) !== 'owner' || change.to === 'owner') return null;
  const others = [...roles].some(([personId, role]) => role === 'owner' && personId !== change.personId);
  return others ? null : lastOwner();
}

/** Null, or why this role may not act on an owner, or make one. `about`: the roles somebody has and is to have. */
export const ownerRefusal = (
  actorRole: Role,
  ...about: readonly (string | null | undefined)[]
): Problem | null => (about.includes('owner') && actorRole !== 'owner' ? ownersOnly() : null);

export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired';

export function invitationState(
  given: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState {
  if (given.acceptedAt) return 'accepted';
  if (given.revokedAt) return 'revoked';
  return given.expiresAt <= now ? 'expired' : 'open';
}
