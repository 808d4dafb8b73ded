import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '@/lib/policy/actor';
import { recentActivity } from '@/lib/queries/activity';
import { auditChoices, auditPage } from '@/lib/queries/audit';
import { type AuditFilter, parseAuditFilter } from '@/lib/queries/audit-asked';
import { auditCsv } from '@/lib/queries/audit-csv';
import { auditEvent, contract, intent, team, workspace } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { addInstance, type Fleet, NOW, openFleet } from '@/tests/support/fleet';
import { addWorkspace } from '@/tests/support/rows';

type Given = Partial<typeof auditEvent.$inferInsert>;

let fleet: Fleet;
let engineer: Scope;
let elsewhere: Scope;
let intentId: string;
const OURS = 11;
const THEIRS = 12;

const filter = (asked: Record<string, string> = {}): AuditFilter => {
  const parsed = parseAuditFilter(new URLSearchParams(asked));
  if (!parsed.ok) throw new Error(parsed.problem.say);
  return parsed.value;
};

/** What the rows say, the newest first. */
async function told(scope: Scope, asked: Record<string, string> = {}): Promise<string[]> {
  const { rows } = await auditPage(fleet.store.db, scope, filter(asked), { limit: 100 });
  return rows.map(({ who, did }) => `${who} ${did}`);
}

const stopped = (contractId: number, over: Given = {}): Given => ({
  action: operations.manageInstance.name,
  sentence: `stopped instance ${contractId}`,
  accountId: fleet.accountId,
  contractId,
  ...over,
});

const write = (scope: Scope, given: Given) =>
  fleet.store.db.insert(auditEvent).values({
    workspaceId: scope.workspaceId,
    at: NOW,
    actorKind: 'person',
    actorId: scope.personId,
    actorName: scope.personName,
    via: 'page',
    action: 'workspace.changed',
    result: 'done',
    sentence: 'renamed the workspace',
    ...given,
  });

beforeAll(async () => {
  fleet = await openFleet();
  const { store, scope, accountId } = fleet;
  const { db } = store;
  await db.update(workspace).set({ timeZone: 'America/New_York' });
  const [research] = await db
    .insert(team)
    .values({ workspaceId: scope.workspaceId, name: 'Research', position: 1 })
    .returning();
  const teamIds = [research?.id ?? ''];
  engineer = { ...scope, role: 'engineer', personId: randomUUID(), personName: 'Eve', sees: teamIds };
  await db.insert(contract).values({
    workspaceId: scope.workspaceId,
    accountId,
    contractId: OURS,
    origin: 'gantry',
    firstSeenAt: NOW,
    teamId: teamIds[0] ?? null,
  });
  await addInstance(fleet, { contractId: OURS, label: 'Llama-Ä' });
  await addInstance(fleet, { contractId: THEIRS, label: 'other' });
  elsewhere = (await addWorkspace(store)).scope;
  const [asked] = await db
    .insert(intent)
    .values({
      workspaceId: scope.workspaceId,
      accountId,
      operation: operations.manageInstance.name,
      actor: {},
      input: { id: OURS, state: 'stopped', env: 'HF_TOKEN=abc' },
      openedAt: NOW,
    })
    .returning();
  intentId = asked?.id ?? '';

  await write(scope, stopped(OURS, { intentId, detail: { requestId: 'asked-1', problem: null } }));
  await write(scope, stopped(THEIRS, { at: new Date('2026-11-20T03:00:00Z') }));
  await write(scope, {
    action: operations.rentOffer.name,
    sentence: 'rented offer 7',
    result: 'refused',
    detail: { problem: { say: 'Somebody was faster.', vastSays: 'no_such_ask' }, note: '=1+1' },
  });
  await write(engineer, stopped(THEIRS, { sentence: `destroyed instance ${THEIRS}` }));
  await write(engineer, {
    actorKind: 'visitor',
    actorId: null,
    action: 'sign-in.refused',
    sentence: 'tried',
  });
  await write(scope, { actorKind: 'vast', actorId: null, actorName: 'Vast.ai', via: 'vast', result: 'seen' });
  await write(elsewhere, { sentence: 'elsewhere' });
});
afterAll(() => fleet.store.close());

describe('who sees which events', () => {
  it('an owner all of their workspace, and nothing of another', async () => {
    expect(await told(fleet.scope)).toHaveLength(6);
    expect(await told(elsewhere)).toEqual(['Ada elsewhere']);
  });

  it('an engineer those of their teams’ instances and their own, as the activity tells them', async () => {
    const { db } = fleet.store;
    expect(await told(engineer)).toEqual([`Eve destroyed instance ${THEIRS}`, 'Ada stopped Llama-Ä']);
    const activity = await recentActivity(db, engineer, { limit: 10 });
    expect(activity.map(({ who, did }) => `${who} ${did}`)).toEqual(await told(engineer));
  });

  it('an instance out of sight is named by its number only, and leads nowhere', async () => {
    const { rows } = await auditPage(fleet.store.db, engineer, filter(), { limit: 10 });
    expect(rows.map((row) => row.instance)).toEqual([
      { contractId: THEIRS, name: `instance ${THEIRS}`, known: false },
      { contractId: OURS, name: 'Llama-Ä', known: true },
    ]);
    // Its label doesn't find it either: that would tell the label.
    expect(await told(engineer, { q: 'other' })).toEqual([]);
  });

  it('a role without the right nothing, and no choices', async () => {
    const nobody = { ...fleet.scope, role: 'guest' as Scope['role'] };
    expect(await told(nobody)).toEqual([]);
    expect(await auditChoices(fleet.store.db, nobody)).toEqual({ people: [], accounts: [], kinds: [] });
  });
});

