/** The people of a stage's company: they come by invitation, as people do. */
import { and, eq } from 'drizzle-orm';
import { signUp } from '@/lib/auth/invitations';
import { createSession } from '@/lib/auth/sessions';
import { type Invite, invite } from '@/lib/gateway/members';
import type { GatewayPorts } from '@/lib/gateway/types';
import { addTeam } from '@/lib/gateway/workspace';
import { type Actor, personActor } from '@/lib/policy/actor';
import { membership, person, team, workspace } from '@/lib/store/schema';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PASSWORD = 'correct horse battery staple';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';

interface Somebody extends Omit<Invite, 'teamIds'> {
  name: string;
  /** How many of the workspace's teams they belong to, from the first. */
  teams: number;
  /** When they were last here. */
  seenMs: number;
  agent: string;
}

const PEOPLE: readonly Somebody[] = [
  {
    name: 'Grace Kim',
    email: 'grace@northwind.example',
    role: 'admin',
    teams: 0,
    seenMs: 4 * 60_000,
    agent: FIREFOX,
  },
  {
    name: 'Linus Berg',
    email: 'linus@northwind.example',
    role: 'engineer',
    teams: 2,
    seenMs: 50 * 60_000,
    agent: IPHONE,
  },
  {
    name: 'Maya Ortiz',
    email: 'maya.ortiz@northwind.example',
    role: 'finance',
    teams: 0,
    seenMs: 21 * HOUR_MS,
    agent: FIREFOX,
  },
  {
    name: 'Theo Lund',
    email: 'theo@northwind.example',
    role: 'engineer',
    teams: 0,
    seenMs: 2 * HOUR_MS,
    agent: FIREFOX,
  },
  {
    name: 'Wanda Reyes',
    email: 'wanda@northwind.example',
    role: 'viewer',
    teams: 1,
    seenMs: 6 * DAY_MS,
    agent: IPHONE,
  },
];

export async function furnishPeople(ports: GatewayPorts): Promise<void> {
  const { db, now } = ports;
  const [owner] = await db
    .select({ workspaceId: membership.workspaceId, id: person.id, name: person.name, email: person.email })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .innerJoin(workspace, and(eq(workspace.id, membership.workspaceId), eq(workspace.kind, 'real')))
    .where(eq(membership.role, 'owner'));
  if (!owner) throw new Error('a stage has an owner');
  const { workspaceId, id: personId, name: personName, email } = owner;
  const actor: Actor = personActor({ workspaceId, personId, personName, email, role: 'owner', sees: 'all' });
  const listed = () =>
    db.select({ id: team.id }).from(team).where(eq(team.workspaceId, workspaceId)).orderBy(team.position);
  if ((await listed()).length === 0) {
    for (const name of ['NLP', 'Vision']) await addTeam(ports, actor, { name });
  }
  const teams = await listed();
  const asks = async (given: Omit<Invite, 'teamIds'> & { teams: number }, agoMs: number) => {
    const earlier = { ...ports, now: () => new Date(now().getTime() - agoMs) };
    const teamIds = teams.slice(0, given.teams).map(({ id }) => id);
    const invited = await invite(earlier, actor, { ...given, teamIds });
    if (!invited.ok) throw new Error(invited.problem.say);
    return invited.value.token;
  };
  for (const { name, seenMs, agent, ...given } of PEOPLE) {
    const joined = await signUp(db, await asks(given, 6 * DAY_MS), { name, password: PASSWORD }, now());
    if (!joined.ok) throw new Error(joined.problem.say);
    const seen = new Date(now().getTime() - seenMs);
    await createSession(db, joined.value.personId, { address: '203.0.113.24', agent }, seen);
  }
  await asks({ email: 'ingrid@northwind.example', role: 'engineer', teams: 1 }, 26 * HOUR_MS);
  await asks({ email: 'omar@contractor.example', role: 'viewer', teams: 0 }, 9 * DAY_MS);
}
