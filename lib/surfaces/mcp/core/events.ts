import { z } from 'zod';
import { auditPage } from '@/lib/queries/audit';
import { limit } from './names';
import { done, task } from './task';

export const getEvents = task({
  name: 'get_events',
  title: 'What happened',
  description: 'Who did what and what Vast.ai did, newest first; of one instance or all.',
  permission: 'audit.read',
  input: z.strictObject({
    instance_id: z.int().positive().optional(),
    words: z.string().max(200).optional(),
    before: z.int().positive().optional().describe('truncated.next.'),
    limit,
  }),
  async run({ ports, scope, actor }, asked) {
    const filter = {
      ...{ who: [], kinds: [], vias: [], actions: [], results: [], from: null, to: null },
      accountIds: [...(actor.token?.accounts ?? [])],
      words: asked.words?.split(/\s+/).filter(Boolean) ?? [],
      instance: asked.instance_id === undefined ? null : String(asked.instance_id),
    };
    const page = await auditPage(ports.db, scope, filter, { limit: asked.limit, before: asked.before });
    const rows = page.rows.map((row) => ({
      at: new Date(row.atMs).toISOString(),
      who: row.who,
      did: row.did,
      via: row.via,
      result: row.result,
      why: row.why,
      instance_id: row.instance?.contractId ?? null,
    }));
    return done({ events: rows }, { next: page.next === null ? null : String(page.next) });
  },
});
