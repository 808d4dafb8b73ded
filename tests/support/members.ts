/** People in a workspace, and what the audit says of them. */
import { and, asc, eq } from 'drizzle-orm';
import { seatMember } from '@/lib/auth/members';
import { hashPassword } from '@/lib/auth/passwords';
import type { Actor } from '@/lib/policy/actor';
import type { Role } from '@/lib/policy/roles';
import { sightOf } from '@/lib/policy/sight';
import type { Db } from '@/lib/store/db';
import { auditEvent, person, team } from '@/lib/store/schema';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

export const PASSWORD = 'correct horse battery';
let passwordHash: Promise<string> | undefined;

/** Somebody who may sign in with PASSWORD, a member of no workspace. */
export async function newPerson(db: Db, name: string): Promise<{ personId: string; email: string }> {
  passwordHash ??= hashPassword(PASSWORD);
  const email = `${name.toLowerCase()}@example.test`;
  const [made] = await db
    .insert(person)
    .values({ email, name, passwordHash: await passwordHash })
    .returning();
  if (!made) throw new Error('an insert returns its row');
  return { personId: made.id, email };
}

/** Somebody new in a workspace, as who they act there. */
export async function join(
  db: Db,
  workspaceId: string,
  name: string,
  role: Role,
  teamIds: readonly string[] = [],
): Promise<PersonActor> {
  const { personId } = await newPerson(db, name);
  const seated = await seatMember(db, { workspaceId, personId, role, teamIds });
  if (!seated.ok) throw new Error(seated.problem.say);
  return { kind: 'person', workspaceId, personId, name, role, sees: sightOf(role, teamIds), via: 'page' };
}

export async function newTeam(db: Db, workspaceId: string, name: string): Promise<string> {
  const [made] = await db.insert(team).values({ workspaceId, name, position: 1 }).returning();
  if (!made) throw new Error('an insert returns its row');
  return made.id;
}

/** What the audit of a workspace says happened, the oldest first: "Ada invited eve@example.test as viewer". */
export async function audited(db: Db, workspaceId: string, action?: string): Promise<string[]> {
  const rows = await db
    .select()
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.workspaceId, workspaceId),
        action === undefined ? undefined : eq(auditEvent.action, action),
      ),
    )
    .orderBy(asc(auditEvent.id));
  return rows.map(
    (row) => `${row.actorName} ${row.sentence}${row.result === 'done' ? '' : `: ${row.result}`}`,
  );
}
