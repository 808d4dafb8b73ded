// npm run token -- --name NAME --role ROLE [--tools all|LIST] [--agent]: makes an API token of a service and prints it. LIST
// names toolsets or operations; --agent opens /api/mcp and no other door. On standard output's last line stands the token
// and nothing else; it is shown this once.
import { parseArgs } from 'node:util';
import { config } from '@/lib/config';
import { tokenWorkspace } from '@/lib/gateway/token-workspace';
import { createToken } from '@/lib/gateway/tokens';
import { isRole, roles } from '@/lib/policy/roles';
import { EFFECTS, READS_ONLY } from '@/lib/policy/tokens';
import { toolsNamed } from '@/lib/policy/toolsets';
import { openStore } from '@/lib/store/db';
import { withDatabase } from './backup/database';
import { say, sayError } from './up/say.mjs';

const { values } = parseArgs({
  options: {
    name: { type: 'string' },
    role: { type: 'string' },
    tools: { type: 'string' },
    'read-only': { type: 'boolean' },
    agent: { type: 'boolean' },
    workspace: { type: 'string' },
    'day-usd': { type: 'string' },
    'rent-usd': { type: 'string' },
    days: { type: 'string' },
    'reads-a-minute': { type: 'string' },
    'writes-a-minute': { type: 'string' },
  },
});

try {
  const { name, role = '', tools } = values;
  if (!name || !isRole(role))
    throw new Error(`--name NAME and --role (${Object.keys(roles).join(', ')}) are needed.`);
  const token = await withDatabase(config(), (url) => make(url, name, role, tools));
  say(token);
} catch (error) {
  sayError(error);
  process.exit(1);
}

async function make(url: string, name: string, role: keyof typeof roles, tools: string | undefined) {
  const store = openStore(url, { max: 2 });
  try {
    const now = new Date();
    const where = await tokenWorkspace(store.db, values.workspace);
    if (!where) throw new Error('There is no such workspace. Start Gantry once with `npm run up`.');
    const made = await createToken(
      { db: store.db, now: () => now },
      { kind: 'rule', rule: 'setup', name: 'npm run token', workspaceId: where.id },
      {
        name,
        service: { role, teamIds: [] },
        ...(tools === undefined
          ? { operations: null }
          : toolsNamed(tools.split(',').map((one) => one.trim()))),
        agentOnly: values.agent ?? false,
        // Whoever names tools wants them to work; without a word it reads.
        effects: tools === undefined || values['read-only'] ? READS_ONLY : EFFECTS,
        accounts: null,
        dayUsd: values['day-usd'] ?? null,
        rentHourUsd: values['rent-usd'] ?? null,
        pace: {
          ...(values['reads-a-minute'] === undefined ? {} : { reads: Number(values['reads-a-minute']) }),
          ...(values['writes-a-minute'] === undefined ? {} : { writes: Number(values['writes-a-minute']) }),
        },
        expiresAt:
          values.days === undefined ? null : new Date(now.getTime() + Number(values.days) * 86_400_000),
      },
    );
    if (!made.ok) throw new Error(made.problem.say);
    console.error(`A token of the workspace ${where.name}, shown this once:`);
    return made.value.token;
  } finally {
    await store.close();
  }
}
