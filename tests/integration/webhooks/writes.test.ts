import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { replayWebhook } from '@/lib/gateway/webhook-replay';
import { changeWebhook, createWebhook, deleteWebhook, testWebhook } from '@/lib/gateway/webhooks';
import type { Actor } from '@/lib/policy/actor';
import { webhook, webhooks } from '@/lib/queries/webhooks';
import { auditEvent, webhookEndpoint } from '@/lib/store/schema';
import { hooked, REACH } from '../../support/webhooks';
import { makeWorkspace } from '../../support/workspace';
import { testWorld } from '../../support/world';

const GIVEN = { name: 'CI', url: 'https://example.com/hooks/secret-part', events: null };

describe('setting up webhooks', () => {
  it('shows the secret once and keeps it sealed; neither it nor the address is written down', async () => {
    const world = await testWorld();
    const ports = { ...world.ports, reach: REACH };
    const made = await createWebhook(ports, world.owner, GIVEN);
    if (!made.ok) throw new Error(made.problem.say);
    expect(made.value.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const [row] = await world.store.db.select().from(webhookEndpoint);
    expect(JSON.stringify(row)).not.toContain(made.value.secret);
    const audits = await world.store.db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.action, 'webhook.made'));
    expect(audits[0]?.sentence).toBe('made the webhook CI to example.com');
    expect(JSON.stringify(audits)).not.toMatch(/whsec_|secret-part/);
  });

  it('refuses an address in a private network, an event that there is none of, and a crowd', async () => {
    const world = await testWorld();
    const ports = { ...world.ports, reach: REACH };
    const code = async (change: Partial<typeof GIVEN> | { events: string[] }) => {
      const made = await createWebhook(ports, world.owner, { ...GIVEN, ...change });
      return made.ok ? 'made' : made.problem.code;
    };
    expect(await code({ url: 'https://10.0.0.1/' })).toBe('webhook.address_refused');
    expect(await code({ events: ['instance.exploded'] })).toMatch(/malformed/);
    expect(await code({ events: [] })).toMatch(/malformed/);
    expect(await code({ name: ' ' })).toBe('input.name_missing');
    for (let n = 0; n < 20; n++) expect(await code({})).toBe('made');
    expect(await code({})).toBe('webhook.too_many');
  });

  it('is for owners and admins in person, and for one’s own workspace', async () => {
    const world = await testWorld();
    const { webhookId } = await hooked(world);
    const ports = { ...world.ports, reach: REACH };
    const as = (change: object) => ({ ...world.owner, ...change }) as Actor;
    const elsewhere = await makeWorkspace(world.store.db);
    const program = { id: webhookId, name: 'ci', operations: null, effects: [], accounts: null };
    const acts = (actor: Actor) => [
      changeWebhook(ports, actor, { webhookId, ...GIVEN }),
      testWebhook(ports, actor, webhookId),
      replayWebhook(ports, actor, { webhookId, what: 'dead' }),
      deleteWebhook(ports, actor, webhookId),
    ];
    const codes = async (actor: Actor) =>
      new Set((await Promise.all(acts(actor))).map((each) => (each.ok ? 'done' : each.problem.code)));
    for (const role of ['engineer', 'finance', 'viewer'])
      expect(await codes(as({ role }))).toEqual(new Set(['gateway.not_permitted']));
    expect(await codes(as({ token: { ...program, dayUsd: null, rentHourUsd: null } }))).toEqual(
      new Set(['token.not_allowed']),
    );
    expect(await codes(as({ workspaceId: elsewhere.workspaceId }))).toEqual(new Set(['webhook.not_found']));
    const now = world.ports.now();
    expect(await webhooks(world.store.db, elsewhere, now)).toEqual([]);
    expect(await webhook(world.store.db, elsewhere, webhookId, now)).toBeNull();
    expect(await codes(as({ role: 'admin' }))).toContain('done');
  });
});
