/** Programs by REST: the same door, one shape of answers, and nothing done twice. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditEvent, intent } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { program } from '@/tests/support/program';
import { testWorld } from '@/tests/support/world';

describe('reading', () => {
  it('pages by sealed cursors, picks fields, and is written down in one go', async () => {
    const world = await testWorld();
    const { ask, rest } = await program(world);
    const whole = await ask('GET instances');
    expect(whole).toMatchObject({ status: 200, body: { next_cursor: null } });
    expect(whole.headers.get('cache-control')).toBe('no-store');
    const ids = whole.body.result.instances.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(2);

    const paged: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await ask(`GET instances?limit=1&fields=id${cursor && `&cursor=${cursor}`}`);
      expect(page.status).toBe(200);
      expect(page.body.result.instances).toEqual([{ id: expect.any(Number) }]);
      paged.push(...page.body.result.instances.map(({ id }) => id));
      cursor = page.body.next_cursor;
    }
    expect(paged.sort()).toEqual(ids.sort());

    const first = await ask('GET instances?limit=1');
    const sealed = first.body.next_cursor ?? '';
    expect(await ask(`GET instances?limit=1&cursor=x${sealed}`)).toMatchObject({
      status: 400,
      body: { code: 'rest.cursor_invalid' },
    });
    const another = await program(world);
    expect((await another.ask(`GET instances?cursor=${sealed}`)).status).toBe(400);

    const { db } = world.ports;
    const reads = () =>
      db.select().from(auditEvent).where(eq(auditEvent.action, operations.listInstances.name));
    expect(await reads()).toEqual([]);
    await rest.reads.flush();
    const written = await reads();
    expect(written).toHaveLength(1 + ids.length + 1);
    expect(written[0]).toMatchObject({ actorKind: 'person', via: 'rest', result: 'done' });
  });

  it('is the same under Vast.ai’s own path, and shows no secret', async () => {
    const world = await testWorld();
    const { ask } = await program(world);
    const own = await ask('GET proxy/api/v1/instances/');
    const resource = await ask('GET instances');
    expect(own.body.result.instances.map(({ id }) => id)).toEqual(
      resource.body.result.instances.map(({ id }) => id),
    );
    const text = JSON.stringify([own.body, (await ask('GET users/current')).body]);
    expect(text).not.toContain(world.emulator.apiKey);
    expect(text).not.toContain('jupyter_token');
  });

  it('cuts a list that comes whole', async () => {
    const world = await testWorld();
    const { ask } = await program(world);
    await ask('POST secrets', { body: { key: 'ONE', value: 'a' } });
    const roles = await ask('GET notification-types?limit=1');
    expect(roles.status).toBe(200);
    const next = await ask(`GET notification-types?limit=1&cursor=${roles.body.next_cursor}`);
    expect(next.status).toBe(200);
    expect(next.body.result).not.toEqual(roles.body.result);
  });
});

describe('a refusal', () => {
  it('names each field, the path, the method, the token and the right', async () => {
    const world = await testWorld();
    const { ask } = await program(world);
    const journal = (await world.journal()).length;
    const wrong = await ask('PUT instances/7/bid_price', { body: { price: 'much', colour: 'red' } });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'rest.input_malformed' } });
    expect(wrong.headers.get('content-type')).toBe('application/problem+json');
    expect(wrong.body.errors?.map(({ field }) => field).sort()).toEqual(['colour', 'price']);
    expect((await ask('GET instances/%zz')).status).toBe(404);
    expect(await ask('GET nothing')).toMatchObject({ status: 404, body: { code: 'rest.no_such_path' } });
    const method = await ask('POST instances');
    expect(method.status).toBe(405);
    expect(method.headers.get('allow')).toBe('GET');
    const nobody = await ask('GET instances', { token: 'gantry_wrong' });
    expect(nobody).toMatchObject({ status: 401, body: { code: 'auth.token_unknown' } });
    expect(nobody.headers.get('www-authenticate')).toContain('Bearer');
    const reader = await program(world, { effects: ['reads'] });
    expect(await reader.ask('DELETE instances/7')).toMatchObject({
      status: 403,
      body: { code: 'token.not_allowed' },
    });
    expect(await ask('GET instances?account=other')).toMatchObject({ status: 404 });
    expect((await world.journal()).length).toBe(journal);
  });
});

describe('an idempotency key', () => {
  const key = { key: 'make-1', body: { name: 'ci' } };

  it('answers again with the first reply, shows a new key once, and refuses another request', async () => {
    const world = await testWorld();
    const { ask } = await program(world);
    const first = await ask('POST auth/apikeys', key);
    expect(first.status).toBe(200);
    const secret = String(first.body.result.key);
    expect(secret.length).toBeGreaterThan(10);
    const again = await ask('POST auth/apikeys', key);
    expect(again).toMatchObject({ status: 200, body: { already_shown: ['key'] } });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(JSON.stringify(again.body)).not.toContain(secret);
    expect(JSON.stringify(await world.ports.db.select().from(intent))).not.toContain(secret);
    expect(await ask('POST auth/apikeys', { ...key, body: { name: 'other' } })).toMatchObject({
      status: 409,
      body: { code: 'gateway.idempotency_key_reused' },
    });
    // Another token's key is another key.
    const other = await program(world);
    expect((await other.ask('POST auth/apikeys', key)).body.already_shown).toBeUndefined();
    const sent = (await world.journal()).filter((one) => one.operation === operations.createApiKey.name);
    expect(sent).toHaveLength(2);
  });

  it('says that the first is under way, then that its outcome is looked up, then what it was', async () => {
    const world = await testWorld();
    const { ask } = await program(world);
    const [one] = (await ask('GET instances')).body.result.instances;
    const label = { key: 'label-1', body: { label: 'renamed' } };
    const call = `PUT instances/${one?.id}` as const;
    expect((await ask(call, label)).status).toBe(200);
    const { db } = world.ports;
    const setTo = (state: 'open' | 'unknown') =>
      db
        .update(intent)
        .set({ state, closedAt: null })
        .where(eq(intent.operation, operations.manageInstance.name));
    await setTo('open');
    const inFlight = await ask(call, label);
    expect(inFlight).toMatchObject({ status: 409, body: { code: 'gateway.key_in_flight' } });
    expect(inFlight.headers.get('retry-after')).toBe('2');
    await setTo('unknown');
    const unknown = await ask(call, label);
    expect(unknown).toMatchObject({ status: 202, body: { code: 'gateway.being_looked_up' } });
    const outcome = unknown.body.outcome?.replace('/api/vast/', '') ?? '';
    expect(unknown.headers.get('location')).toBe(unknown.body.outcome);
    expect((await ask(`GET ${outcome}`)).status).toBe(202);
    await db.update(intent).set({ state: 'done', closedAt: new Date() });
    expect((await ask(`GET ${outcome}`)).status).toBe(200);
    const stranger = await program(world);
    expect((await stranger.ask(`GET ${outcome}`)).status).toBe(404);
  });
});

it('weighs a rent as a page’s: priced by its offer, held to the token’s ceiling, written down with its plan', async () => {
  const world = await testWorld();
  const { ask } = await program(world);
  const search = await ask('POST bundles', { body: { limit: 5 } });
  const [offer] = search.body.result.offers as { id: number }[];
  const body = { disk: 10, image: 'ubuntu', label: 'by-rest' };
  const poor = await program(world, { rentHourUsd: '0.001' });
  expect(await poor.ask(`PUT asks/${offer?.id}`, { body })).toMatchObject({
    status: 409,
    body: { code: 'limit.exceeded' },
  });
  const rented = await ask(`PUT asks/${offer?.id}`, { body, key: 'rent-1' });
  expect(rented.status).toBe(200);
  const again = await ask(`PUT asks/${offer?.id}`, { body, key: 'rent-1' });
  expect(again.body.result.new_contract).toBe(rented.body.result.new_contract);
  const [written] = await world.ports.db
    .select()
    .from(intent)
    .where(eq(intent.operation, operations.rentOffer.name));
  expect(written?.reservedHourUsd?.toNumber()).toBeGreaterThan(0);
  expect(written?.plan).toMatchObject({ ownerId: world.owner.personId });
});
