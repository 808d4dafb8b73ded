/** How members get in: ending a session of theirs, and the link to a new password where no mail is sent. */
import { and, eq, sql } from 'drizzle-orm';
import { noPassword } from '@/lib/auth/problems';
import { issueReset } from '@/lib/auth/resets';
import { endSessionOf } from '@/lib/auth/sessions';
import type { Actor } from '@/lib/policy/actor';
import { ownerRefusal } from '@/lib/policy/members';
import { isRole, may } from '@/lib/policy/roles';
import type { Tx } from '@/lib/store/db';
import { membership, person, workspace } from '@/lib/store/schema';
import { fail, ok, type Problem, type Result } from '@/lib/vast/problem';
import { managing, note } from './members';
import { memberNotFound, ownPassword, resetOpensMore, sessionOver } from './problems';
import type { GatewayPorts } from './types';

export async function endMemberSession(
  ports: GatewayPorts,
  actor: Actor,
  given: { personId: string; sessionId: string },
): Promise<Result<void>> {
  return managing(ports, actor, async (tx, me, now, members) => {
    const role = members.get(given.personId);
    if (role === undefined) return fail(memberNotFound());
    const refused = ownerRefusal(me.role, role);
    if (refused) return fail(refused);
    if (!(await endSessionOf(tx, given.personId, given.sessionId, now))) return fail(sessionOver());
    await note(tx, me, now, 'session.ended', `ended a session of ${(await whoIs(tx, given.personId)).name}`);
    return ok(undefined);
  });
}

/** The token stands in the link and nowhere else: it is shown once, to whoever hands it on. */
export async function makeResetLink(
  ports: GatewayPorts,
  actor: Actor,
  personId: string,
): Promise<Result<{ token: string; name: string }>> {
  return managing(ports, actor, async (tx, me, now, members) => {
    if (personId === me.personId) return fail(ownPassword());
    const role = members.get(personId);
    if (role === undefined) return fail(memberNotFound());
    const refused = ownerRefusal(me.role, role) ?? (await opensMore(tx, me.personId, personId));
    if (refused) return fail(refused);
    const { name, passwordHash } = await whoIs(tx, personId);
    if (passwordHash === null) return fail(noPassword());
    const token = await issueReset(tx, personId, me.personId, now);
    await note(tx, me, now, 'password.link_made', `made a reset link for ${name}`);
    return ok({ token, name });
  });
}

/**
 * A password opens every workspace its person belongs to. Whoever makes the link could use it, so they must be able to
 * do there what it would let them do.
 */
async function opensMore(tx: Tx, makerId: string, personId: string): Promise<Problem | null> {
  const mine = tx
    .select({ workspaceId: membership.workspaceId, role: membership.role })
    .from(membership)
    .where(eq(membership.personId, makerId))
    .as('mine');
  const rows = await tx
    .select({ theirs: membership.role, mine: sql<string | null>`${mine.role}` })
    .from(membership)
    .innerJoin(workspace, and(eq(workspace.id, membership.workspaceId), eq(workspace.kind, 'real')))
    .leftJoin(mine, eq(mine.workspaceId, membership.workspaceId))
    .where(eq(membership.personId, personId));
  const covered = rows.every(
    ({ theirs, mine: role }) =>
      role !== null && isRole(role) && may(role, 'members.manage') && !ownerRefusal(role, theirs),
  );
  return covered ? null : resetOpensMore();
}

async function whoIs(tx: Tx, personId: string) {
  const [who] = await tx
    .select({ name: person.name, passwordHash: person.passwordHash })
    .from(person)
    .where(eq(person.id, personId));
  if (!who) throw new Error('a member who is nobody');
  return who;
}
