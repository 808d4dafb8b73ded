import { expect, it } from 'vitest';
import type { Emulator } from '@/lib/emulator';
import { setCredit } from '@/lib/emulator/world/credit';
import { dollarsOf, openAccount } from '@/lib/emulator/worlds/found';
import { testEmulator } from '../../support/emulator';
import { receiver } from '../../support/receiver';
import { type Caller, callerOf, chargesOf, instance, offers, rented } from './client';

const HOUR = 3600;
const DAY = 86_400;
const EPOCH = '2026-11-02T00:00:00Z';

/** Somebody else in the host's world, with money. */
function renterIn(emulator: Emulator): Caller {
  const account = openAccount(emulator.world, { name: 'Renter', email: 'renter@example.com' });
  setCredit(emulator.world, account, emulator.world.clock.now(), dollarsOf('100'));
  return callerOf(emulator, account.keys[0]?.secret);
}

async function begin() {
  const emulator = await testEmulator({ world: 'small-team', history: 3, epoch: EPOCH });
  const host = callerOf(emulator);
  const [machine] = (await host.get('/api/v0/machines', { owner: 'me' })).json.machines as Machine[];
  if (!machine) throw new Error('nothing is hosted');
  const path = `/api/v0/machines/${machine.id}`;
  const list = (terms: object) =>
    host.put('/api/v0/machines/create_asks/', { machine: machine.id, price_min_bid: 0.1, ...terms });
  const shown = async () => JSON.parse((await host.get(path)).text)[0] as Machine;
  const search = { machine_id: { eq: machine.id } };
  return { emulator, host, renter: renterIn(emulator), machine, path, list, shown, search };
}

interface Machine {
  readonly id: number;
  readonly num_gpus: number;
  readonly listed: boolean;
  readonly listed_gpu_cost: number | null;
  readonly gpu_occupancy: string;
}

it('a listed machine is rented at its host’s prices; unlisted, it keeps its renters and takes no more', async () => {
  const { renter, machine, path, host, list, shown, search } = await begin();
  expect(machine).toMatchObject({ num_gpus: 4, listed: false, gpu_occupancy: 'x x x x' });
  expect(await offers(renter, search)).toEqual([]);
  expect((await list({ price_gpu: 0.5, price_disk: 0.144, min_chunk: 2 })).json).toMatchObject({
    extended: 0,
  });
  const found = await offers(renter, { ...search, allocated_storage: 10, disable_bundling: true });
  // 2 x $0.50, and 10 GB at $0.144 a month of 720 hours.
  expect(found.filter((one) => one.num_gpus === 2)).toMatchObject(Array(2).fill({ dph_total: 1.002 }));
  const { id } = await rented(renter, { ...search, num_gpus: { eq: 2 } });
  expect(await shown()).toMatchObject({ listed_gpu_cost: 0.5, gpu_occupancy: 'D D x x' });
  expect((await host.del(`${path}/asks/`)).json).toMatchObject({ success: true, machine_id: machine.id });
  expect(await offers(renter, { ...search, rented: { in: [true, false] } })).toEqual([]);
  await renter.advance(HOUR);
  expect(await instance(renter, id)).toMatchObject({ actual_status: 'running', dph_base: 1 });
});

it('a listing ends on its day, and one that has taken its place goes on to its own', async () => {
  const { host, list, shown } = await begin();
  const now = Date.parse(EPOCH) / 1000;
  await list({ price_gpu: 0.4, end_date: now + DAY });
  await list({ price_gpu: 0.4, end_date: now + 3 * DAY });
  await host.advance(2 * DAY);
  expect(await shown()).toMatchObject({ listed: true });
  await host.advance(2 * DAY);
  expect(await shown()).toMatchObject({ listed: false });
});

