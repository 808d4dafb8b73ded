/** A program's rent whose answer never came, or whose server died: looked up, told, and never done twice. */
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { ABANDONED_MS, ABSENCE_MS, resolveUnsettled } from '@/lib/gateway/resolver';
import { intent } from '@/lib/store/schema';
import { operations } from '@/lib/vast/operations';
import { program } from '@/tests/support/program';
import { type TestWorld, testWorld } from '@/tests/support/world';

const rents = async (world: TestWorld) =>
  (await world.journal()).filter((one) => one.operation === operations.rentOffer.name);

async function ready() {
  const world = await testWorld();
  const { ask } = await program(world);
  const search = await ask('POST bundles', { body: { limit: 5, filters: { rentable: { eq: true } } } });
  const [offer] = search.body.result.offers as { id: number }[];
  const rent = () =>
    ask(`PUT asks/${offer?.id}`, { key: 'rent-1', body: { disk: 10, image: 'ubuntu', label: 'lost' } });
  return { world, ask, rent };
}

it('was taken: 202 with a place to ask, then the contract, and the same for the same key', async () => {
  const { world, ask, rent } = await ready();
  const asks = { method: 'PUT', path: '/api/v0/asks/' };
  await world.faults([{ match: asks, kind: 'reset_after', rate: 1, times: 1 }]);
  const lost = await rent();
  expect(lost).toMatchObject({ status: 202, body: { code: 'gateway.being_looked_up' } });
  const place = `GET ${lost.body.outcome?.replace('/api/vast/', '')}` as const;
  expect((await ask(place)).status).toBe(202);
  expect((await rent()).status).toBe(202);

  world.passTime(10_000);
  await resolveUnsettled(world.ports, world.gateway);
  const taken = await rents(world);
  expect(taken).toHaveLength(1);
  const contract = { status: 200, body: { result: { new_contract: taken[0]?.contract } } };
  expect(await ask(place)).toMatchObject(contract);
  expect(await rent()).toMatchObject(contract);
  expect(await rents(world)).toHaveLength(1);
});

it('the server died between the call and the record: found out from Vast.ai, by its tag', async () => {
  const { world, rent } = await ready();
  const { db } = world.ports;
  const rented = await rent();
  expect(rented.status).toBe(200);
  // As the row stood when the process was killed.
  await db
    .update(intent)
    .set({ state: 'open', output: null, closedAt: null, contractId: null })
    .where(eq(intent.operation, operations.rentOffer.name));
  expect((await rent()).status).toBe(409);
  world.passTime(ABANDONED_MS + 1_000);
  await resolveUnsettled(world.ports, world.gateway);
  expect(await rent()).toMatchObject({
    status: 200,
    body: { result: { new_contract: rented.body.result.new_contract } },
  });
  expect(await rents(world)).toHaveLength(1);
});

it('never arrived: said so after a minute without a trace, and the key stands for that', async () => {
  const { world, rent } = await ready();
  await world.faults([
    { match: { method: 'PUT', path: '/api/v0/asks/' }, kind: 'reset_before', rate: 1, times: 1 },
  ]);
  expect((await rent()).status).toBe(202);
  for (let round = 0; round < 4; round++) {
    world.passTime(ABSENCE_MS / 2);
    await resolveUnsettled(world.ports, world.gateway);
  }
  const told = await rent();
  expect(told).toMatchObject({ status: 409, body: { code: 'gateway.not_rented', retryable: false } });
  expect(told.body.hint).toContain('under a new one');
  expect(await rents(world)).toHaveLength(0);
});
