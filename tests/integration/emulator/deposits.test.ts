import { expect, it } from 'vitest';
import { EPOCH } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf, instance, rented } from './client';

const HOUR = 3600;

/** An instance at work alone: nothing else of the account's is charged. */
async function alone() {
  const emulator = await testEmulator({ world: 'empty', epoch: new Date(EPOCH * 1000) });
  const caller = callerOf(emulator);
  await caller.post('/__emulator/credit', { apiKey: emulator.apiKey, credit: '500.00' });
  const { id } = await rented(caller, {
    num_gpus: { eq: 1 },
    inet_down_cost: { eq: 0 },
    inet_up_cost: { eq: 0 },
  });
  await caller.advance(900);
  return { emulator, caller, id };
}

const credit = async (caller: Caller) => (await caller.get('/api/v0/users/current')).json.credit as number;
const deposit = async (caller: Caller, id: number) =>
  (await caller.get(`/api/v0/instances/balance/${id}/`, { owner: 'me' })).json as Record<string, number>;
/** What an instance's row says of its money. */
async function prices(caller: Caller, id: number) {
  const row = await instance(caller, id);
  const of = (name: string) => Number(row![name]);
  return {
    dph_total: of('dph_total'),
    discounted_dph_total: of('discounted_dph_total'),
    credit_balance: of('credit_balance'),
    credit_discount: of('credit_discount'),
  };
}
const hour = async (caller: Caller, id: number) => (await instance(caller, id))!.dph_total as number;

const MONTH = 720;

it('a month in advance takes a fifth off the GPUs, out of the deposit and not out of the credit', async () => {
  const { caller, id } = await alone();
  const month = (await hour(caller, id)) * MONTH;
  const before = await credit(caller);
  const reply = await caller.put(`/api/v0/instances/prepay/${id}/`, { amount: Number(month.toFixed(2)) });
  expect(reply.json).toMatchObject({
    success: true,
    discount_rate: expect.closeTo(0.2, 2),
    timescale: expect.closeTo(1, 2),
  });
  expect(await credit(caller)).toBeCloseTo(before - month, 1);
  await caller.advance(100 * HOUR);
  expect(await credit(caller)).toBeCloseTo(before - month, 1);
  const row = await prices(caller, id);
  const spent = row.discounted_dph_total * 100;
  expect(row.dph_total).toBeGreaterThan(row.discounted_dph_total);
  expect(row.credit_balance).toBeCloseTo(month - spent, 1);
  const { refundable_deposit, total_discount } = await deposit(caller, id);
  expect(total_discount).toBeCloseTo((row.dph_total - row.discounted_dph_total) * 100, 1);
  expect(refundable_deposit).toBeCloseTo((month - spent) * 0.95 - total_discount!, 1);
});

it('the remainder comes back when it goes, less the discount and a fee; the books show both', async () => {
  const { caller, id } = await alone();
  await caller.put(`/api/v0/instances/prepay/${id}/`, { amount: 60 });
  await caller.advance(10 * HOUR);
  const before = await credit(caller);
  const { refundable_deposit } = await deposit(caller, id);
  await caller.del(`/api/v0/instances/${id}/`);
  expect(await credit(caller)).toBeCloseTo(before + refundable_deposit!, 1);
  const { results } = (
    await caller.get('/api/v1/invoices/', {
      select_filters: { when: { gte: EPOCH, lte: EPOCH + 24 * HOUR } },
    })
  ).json as { results: { type: string; amount: number; source: string }[] };
  expect(results.filter((one) => one.source === `instance-${id}`)).toMatchObject([
    { type: 'refund', amount: -Number(refundable_deposit!.toFixed(2)) },
    { type: 'reserved', amount: 60 },
  ]);
});

it('a deposit that is used up ends the discount, and from then on the credit pays', async () => {
  const { caller, id } = await alone();
  const full = await hour(caller, id);
  const before = await credit(caller);
  await caller.put(`/api/v0/instances/prepay/${id}/`, { amount: Number((full * 480).toFixed(2)) });
  const { discounted_dph_total } = await prices(caller, id);
  await caller.advance(900 * HOUR);
  const row = await prices(caller, id);
  expect([row.credit_discount, row.credit_balance, row.discounted_dph_total]).toEqual([0, 0, full]);
  const cheap = (full * 480) / discounted_dph_total;
  expect(await credit(caller)).toBeCloseTo(before - full * (480 + 900 - cheap), 0);
});

it('what can’t be prepaid is refused: more than there is, a bid, nothing, somebody else’s', async () => {
  const { caller, id } = await alone();
  const pay = (on: number, amount: unknown) => caller.put(`/api/v0/instances/prepay/${on}/`, { amount });
  const much = await pay(id, 501);
  expect([much.status, much.json.msg]).toEqual([411, 'Insufficient credit']);
  expect((await pay(id, 0)).status).toBe(400);
  expect((await pay(1, 5)).json.msg).toBe('No such instance');
  const bid = await rented(caller, { type: 'bid' }, { price: 5 });
  expect((await pay(bid.id, 5)).status).toBe(400);
  expect((await caller.get('/api/v0/instances/balance/1/')).status).toBe(404);
});
