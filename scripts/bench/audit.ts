/** Looking for a word in a large audit: a page of it, as whoever sees everything and as whoever sees their teams. */
import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { Scope } from '@/lib/policy/actor';
import { AUDIT_PAGE, auditPage } from '@/lib/queries/audit';
import { parseAuditFilter } from '@/lib/queries/audit-asked';
import { type Db, openStore } from '@/lib/store/db';
import { contract, instance, team } from '@/lib/store/schema';
import { linkFake, makeWorkspace } from '@/tests/support/workspace';
import type { Measured } from './benches';
import { withDatabase } from './database';

const EVENTS = 200_000;
const INSTANCES = 2_000;
const LIMIT_MS = 100;
const RUNS = 15;

/** Found at once, found nowhere near the newest, found by a label of today, and not found. */
const LOOKS = ['stopped', 'needle', 'run-77', 'nowhere'];

export const audit = (): Promise<Measured[]> =>
  withDatabase(async (url) => {
    const store = openStore(url);
    try {
      const scope = await makeWorkspace(store.db);
      const teamId = await fill(store.db, scope);
      await analyze(url);
      const engineer: Scope = { ...scope, role: 'engineer', personId: crypto.randomUUID(), sees: [teamId] };
      const results: Measured[] = [];
      for (const [who, eyes] of Object.entries({ 'all in sight': scope, 'one team in sight': engineer })) {
        for (const word of LOOKS) {
          results.push({
            name: `${EVENTS.toLocaleString('en-US')} events, ${who}: a page by “${word}”, ms`,
            value: Math.round((await median(() => pageBy(store.db, eyes, word))) * 10) / 10,
            limit: LIMIT_MS,
            direction: 'max',
          });
        }
      }
      return results;
    } finally {
      await store.close();
    }
  });

async function pageBy(db: Db, scope: Scope, word: string): Promise<void> {
  const asked = parseAuditFilter(new URLSearchParams({ q: word }));
  if (!asked.ok) throw new Error(asked.problem.say);
  const { rows } = await auditPage(db, scope, asked.value, { limit: AUDIT_PAGE });
  if ((rows.length === 0) !== (word === 'nowhere'))
    throw new Error(`“${word}” was not found as it should be`);
}

async function median(look: () => Promise<void>): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    await look();
    took.push(performance.now() - began);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
}

/** Every tenth instance is the team's. */
async function fill(db: Db, scope: Scope): Promise<string> {
  const { workspaceId } = scope;
  const accountId = await linkFake(db, scope, 'https://large.test');
  const [made] = await db.insert(team).values({ workspaceId, name: 'Research', position: 1 }).returning();
  const teamId = made?.id ?? '';
  const numbers = Array.from({ length: INSTANCES }, (_, i) => i + 1);
  const at = new Date('2026-11-24T12:00:00Z');
  for (let from = 0; from < INSTANCES; from += 500) {
    const batch = numbers.slice(from, from + 500);
    await db.insert(instance).values(
      batch.map((contractId) => ({
        workspaceId,
        accountId,
        contractId,
        label: `run-${contractId}`,
        gpuName: 'RTX 4090',
        numGpus: 1,
        isBid: false,
        seenAt: at,
        statusSince: at,
      })),
    );
    await db.insert(contract).values(
      batch.map((contractId) => ({
        workspaceId,
        accountId,
        contractId,
        origin: 'gantry' as const,
        firstSeenAt: at,
        teamId: contractId % 10 === 0 ? teamId : null,
      })),
    );
  }
  await db.execute(sql`
    INSERT INTO audit_event (workspace_id, at, actor_kind, actor_id, actor_name, via, action, result, account_id,
      contract_id, sentence, detail)
    SELECT ${workspaceId}, ${at.toISOString()}::timestamptz - (${EVENTS}::int - n) * interval '1 minute', 'person',
      'person-' || n % 20, 'Person ' || n % 20, 'page', 'update_a_vast_ai_instance_by_id',
      CASE n % 9 WHEN 0 THEN 'refused' ELSE 'done' END, ${accountId}::uuid, 1 + n % ${INSTANCES}::int,
      'stopped instance ' || 1 + n % ${INSTANCES}::int || CASE n % 40000 WHEN 9 THEN ' by needle' ELSE '' END,
      CASE n % 9 WHEN 0 THEN '{"problem": {"say": "Vast.ai has no such GPU left.", "vastSays": "no_such_ask"}}'::jsonb END
    FROM generate_series(1, ${EVENTS}::int) n`);
  return teamId;
}

/** As autovacuum does after so many new rows; the application's role may not. */
async function analyze(url: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query('VACUUM ANALYZE');
  await owner.end();
}
