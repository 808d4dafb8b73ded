/** How often a token may ask: counted in one place for all replicas, and the wait is told. */
import { expect, it } from 'vitest';
import { tokenTurn } from '@/lib/store/schema';
import { program } from '@/tests/support/program';
import { testWorld } from '@/tests/support/world';

it('lets a minute’s calls through at once, then one a share, and reads apart from writes', async () => {
  const world = await testWorld();
  const { ask } = await program(world, { pace: { reads: 3, writes: 1 } });
  const read = () => ask('GET notification-types');
  const burst = await Promise.all(Array.from({ length: 8 }, read));
  expect(burst.filter(({ status }) => status === 200)).toHaveLength(3);
  const late = burst.find(({ status }) => status === 429);
  expect(late?.body).toMatchObject({ code: 'token.too_often', retryable: true });
  const waitS = Number(late?.headers.get('retry-after'));
  expect(waitS).toBeGreaterThan(10);
  expect(waitS).toBeLessThanOrEqual(20);
  world.passTime(waitS * 1000);
  expect((await read()).status).toBe(200);
  expect((await read()).status).toBe(429);

  const write = () => ask('POST secrets', { body: { key: 'ONE', value: 'a' } });
  expect((await write()).status).toBe(200);
  expect(await write()).toMatchObject({ status: 429, body: { code: 'token.too_often' } });
  const another = await program(world, { pace: { reads: 1 } });
  expect((await another.ask('GET notification-types')).status).toBe(200);
});

it('counts nothing of a script’s that nobody gave a pace', async () => {
  const world = await testWorld();
  const { ask } = await program(world);
  expect((await ask('GET notification-types')).status).toBe(200);
  expect(await world.ports.db.select().from(tokenTurn)).toEqual([]);
});