describe('what is looked for', () => {
  it('words: of who, what, why and the label of today, in any case, all of them', async () => {
    const { scope } = fleet;
    expect(await told(scope, { q: 'STOPPED' })).toHaveLength(2);
    expect(await told(scope, { q: 'llama-ä' })).toEqual(['Ada stopped Llama-Ä']);
    expect(await told(scope, { q: 'llama ada stopped' })).toEqual(['Ada stopped Llama-Ä']);
    expect(await told(scope, { q: 'llama eve' })).toEqual([]);
    expect(await told(scope, { q: 'faster' })).toEqual(['Ada rented offer 7']);
    expect(await told(scope, { q: 'no_such_ask' })).toEqual(['Ada rented offer 7']);
    expect(await told(scope, { q: 'no%ask' })).toEqual([]);
  });

  it('who, kind, result, account, instance', async () => {
    const { scope, accountId } = fleet;
    expect(await told(scope, { who: engineer.personId })).toEqual([`Eve destroyed other`]);
    expect(await told(scope, { who: `vast,visitor` })).toHaveLength(2);
    expect(await told(scope, { kind: 'rent,sign-in' })).toEqual(['Eve tried', 'Ada rented offer 7']);
    expect(await told(scope, { result: 'refused' })).toEqual(['Ada rented offer 7']);
    expect(await told(scope, { account: accountId })).toHaveLength(3);
    expect(await told(scope, { account: randomUUID() })).toEqual([]);
    expect(await told(scope, { instance: String(THEIRS) })).toHaveLength(2);
    expect(await told(scope, { instance: 'llama' })).toEqual(['Ada stopped Llama-Ä']);
    expect(await told(scope, { instance: 'nothing' })).toEqual([]);
  });

  it('days are those of the workspace’s zone, both included', async () => {
    // 03:00 UTC on the 20th is the evening of the 19th in New York.
    expect(await told(fleet.scope, { from: '2026-11-19', to: '2026-11-19' })).toEqual(['Ada stopped other']);
    expect(await told(fleet.scope, { from: '2026-11-20', to: '2026-11-23' })).toEqual([]);
    expect(await told(fleet.scope, { from: '2026-11-24' })).toHaveLength(5);
  });

  it('what was asked for stands there without secrets, and with the request it was asked in', async () => {
    const { rows } = await auditPage(fleet.store.db, fleet.scope, filter({ instance: String(OURS) }), {
      limit: 1,
    });
    expect(rows[0]).toMatchObject({ requestId: 'asked-1', intentId, more: null });
    expect(JSON.stringify(rows[0]?.input)).toContain('stopped');
    expect(JSON.stringify(rows)).not.toContain('HF_TOKEN');
  });
});

/** A file's cells; no cell of these tests has a quote or a line's end in it. */
const cellsOf = (csv: string) =>
  csv
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));

async function exported(scope: Scope, asked: Record<string, string>): Promise<string> {
  let file = '';
  for await (const piece of auditCsv(fleet.store.db, scope, filter(asked))) file += piece;
  return file;
}

it('pages have no gap and no row twice, and the file is the pages, whatever is looked for and by whom', async () => {
  const own = (await addWorkspace(fleet.store)).scope;
  const words = ['stopped', 'rented', 'labelled'];
  const someone = { ...own, personId: randomUUID(), role: 'viewer' as const, sees: [] };
  const event = fc.record({
    sentence: fc.constantFrom(...words),
    result: fc.constantFrom('done' as const, 'refused' as const),
    mine: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom(...words, ''),
      fc.constantFrom('', 'done', 'refused'),
      fc.boolean(),
      async (events, limit, q, result, asViewer) => {
        for (const { sentence, result: ended, mine } of events)
          await write(own, { sentence, result: ended, actorId: mine ? someone.personId : own.personId });
        const scope = asViewer ? someone : own;
        const asked = { q, result };
        const all = (await auditPage(fleet.store.db, scope, filter(asked), { limit: 10_000 })).rows;
        const byPage: number[] = [];
        let before: number | undefined;
        do {
          const page = await auditPage(fleet.store.db, scope, filter(asked), { limit, before });
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          byPage.push(...page.rows.map(({ id }) => id));
          // What happens meanwhile is newer than where the reading began.
          await write(own, { sentence: 'stopped', actorId: someone.personId });
          before = page.next ?? undefined;
        } while (before !== undefined);
        expect(byPage).toEqual(all.map(({ id }) => id));
        expect(all.every(({ did }) => did.includes(q))).toBe(true);
        const file = cellsOf(await exported(scope, { ...asked, to: '2026-11-24' }));
        expect(
          file
            .slice(1)
            .map(([id]) => Number(id))
            .filter((id) => id <= (all[0]?.id ?? 0)),
        ).toEqual(byPage);
      },
    ),
    { numRuns: 25 },
  );
});

it('a cell of the file that a spreadsheet would run is guarded', async () => {
  await write(fleet.scope, { actorName: '=cmd', sentence: '+1', at: new Date('2026-10-01T12:00:00Z') });
  const [, row] = cellsOf(await exported(fleet.scope, { to: '2026-10-02' }));
  expect(row?.slice(1, 6)).toEqual(['2026-10-01T12:00:00.000Z', "'=cmd", 'person', 'page', "'+1"]);
});
