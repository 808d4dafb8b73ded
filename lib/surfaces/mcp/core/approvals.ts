import { z } from 'zod';
import { planNotFound } from '@/lib/gateway/plans/problems';
import { type PlanRow, plansOfToken } from '@/lib/queries/agent-plans';
import { approveUrl } from '../plan-shown';
import { refused } from '../tool';
import { limit } from './names';
import { done, task } from './task';

/** What an approval's state means for whoever waits for it. */
const SAYS: Record<PlanRow['standing'], string> = {
  waiting: 'waiting for a person',
  ready: 'approved: call the tool again with plan_id',
  refused: 'refused by a person',
  expired: 'expired: plan it again',
  used: 'run',
};

const shown = (row: PlanRow, url: string) => ({
  approval_id: row.id,
  plan_id: row.id,
  state: row.standing,
  means: SAYS[row.standing],
  operation: row.operation,
  effects: row.weight.says,
  usd_per_hour: row.weight.hourUsd,
  usd_to_lease_end: row.weight.toEndUsd,
  expires_at: row.expiresAt,
  decided_by: row.decidedBy,
  approve_url: approveUrl(url, row.id),
});

export const listApprovals = task({
  name: 'list_approvals',
  title: 'List approvals',
  description: 'Your plans that a person has to approve, or had to, newest first.',
  always: true,
  input: z.strictObject({ limit }),
  async run({ ports, actor, url }, asked) {
    const rows = await plansOfToken(ports.db, actor, ports.now(), { limit: asked.limit });
    return done({ approvals: rows.map((row) => shown(row, url)) });
  },
});

export const getApproval = task({
  name: 'get_approval',
  title: 'Show one approval',
  description: 'Whether a person approved a plan yet. Ask again after a while, not in a loop.',
  always: true,
  input: z.strictObject({ approval_id: z.string().max(64) }),
  async run({ ports, actor, url }, asked) {
    const [row] = await plansOfToken(ports.db, actor, ports.now(), { id: asked.approval_id, limit: 1 });
    return row ? done(shown(row, url)) : refused(planNotFound());
  },
});