it('earnings are what renters paid without the platform’s quarter, by day and by machine', async () => {
  const { emulator, host, renter, machine, list, search } = await begin();
  await list({ price_gpu: 0.4, price_inetd: 0.01 });
  await rented(renter, { ...search, num_gpus: { eq: 1 } });
  await rented(host, { ...search, num_gpus: { eq: 2 }, rented: { in: [true, false] } });
  await renter.advance(3 * DAY);
  const day = Math.floor(Date.parse(EPOCH) / 1000);
  const paid = (await chargesOf(renter, day)).flatMap((one) => one.items);
  const gpu = paid.filter((one) => one.type === 'gpu').reduce((sum, one) => sum + one.amount, 0);
  const sday = day / DAY;
  const earned = (await host.get('/api/v0/users/me/machine-earnings', { sday, eday: sday + 0.9 })).json;
  const [first] = earned.per_day as { day: number; gpu_earn: number; bwd_earn: number }[];
  expect(first?.day).toBe(sday);
  expect(gpu).toBeGreaterThan(9);
  expect(first?.gpu_earn).toBeCloseTo(gpu * 0.75, 2);
  expect(first?.bwd_earn).toBeGreaterThan(0);
  expect(earned.per_machine).toMatchObject([{ machine_id: machine.id, gpu_earn: first?.gpu_earn }]);
  // The host's own rent is on nobody's bill.
  const own = emulator.world.accounts[0]?.contracts.filter((one) => one.machine.id === machine.id);
  expect(own).toHaveLength(1);
  const sources = (await chargesOf(host, day)).map((one) => one.source);
  expect(sources).not.toContain(`instance-${own?.[0]?.id}`);
  const balance = (await host.get('/api/v0/users/current')).json.balance as number;
  expect(balance).toBeGreaterThan(2 * (first?.gpu_earn ?? 0));
});

it('a default job has the idle GPUs, yields to higher bids and to on-demand, and comes back by itself', async () => {
  const { renter, host, path, machine, list, shown, search } = await begin();
  const job = { machine: machine.id, image: 'worker', price_gpu: 0.2, price_inetu: 0, price_inetd: 0 };
  expect((await host.put('/api/v0/machines/create_bids/', job)).json).toMatchObject({ you_sent: job });
  expect((await shown()).gpu_occupancy).toBe('x x x x');
  await list({ price_gpu: 0.4 });
  expect((await shown()).gpu_occupancy).toBe('I I I I');
  const bid = (price: number) => rented(renter, { ...search, num_gpus: { eq: 2 }, type: 'bid' }, { price });
  const low = await bid(0.3);
  expect(await instance(renter, low.id)).toMatchObject({ cur_state: 'stopped' });
  await renter.del(`/api/v0/instances/${low.id}/`);
  // More for a GPU than the job's 0.20.
  const high = await bid(0.5);
  expect(await instance(renter, high.id)).toMatchObject({ cur_state: 'running' });
  const { id } = await rented(renter, { ...search, num_gpus: { eq: 1 }, rented: { in: [true] } });
  expect((await shown()).gpu_occupancy).toMatch(/^[DI] I I [DI]$|D/);
  await renter.del(`/api/v0/instances/${id}/`);
  await renter.del(`/api/v0/instances/${high.id}/`);
  expect((await shown()).gpu_occupancy).toBe('I I I I');
  expect((await host.put(`${path}/minbid/`, { price: 0.25 })).status).toBe(200);
  expect((await shown()).gpu_occupancy).toBe('x x x x');
  expect((await host.del(`${path}/defjob/`)).status).toBe(200);
  expect((await host.del(`${path}/defjob/`)).status).toBe(404);
});

it('a bid below the host’s least never runs, and raising the least pauses who bids less', async () => {
  const { renter, host, path, list, search } = await begin();
  await list({ price_gpu: 0.4 });
  const bid = { ...search, num_gpus: { eq: 1 }, type: 'bid' };
  expect((await offers(renter, bid))[0]).toMatchObject({ min_bid: 0.1 });
  const { id } = await rented(renter, bid, { price: 0.15 });
  expect(await instance(renter, id)).toMatchObject({ cur_state: 'running' });
  expect((await host.put(`${path}/minbid/`, { price: 0 })).status).toBe(422);
  await host.put(`${path}/minbid/`, { price: 0.2 });
  expect(await instance(renter, id)).toMatchObject({ cur_state: 'stopped', intended_status: 'running' });
});

