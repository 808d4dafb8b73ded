/** Links accounts and sets up teams in a database that `up` has brought up: arguments are its data directory and what to do. */
import { eq } from 'drizzle-orm';
import { linkAccount } from '@/lib/gateway/accounts';
import { gatewayPorts } from '@/lib/gateway/connection';
import { addTeam, saveRules } from '@/lib/gateway/workspace';
import type { Actor } from '@/lib/policy/actor';
import { store } from '@/lib/store/connection';
import { workspace } from '@/lib/store/schema';
import { startServer } from '@/lib/store/server';
import { furnishPeople } from './people';

export interface Furniture {
  kind: 'demo' | 'real';
  accounts: { name: string; url: string; key: string }[];
  /** A team's name, and the labels that are its work. */
  teams: Record<string, string>;
  /** Colleagues of the owner's, and who is invited. */
  people: boolean;
}

async function furnish(dataDir: string, { kind, accounts, teams, people }: Furniture) {
  process.env.DATABASE_URL = (await startServer({ dataDir })).url;
  const ports = gatewayPorts();
  const [home] = await ports.db.select().from(workspace).where(eq(workspace.kind, kind));
  if (!home) throw new Error(`there is no ${kind} workspace`);
  const actor: Actor = { kind: 'rule', rule: 'setup', workspaceId: home.id, name: 'Setup' };
  const rules = [];
  for (const [name, labelPattern] of Object.entries(teams)) {
    const added = await addTeam(ports, actor, { name });
    if (!added.ok) throw new Error(added.problem.say);
    rules.push({ labelPattern, teamId: added.value.teamId, project: null });
  }
  if (rules.length > 0) await saveRules(ports, actor, rules);
  for (const { name, url, key } of accounts) {
    const linked = await linkAccount(ports, actor, { name, address: url, key });
    if (!linked.ok) throw new Error(`${name}: ${linked.problem.say}`);
  }
  if (people) await furnishPeople(ports);
}

const [dataDir = '', furniture = '{}'] = process.argv.slice(2);
await furnish(dataDir, JSON.parse(furniture) as Furniture);
await store().close();
