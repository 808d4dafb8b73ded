import { expect, it, onTestFinished, vi } from 'vitest';
import { startDeliveries } from '@/lib/automation/webhooks';
import { tellEvents } from '@/lib/store/events';
import { openJobs } from '@/lib/sync/jobs';
import { hooked } from '../../support/webhooks';
import { type TestWorld, testWorld } from '../../support/world';

const soon = { timeout: 20_000, interval: 50 };

async function worker(world: TestWorld) {
  const jobs = openJobs(world.store);
  const errors: unknown[] = [];
  jobs.on('error', (error) => errors.push(error));
  await jobs.start();
  const end = await startDeliveries(jobs, world, { tickMs: 100 });
  const stop = async () => {
    await end();
    await jobs.stop({ graceful: false });
    expect(errors).toEqual([]);
  };
  onTestFinished(stop);
  return stop;
}

const tell = (world: TestWorld, ns: readonly number[]) =>
  tellEvents(
    world.store.db,
    world.workspaceId,
    ns.map((n) => ({ type: 'limit.reached', at: world.ports.now(), data: { n } })),
  );

it('two workers deliver everything once, and what waited while none ran comes after', async () => {
  const world = await testWorld();
  const { to } = await hooked(world);
  const stops = [await worker(world), await worker(world)];
  await tell(world, [1, 2, 3, 4, 5]);
  await vi.waitFor(() => expect(to.posted).toHaveLength(5), soon);
  for (const stop of stops) await stop();
  await tell(world, [6]);
  await worker(world);
  await vi.waitFor(() => expect(to.posted).toHaveLength(6), soon);
  const came = to.posted.map(({ body }) => (body.data as { n: number }).n);
  expect(came.toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
});
