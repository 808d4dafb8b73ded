/** Teams and the rules that allocate costs to them. */
import { and, eq, sql } from 'drizzle-orm';
import { seatMember } from '@/lib/auth/members';
import { realWorkspace } from '@/lib/auth/people';
import { memberships } from '@/lib/auth/workspaces';
import { publish } from '@/lib/live/publish';
import type { Actor } from '@/lib/policy/actor';
import { record } from '@/lib/store/audit';
import type { Tx } from '@/lib/store/db';
import { reallocateWorkspace } from '@/lib/store/ledger-allocation';
import { allocationRule, team, workspace } from '@/lib/store/schema';
import { fail, ok, type Result } from '@/lib/vast/problem';
import { permissionRefusal } from './permit';
import { firstOwnersOnly, nameMissing, teamExists, teamNotFound, workspaceExists } from './problems';
import type { GatewayPorts } from './types';

export interface RuleOrder {
  labelPattern: string;
  teamId: string | null;
  project: string | null;
}

export async function addTeam(
  ports: GatewayPorts,
  actor: Actor,
  given: { name: string },
): Promise<Result<{ teamId: string }>> {
  const name = given.name.trim();
  if (name === '') return fail(nameMissing({ what: 'The team' }));
  return change(ports, actor, async (tx) => {
    const [{ next } = { next: 1 }] = await tx
      .select({ next: sql<number>`coalesce(max(${team.position}), 0) + 1` })
      .from(team)
      .where(eq(team.workspaceId, actor.workspaceId));
    const [made] = await tx
      .insert(team)
      .values({ workspaceId: actor.workspaceId, name, position: next })
      .onConflictDoNothing()
      .returning({ id: team.id });
    if (!made) return fail(teamExists({ name }));
    return ok({ value: { teamId: made.id }, sentence: `added the team ${name}` });
  });
}

export async function changeTeam(
  ports: GatewayPorts,
  actor: Actor,
  given: { teamId: string; name?: string; archived?: boolean },
): Promise<Result<void>> {
  return change(ports, actor, async (tx) => {
    const name = given.name?.trim();
    if (name === '') return fail(nameMissing({ what: 'The team' }));
    const taken =
      name === undefined
        ? []
        : await tx
            .select({ id: team.id })
            .from(team)
            .where(and(eq(team.workspaceId, actor.workspaceId), eq(team.name, name)));
    if (taken.some((row) => row.id !== given.teamId)) return fail(teamExists({ name: name ?? '' }));
    const [changed] = await tx
      .update(team)
      .set({
        ...(name === undefined ? {} : { name }),
        ...(given.archived === undefined ? {} : { archived: given.archived }),
      })
      .where(and(eq(team.workspaceId, actor.workspaceId), eq(team.id, given.teamId)))
      .returning({ name: team.name });
    if (!changed) return fail(teamNotFound());
    const did = given.archived === true ? 'archived' : given.archived === false ? 'brought back' : 'renamed';
    return ok({ value: undefined, sentence: `${did} the team ${changed.name}` });
  });
}

/** Replaces all rules, in their order. Costs are allocated anew; contracts somebody assigned keep their team. */
export async function saveRules(
  ports: GatewayPorts,
  actor: Actor,
  rules: readonly RuleOrder[],
): Promise<Result<void>> {
  return change(ports, actor, async (tx) => {
    await tx.delete(allocationRule).where(eq(allocationRule.workspaceId, actor.workspaceId));
    if (rules.length > 0) {
      await tx
        .insert(allocationRule)
        .values(
          rules.map((rule, index) => ({ workspaceId: actor.workspaceId, position: index + 1, ...rule })),
        );
    }
    await reallocateWorkspace(tx, actor.workspaceId);
    const saved = rules.length === 1 ? 'one allocation rule' : `${rules.length} allocation rules`;
    return ok({ value: undefined, sentence: `saved ${saved}` });
  });
}

export async function changeWorkspace(
  ports: GatewayPorts,
  actor: Actor,
  given: { name: string; timeZone: string },
): Promise<Result<void>> {
  const name = given.name.trim();
  if (name === '') return fail(nameMissing({ what: 'The workspace' }));
  return change(ports, actor, async (tx) => {
    await tx
      .update(workspace)
      .set({ name, timeZone: given.timeZone })
      .where(eq(workspace.id, actor.workspaceId));
    return ok({ value: undefined, sentence: `named the workspace ${name}, zone ${given.timeZone}` });
  });
}

/**
 * A workspace of its own, with books and people of its own. Whoever owns the company's first one may make others, and
 * owns them.
 */
export async function createWorkspace(
  { db, now }: GatewayPorts,
  actor: Actor,
  given: { name: string },
): Promise<Result<{ workspaceId: string }>> {
  const name = given.name.trim();
  if (name === '') return fail(nameMissing({ what: 'The workspace' }));
  if (actor.kind !== 'person' || actor.token) return fail(firstOwnersOnly());
  const { personId } = actor;
  return db.transaction(async (tx) => {
    const first = await realWorkspace(tx);
    const mine = await memberships(tx, personId);
    const owns = mine.some(({ workspaceId, role }) => workspaceId === first?.id && role === 'owner');
    if (!owns) return fail(firstOwnersOnly());
    if (mine.some((each) => each.name === name)) return fail(workspaceExists({ name }));
    const [made] = await tx.insert(workspace).values({ name, kind: 'real' }).returning({ id: workspace.id });
    if (!made) throw new Error('an insert returns its row');
    const workspaceId = made.id;
    const seated = await seatMember(tx, { workspaceId, personId, role: 'owner' });
    if (!seated.ok) return seated;
    await record(
      tx,
      { ...actor, workspaceId },
      {
        at: now(),
        action: 'workspace.created',
        result: 'done',
        sentence: `made the workspace ${name}`,
      },
    );
    return ok({ workspaceId });
  });
}

async function change<T>(
  { db, now }: GatewayPorts,
  actor: Actor,
  work: (tx: Tx) => Promise<Result<{ value: T; sentence: string }>>,
): Promise<Result<T>> {
  const refused = permissionRefusal(actor, 'workspace.manage', 'setup');
  if (refused) return fail(refused);
  return db.transaction(async (tx) => {
    const done = await work(tx);
    if (!done.ok) return done;
    await record(tx, actor, {
      at: now(),
      action: 'workspace.changed',
      result: 'done',
      sentence: done.value.sentence,
    });
    await publish(tx, actor.workspaceId, ['costs', 'activity']);
    return ok(done.value.value);
  });
}
