import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocate, type LabelRule } from '@/lib/ledger/allocation';
import { oneInstance } from '@/lib/queries/instances';
import { allocationRule, team } from '@/lib/store/schema';
import { addInstance, type Fleet, NOW, openFleet } from '@/tests/support/fleet';

let fleet: Fleet;
let teamIds: string[];
beforeAll(async () => {
  fleet = await openFleet();
  const { workspaceId } = fleet.scope;
  const made = await fleet.store.db
    .insert(team)
    .values(['Research', 'Search'].map((name, position) => ({ workspaceId, name, position })))
    .returning();
  teamIds = made.map(({ id }) => id);
});
afterAll(() => fleet.store.close());

it('SQL and the ledger agree on whose an instance is, whatever rules and labels say', async () => {
  const { db } = fleet.store;
  const letters = fc.string({
    unit: fc.constantFrom('a', 'B', 'ä', 'Ä', '*', '%', '_', '\\', '-', '.', '\n'),
    maxLength: 6,
  });
  const owner = fc.constantFrom<string | null>(...teamIds, null);
  const rule = fc.record({ labelPattern: letters, teamId: owner, project: fc.constantFrom('p', null) });
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { maxLength: 4 }), fc.option(letters), async (rules, label) => {
      const { workspaceId } = fleet.scope;
      const whose = await db
        .transaction(async (tx) => {
          await tx.delete(allocationRule);
          if (rules.length > 0)
            await tx
              .insert(allocationRule)
              .values(rules.map((each: LabelRule, position) => ({ ...each, workspaceId, position })));
          await addInstance(
            { ...fleet, store: { ...fleet.store, db: tx as never } },
            { contractId: 99, label },
          );
          const seenBy = async (teamId: string) =>
            (await oneInstance(tx, { ...fleet.scope, role: 'engineer', sees: [teamId] }, NOW, {
              accountId: fleet.accountId,
              contractId: 99,
            })) !== null;
          const seen: string[] = [];
          for (const teamId of teamIds) if (await seenBy(teamId)) seen.push(teamId);
          throw new RolledBack(seen);
        })
        .catch((error: unknown) => {
          if (error instanceof RolledBack) return error.seen;
          throw error;
        });
      const { teamId } = allocate({ gpuName: null, assignment: null }, rules, label);
      expect(whose).toEqual(teamId === null ? [] : [teamId]);
    }),
    { numRuns: 150 },
  );
});

class RolledBack extends Error {
  constructor(readonly seen: string[]) {
    super('rolled back');
  }
}
