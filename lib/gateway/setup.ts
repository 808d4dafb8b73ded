/** What is set up before the first page answers: the demo workspace, and an account named in the environment. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '@/lib/policy/actor';
import type { Db } from '@/lib/store/db';
import { account, team, workspace } from '@/lib/store/schema';
import { VAST_ORIGIN } from '@/lib/vast/address';
import type { Result } from '@/lib/vast/problem';
import { type Linked, linkAccount } from './accounts';
import type { GatewayPorts } from './types';
import { addTeam, saveRules } from './workspace';

const setupActor = (workspaceId: string): Actor => ({
  kind: 'rule',
  rule: 'setup',
  workspaceId,
  name: 'Setup',
});

/** Links the account of GANTRY_VAST_API_KEY to the company's own workspace, making that when it is the first thing to exist. */
export async function linkFromEnvironment(
  ports: GatewayPorts,
  given: { apiKey: string; url: string | undefined; workspaceName: string },
): Promise<Result<Linked>> {
  const workspaceId = await ensureWorkspace(ports.db, 'real', given.workspaceName);
  return linkAccount(ports, setupActor(workspaceId), {
    name: 'Vast.ai',
    address: given.url ?? VAST_ORIGIN,
    key: given.apiKey,
  });
}

const DEMO_NAME = 'Northwind AI';

// Whose work a label is, in the demo's company. The order decides.
const DEMO_TEAMS = ['NLP', 'Vision', 'Rendering', 'Platform'] as const;
const DEMO_RULES: { labelPattern: string; team: (typeof DEMO_TEAMS)[number]; project: string }[] = [
  { labelPattern: 'llama-*', team: 'NLP', project: 'eval-2026' },
  { labelPattern: 'eval-*', team: 'NLP', project: 'eval-2026' },
  { labelPattern: 'embed-*', team: 'NLP', project: 'search' },
  { labelPattern: 'notebook-*', team: 'NLP', project: 'scratch' },
  { labelPattern: 'vision-*', team: 'Vision', project: 'defects' },
  { labelPattern: 'sdxl-*', team: 'Rendering', project: 'catalogue' },
  { labelPattern: 'api-*', team: 'Platform', project: 'serving' },
];

/**
 * The demo: a workspace of its own with the simulated account. Teams and rules are set once; what people change
 * there stays changed.
 */
export async function ensureDemo(
  ports: GatewayPorts,
  given: { url: string; apiKey: string },
): Promise<{ workspaceId: string; linked: Result<Linked> }> {
  const workspaceId = await ensureWorkspace(ports.db, 'demo', DEMO_NAME);
  const actor = setupActor(workspaceId);
  const [known] = await ports.db
    .select({ id: team.id })
    .from(team)
    .where(eq(team.workspaceId, workspaceId))
    .limit(1);
  if (!known) {
    const ids = new Map<string, string>();
    for (const name of DEMO_TEAMS) {
      const added = await addTeam(ports, actor, { name });
      if (added.ok) ids.set(name, added.value.teamId);
    }
    await saveRules(
      ports,
      actor,
      DEMO_RULES.map(({ labelPattern, team: name, project }) => ({
        labelPattern,
        project,
        teamId: ids.get(name) ?? null,
      })),
    );
  }
  const linked = await linkAccount(ports, actor, {
    name: 'Simulated Vast.ai',
    address: given.url,
    key: given.apiKey,
  });
  return { workspaceId, linked };
}

/** Whether somebody linked an account that isn't simulated. */
export async function hasRealAccount(db: Db): Promise<boolean> {
  const [row] = await db
    .select({ id: account.id })
    .from(account)
    .innerJoin(workspace, and(eq(workspace.id, account.workspaceId), eq(workspace.kind, 'real')))
    .where(isNull(account.removedAt))
    .limit(1);
  return row !== undefined;
}

async function ensureWorkspace(db: Db, kind: 'real' | 'demo', name: string): Promise<string> {
  const [known] = await db
    .select({ id: workspace.id })
    .from(workspace)
    .where(eq(workspace.kind, kind))
    .orderBy(workspace.createdAt)
    .limit(1);
  if (known) return known.id;
  const [made] = await db.insert(workspace).values({ name, kind }).returning({ id: workspace.id });
  if (!made) throw new Error('a workspace was not made');
  return made.id;
}