it('a later end prolongs rents whose prices have not risen; cleanup deletes what expired, and nothing else', async () => {
  const { renter, host, path, list, search, machine } = await begin();
  const until = Date.parse(EPOCH) / 1000 + 2 * DAY;
  await list({ price_gpu: 0.4, end_date: until });
  const { id } = await rented(renter, { ...search, num_gpus: { eq: 1 } });
  expect((await list({ price_gpu: 0.5, end_date: until + DAY })).json.extended).toBe(0);
  expect((await list({ price_gpu: 0.4, end_date: until + DAY })).json.extended).toBe(1);
  expect(await instance(renter, id)).toMatchObject({ end_date: until + DAY, dph_base: 0.4 });
  expect((await host.put(`${path}/cleanup/`, {})).json.num_deleted).toBe(0);
  const inUse = await host.post(`${path}/force_delete/`, {});
  expect(inUse.json.success).toBe(false);
  await renter.advance(3 * DAY + HOUR);
  expect(await offers(renter, search)).toEqual([]);
  expect(await instance(renter, id)).toMatchObject({ intended_status: 'stopped' });
  const cleaned = (await host.put(`${path}/cleanup/`, {})).json;
  expect(cleaned).toMatchObject({ num_deleted: 1, machine_id: machine.id });
  expect(await instance(renter, id)).toBeNull();
  expect((await host.post(`${path}/force_delete/`, {})).json.success).toBe(true);
  expect((await host.get('/api/v0/machines')).json.machines).toEqual([]);
});

it('a dearer machine asks its renters: who accepts runs longer, and pays more from the end they had', async () => {
  const { renter, list, search } = await begin();
  const until = Date.parse(EPOCH) / 1000 + DAY;
  await list({ price_gpu: 0.4, end_date: until });
  const { id } = await rented(renter, { ...search, num_gpus: { eq: 1 } });
  const pending = async () =>
    (await renter.get('/api/v0/instances/pending-price-increases/')).json.pending_price_increases as {
      pending_price_increase_id: number;
    }[];
  const decide = (verdict: string, body: object) =>
    renter.put(`/api/v0/instances/${verdict}-price-increase/`, body);
  await list({ price_gpu: 0.72, end_date: until + 3 * DAY });
  const [first] = await pending();
  expect(first).toMatchObject({
    contract_id: id,
    new_gpu_costpersec: expect.closeTo(0.0002, 9),
    contract_end_date: until,
  });
  const number = { pending_price_increase_id: first?.pending_price_increase_id };
  expect((await decide('reject', number)).json).toMatchObject({ success: true, contract_id: id });
  const stale = await decide('accept', number);
  expect([stale.status, stale.json.error]).toEqual([404, 'no_pending_price_increase']);
  await list({ price_gpu: 0.72 });
  const [second] = await pending();
  const accepted = { pending_price_increase_id: second?.pending_price_increase_id };
  expect((await decide('accept', { ...accepted, more: 1 })).status).toBe(400);
  expect((await decide('accept', accepted)).status).toBe(200);
  expect(await instance(renter, id)).toMatchObject({ dph_base: 0.4, end_date: until + 3 * DAY });
  await renter.advance(DAY + HOUR);
  expect(await instance(renter, id)).toMatchObject({ dph_base: 0.72, actual_status: 'running' });
});

