import { expect, it } from 'vitest';
import type { Scope } from '@/lib/policy/actor';
import { personActor } from '@/lib/policy/actor';
import { recentActivity } from '@/lib/queries/activity';
import { costLines, costSoFar, costSources, costsByDay } from '@/lib/queries/costs';
import { find } from '@/lib/queries/find';
import {
  countInstances,
  firstOfMorning,
  isInSight,
  listInstances,
  oneInstance,
} from '@/lib/queries/instances';
import { instanceCosts } from '@/lib/queries/instances-costs';
import { accountOfContract } from '@/lib/queries/instances-detail';
import { teamsOf } from '@/lib/queries/instances-first';
import { instancesPulse } from '@/lib/queries/instances-pulse';
import { instanceSamples } from '@/lib/queries/instances-samples';
import { rentProgress } from '@/lib/queries/market-rent';
import { invitations } from '@/lib/queries/members';
import { previewRules } from '@/lib/queries/workspace';
import { auditEvent, intent, invitation, team } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { writeDay } from '@/tests/support/books';
import { addInstance, addReadings, addWorkspace, NOW, openFleet } from '@/tests/support/fleet';
import { newPerson } from '@/tests/support/members';

const CONTRACT = 1;
const RENT_KEY = '6f1c0e58-8f0e-4f6b-9f0a-0d1b7c3f2a11';

it('an owner of another workspace sees none of it, whatever is asked for', async () => {
  const fleet = await openFleet();
  const { db } = fleet.store;
  const ours = { workspaceId: fleet.scope.workspaceId, accountId: fleet.accountId };
  await db.insert(team).values({ workspaceId: ours.workspaceId, name: 'Research', position: 0 });
  await addInstance(fleet, { contractId: CONTRACT });
  await addReadings(fleet, CONTRACT, [50, 60]);
  await writeDay(fleet, '2026-11-20', [{ contractId: CONTRACT, label: 'run-1', amount: '1.25' }]);
  await db.insert(intent).values({
    ...ours,
    operation: operations.rentOffer.name,
    actor: personActor(fleet.scope),
    input: {},
    idempotencyKey: RENT_KEY,
    openedAt: NOW,
  });
  await db.insert(invitation).values({
    ...{
      workspaceId: ours.workspaceId,
      tokenHash: 'hash',
      email: 'eve@example.test',
      role: 'viewer',
      teamIds: [],
    },
    ...{
      invitedBy: (await newPerson(db, 'Ada')).personId,
      createdAt: NOW,
      expiresAt: new Date(NOW.getTime() + 1),
    },
  });
  await db.insert(auditEvent).values({
    ...ours,
    at: NOW,
    actorKind: 'vast',
    actorName: 'Vast.ai',
    via: 'vast',
    action: 'instance.started',
    result: 'seen',
    contractId: CONTRACT,
    sentence: 'started instance 1',
  });
  const key = { accountId: fleet.accountId, contractId: CONTRACT };
  const range = { from: '2026-11-20', to: '2026-11-21', group: 'label', limit: 50, offset: 0 } as const;

  const seenBy = async (scope: Scope) => ({
    list: (await listInstances(db, scope, NOW)).rows.length,
    first: (await firstOfMorning(db, scope, NOW, [], 50)).length,
    count: (await countInstances(db, scope, NOW)).shown,
    one: (await oneInstance(db, scope, NOW, key)) ? 1 : 0,
    there: (await isInSight(db, scope, key)) ? 1 : 0,
    account: (await accountOfContract(db, scope, CONTRACT)) ? 1 : 0,
    samples: (await instanceSamples(db, scope, key, NOW, 3_600_000)).coverage === null ? 0 : 1,
    costs: (await instanceCosts(db, scope, key)).length,
    soFar: (await costSoFar(db, scope, [key])).length,
    found: (await find(db, scope, 'run')).length,
    acts: (await instancesPulse(db, scope, NOW)).acts.length,
    activity: (await recentActivity(db, scope, { limit: 50 })).length,
    series: (await costsByDay(db, scope, range)).series.length,
    lines: (await costLines(db, scope, range)).lines.length,
    sources: (await costSources(db, scope, { ...range, key: 'run-1' })).sources.length,
    reach: (await previewRules(db, scope, ['*'], '2026-11-01')).caught[0]?.labels,
    teams: (await teamsOf(db, scope)).length,
    invited: (await invitations(db, scope, NOW)).length,
    rent: (await rentProgress(db, scope, RENT_KEY, NOW)) ? 1 : 0,
  });
  const all = await seenBy(fleet.scope);
  // The same person, who is in both.
  const { personId } = fleet.scope;
  const none = await seenBy({ ...(await addWorkspace(fleet.store)).scope, personId });
  expect(all).toEqual(Object.fromEntries(Object.keys(all).map((what) => [what, 1])));
  expect(none).toEqual(Object.fromEntries(Object.keys(all).map((what) => [what, 0])));
  await fleet.store.close();
});
