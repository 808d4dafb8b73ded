import { describe, expect, it } from 'vitest';
import { allInstances } from '@/lib/gateway/lists';
import { testWorld } from '../../support/world';

describe('a paged list', () => {
  it('is every page of it, each row once', async () => {
    const w = await testWorld({ world: 'fleet', speed: 0, history: 1 });
    const listed = await allInstances(w.gateway, w.accountId, w.owner);
    if (listed.kind !== 'done') throw new Error(listed.problem.say);
    expect(listed.rows).toHaveLength(900);
    expect(new Set(listed.rows.map((row) => row.id)).size).toBe(900);
  });

  it('is no list at all when a later page fails', async () => {
    const w = await testWorld({ world: 'fleet', speed: 0, history: 1 });
    await w.faults(
      [
        {
          match: { path: '/api/v1/instances' },
          kind: 'status',
          status: 400,
          body: '{"success":false,"error":"invalid_token"}',
          rate: 0.1,
        },
      ],
      3,
    );
    expect(await allInstances(w.gateway, w.accountId, w.owner)).toMatchObject({ kind: 'refused' });
  });
});