it('maintenance is announced to the renters of the machine, comes, and is over', async () => {
  const { renter, host, path, list, search, machine } = await begin();
  const there = await receiver();
  const webhook = { webhook_url: there.url, event_types: ['client:upcoming_downtime'] };
  await renter.post('/api/v0/webhooks/', webhook);
  const asked = { machine_ids: [machine.id] };
  const sdate = Date.parse(EPOCH) / 1000 + DAY;
  expect((await host.put(`${path}/dnotify/`, { sdate: 1, duration: 2 })).status).toBe(422);
  await list({ price_gpu: 0.4 });
  await rented(renter, { ...search, num_gpus: { eq: 1 } });
  const order = { sdate, duration: 2.5, maintenance_category: 'gpu' };
  expect((await host.put(`${path}/dnotify/`, order)).json.you_sent).toBe('1 notifications sent');
  const seen = async (caller: Caller) =>
    JSON.parse((await caller.get('/api/v0/machines/maintenances', asked)).text) as object[];
  const told = await there.next((body) => body.notif_type === 'upcoming_downtime');
  expect(told.body.data).toMatchObject({ machine_id: machine.id });
  const window = {
    machine_id: machine.id,
    start_time: sdate,
    duration_hours: 2,
    maintenance_category: 'gpu',
  };
  expect(await seen(renter)).toMatchObject([window]);
  expect(await seen(host)).toMatchObject([window]);
  await host.advance(DAY + 3 * HOUR);
  expect(await seen(renter)).toEqual([]);
  await host.put(`${path}/dnotify/`, { ...order, sdate: sdate + 2 * DAY });
  expect((await host.put(`${path}/cancel_maint/`, {})).json.msg).toMatch(/^deleted 1 scheduled/);
  expect(await seen(host)).toEqual([]);
});

it('only the host may touch a machine; a renter’s report reaches them', async () => {
  const { renter, host, path, list, search, machine } = await begin();
  await list({ price_gpu: 0.4 });
  const refused = await Promise.all([
    renter.put('/api/v0/machines/create_asks/', { machine: machine.id, price_gpu: 0.01 }),
    renter.del(`${path}/asks/`),
    renter.put(`${path}/minbid/`, { price: 0.01 }),
    renter.put(`${path}/report/`, { problem: 'x', message: 'y' }),
  ]);
  expect(refused.map((one) => one.status)).toEqual([403, 404, 403, 404]);
  await rented(renter, { ...search, num_gpus: { eq: 1 } });
  await renter.put(`${path}/report/`, { problem: 'GPU', message: 'fell off the bus' });
  const reports = JSON.parse((await host.get(`${path}/reports/`)).text);
  expect(reports).toMatchObject([{ problem: 'GPU', message: 'fell off the bus' }]);
  expect(Date.parse(reports[0].created_at)).toBe(Date.parse(EPOCH));
});

it('listing offers half the disk as volumes unless it says otherwise; unlisting ends that offer, too', async () => {
  const { renter, host, path, list, search } = await begin();
  const volumes = async () =>
    (await renter.post('/api/v0/volumes/search/', { ...search, allocated_storage: 10 })).json
      .offers as object[];
  await list({ price_gpu: 0.4, price_disk: 0.2, duration: '2 weeks' });
  expect(await volumes()).toMatchObject([{ disk_space: 900, storage_cost: 0.2, duration: 14 * DAY }]);
  await list({ vol_size: 500, vol_price: 0.05, min_chunk: 2 });
  expect(await volumes()).toMatchObject([{ disk_space: 500, storage_cost: 0.05 }]);
  expect((await list({ vol_size: 0, vol_price: 0.05 })).status).toBe(400);
  await host.del(`${path}/asks/`);
  expect(await volumes()).toEqual([]);
});

it('moving rents together makes room for a larger one', async () => {
  const { renter, host, list, search, machine } = await begin();
  await list({ price_gpu: 0.4 });
  const one = { ...search, num_gpus: { eq: 1 }, rented: { in: [true, false] } };
  const ids = [];
  for (let n = 0; n < 3; n += 1) ids.push((await rented(renter, one)).id);
  await renter.del(`/api/v0/instances/${ids[1]}/`);
  const pairs = () => offers(renter, { ...one, num_gpus: { eq: 2 } });
  expect(await pairs()).toEqual([]);
  const body = { machine_ids: [machine.id] };
  expect((await host.put('/api/v0/machines/defrag_offers/', body)).json.result).toMatchObject([{ moved: 1 }]);
  expect(await pairs()).toHaveLength(1);
});
