import { z } from 'zod';
import { accountNotFound } from '@/lib/gateway/problems';
import { costsView } from '@/lib/queries/costs-view';
import { instanceCosts } from '@/lib/queries/instances-costs';
import { operations } from '@/lib/vast/operations';
import { refused } from '../tool';
import { account, accountOfInstance, instanceId } from './names';
import { done, task } from './task';

const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .optional();

export const getSpend = task({
  name: 'get_spend',
  title: 'What it cost',
  description:
    'Costs of UTC days from the ledger, by group, with the same number of days before. This month if no days are given.',
  operations: [operations.listCharges],
  permission: 'costs.read',
  input: z.strictObject({
    from: day,
    to: day.describe('Not included.'),
    by: z.enum(['team', 'project', 'label', 'gpu', 'item', 'account']).default('team'),
  }),
  async run({ ports, scope, actor }, asked) {
    const { from = null, to = null, by } = asked;
    const accountIds = actor.token?.accounts ?? [];
    // No account at all is none, where the query takes it for every one.
    if (actor.token?.accounts?.length === 0) return refused(accountNotFound());
    const view = await costsView(ports.db, scope, { from, to, group: by, accountIds }, ports.now());
    const { costs, before } = view;
    return done({
      from: view.range.from,
      to: view.range.to,
      usd: costs.total,
      usd_before: before?.total ?? null,
      complete: costs.complete,
      groups: costs.series.map(({ name, total }) => ({ [by]: name, usd: total })),
      items: view.items.map(({ name, total }) => ({ item: name, usd: total })),
      usd_by_day: Object.fromEntries(costs.days.map((one, index) => [one, costs.byDay[index]])),
    });
  },
});

export const explainCost = task({
  name: 'explain_cost',
  title: 'Explain a cost',
  description: 'What one instance cost, day by day with the items of each, newest first.',
  operations: [operations.listCharges],
  permission: 'costs.read',
  input: z.strictObject({ instance_id: instanceId, account }),
  async run(call, asked) {
    const at = await accountOfInstance(call, asked);
    if (!at.ok) return refused(at.problem);
    const key = { accountId: at.value, contractId: asked.instance_id };
    return done({ days: await instanceCosts(call.ports.db, call.scope, key) });
  },
});
