import { expect, it } from 'vitest';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf, instance, rented } from './client';

const HOUR = 3600;
const DAY = 86_400;
/** A Monday. */
const EPOCH = '2026-11-02T00:30:00Z';
const BEGIN = Date.parse(EPOCH) / 1000;

async function begin() {
  const emulator = await testEmulator({ world: 'empty', epoch: EPOCH });
  const caller = callerOf(emulator);
  await caller.post('/__emulator/credit', { apiKey: emulator.apiKey, credit: '5000' });
  return caller;
}

const schedule = (caller: Caller, id: number, job: object) =>
  caller.post('/api/v0/commands/schedule_job/', {
    start_time: BEGIN,
    end_time: BEGIN + 30 * DAY,
    api_endpoint: `/api/v0/instances/${id}/`,
    request_method: 'PUT',
    request_body: { state: 'stopped' },
    instance_id: id,
    day_of_the_week: null,
    hour_of_the_day: null,
    ...job,
  });

const wish = async (caller: Caller, id: number) => (await instance(caller, id))?.intended_status;
const jobs = async (caller: Caller) =>
  JSON.parse((await caller.get('/api/v0/commands/schedule_job/')).text) as { id: number }[];

it('a call is made when its hour comes, every day, until it is deleted', async () => {
  const caller = await begin();
  const { id } = await rented(caller);
  expect((await schedule(caller, id, { frequency: 'DAILY', hour_of_the_day: 3 })).status).toBe(200);
  await caller.advance(2 * HOUR);
  expect(await wish(caller, id)).toBe('running');
  await caller.advance(HOUR);
  expect(await wish(caller, id)).toBe('stopped');
  await caller.put(`/api/v0/instances/${id}/`, { state: 'running' });
  await caller.advance(DAY);
  expect(await wish(caller, id)).toBe('stopped');
  const [job] = await jobs(caller);
  expect(job).toMatchObject({
    instance_id: id,
    hour_of_the_day: 3,
    day_of_the_week: null,
    min_of_the_hour: 0,
  });
  await caller.del(`/api/v0/commands/schedule_job/${job?.id}/`);
  await caller.put(`/api/v0/instances/${id}/`, { state: 'running' });
  await caller.advance(DAY);
  expect(await wish(caller, id)).toBe('running');
});

it('a weekly one waits for its day; the same call twice is refused with the number of the first, which can change', async () => {
  const caller = await begin();
  const { id } = await rented(caller);
  const sunday = { frequency: 'WEEKLY', hour_of_the_day: 1, day_of_the_week: 0 };
  const made = (await schedule(caller, id, sunday)).json;
  const again = await schedule(caller, id, sunday);
  expect([again.status, again.json.scheduled_job_id]).toEqual([422, made.scheduled_job_id]);
  await caller.advance(5 * DAY);
  expect(await wish(caller, id)).toBe('running');
  const path = `/api/v0/commands/schedule_job/${made.scheduled_job_id}/`;
  // Saturday, and not Sunday any more.
  await caller.put(path, { ...sunday, day_of_the_week: 6, request_body: { label: 'on saturday' } });
  await caller.advance(2 * DAY);
  expect(await instance(caller, id)).toMatchObject({ label: 'on saturday', intended_status: 'running' });
  expect(await jobs(caller)).toHaveLength(1);
});

it('what can never be due, or is no call of this API, is refused', async () => {
  const caller = await begin();
  const { id } = await rented(caller);
  const refused = [
    await schedule(caller, id, { frequency: 'DAILY' }),
    await schedule(caller, id, { frequency: 'WEEKLY', hour_of_the_day: 3 }),
    await schedule(caller, id, { frequency: 'SOMETIMES' }),
    await schedule(caller, id, { frequency: 'HOURLY', end_time: BEGIN - 1 }),
    await schedule(caller, id, { frequency: 'HOURLY', api_endpoint: '/api/v0/nothing/' }),
    await schedule(caller, 7, { frequency: 'HOURLY' }),
  ];
  expect(refused.map((one) => one.status)).toEqual(Array(6).fill(400));
  expect(await jobs(caller)).toEqual([]);
});
