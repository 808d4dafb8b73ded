import { expect, it } from 'vitest';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf, offers } from './client';

const begin = async () => {
  const emulator = await testEmulator({ world: 'empty' });
  const caller = callerOf(emulator);
  const fault = (rules: object[], seed = 7) => caller.post('/__emulator/faults', { rules, seed });
  return { emulator, caller, fault };
};
const RENT = { method: 'PUT', path: '/api/v0/asks/' };
const rent = async (caller: Caller) => {
  const [offer] = await offers(caller, { limit: 1 });
  return caller.put(`/api/v0/asks/${offer?.ask_contract_id}/`, {
    image: 'a',
    disk: 10,
    env: { TAG: 'mine' },
  });
};
const journal = async (caller: Caller) =>
  (await caller.get('/__emulator/journal')).json.entries as Record<string, unknown>[];

it('a status is answered as often as ordered, to the requests that match, and the world hears nothing', async () => {
  const { caller, fault } = await begin();
  await fault([{ match: RENT, kind: 'status', status: 429, body: 'API requests too frequent', times: 2 }]);
  expect((await caller.get('/api/v1/instances/')).status).toBe(200);
  for (const _ of [1, 2]) {
    const reply = await rent(caller);
    expect([reply.status, reply.text]).toEqual([429, 'API requests too frequent']);
  }
  expect(await journal(caller)).toEqual([]);
  expect((await rent(caller)).status).toBe(200);
});

it('cut before the write: nothing was rented', async () => {
  const { caller, fault } = await begin();
  await fault([{ match: RENT, kind: 'reset_before', times: 1 }]);
  await expect(rent(caller)).rejects.toThrow();
  expect(await journal(caller)).toEqual([]);
});

it('cut after the write: it is rented, nobody was told, and the journal shows the tag that finds it', async () => {
  const { caller, fault } = await begin();
  await fault([{ match: RENT, kind: 'reset_after', times: 1 }]);
  await expect(rent(caller)).rejects.toThrow();
  const [entry] = await journal(caller);
  expect(entry).toMatchObject({
    seq: 1,
    method: 'PUT',
    operation: 'update_a_vast_ai_ask_by_id',
    identity: 'New account',
    body: { env: { TAG: 'mine' } },
    extra_env: [['TAG', 'mine']],
  });
  const list = (await caller.get('/api/v1/instances/')).json.instances as { id: number }[];
  expect(list.map((one) => one.id)).toEqual([entry?.contract]);
});

it('no answer at all: the caller has to give up by itself', async () => {
  const { emulator, caller, fault } = await begin();
  await fault([{ match: { path: '/api/v0/users/' }, kind: 'hang' }]);
  const waiting = fetch(`${emulator.url}/api/v0/users/current`, {
    headers: { authorization: `Bearer ${emulator.apiKey}` },
    signal: AbortSignal.timeout(150),
  });
  await expect(waiting).rejects.toThrow(/abort|timeout/i);
  expect((await caller.get('/api/v1/instances/')).status).toBe(200);
});

it('a rate hits that share of requests, and the same ones for the same seed', async () => {
  const { caller, fault } = await begin();
  const hits = async (seed: number) => {
    await fault([{ match: {}, kind: 'status', status: 502, rate: 0.3 }], seed);
    const statuses = [];
    for (let n = 0; n < 60; n += 1) statuses.push((await caller.get('/api/v0/subaccounts')).status === 502);
    return statuses;
  };
  const first = await hits(7);
  expect(first.filter(Boolean).length).toBeGreaterThan(8);
  expect(first.filter(Boolean).length).toBeLessThan(30);
  expect(await hits(7)).toEqual(first);
  expect(await hits(8)).not.toEqual(first);
});

it('a new order replaces the old one, and an order that makes no sense is refused', async () => {
  const { caller, fault } = await begin();
  await fault([{ match: {}, kind: 'status', status: 500 }]);
  await fault([]);
  expect((await caller.get('/api/v1/instances/')).status).toBe(200);
  expect((await fault([{ kind: 'explode' }])).status).toBe(400);
});

it("half of the faulty account's calls fail, and nobody else's do", async () => {
  const emulator = await testEmulator({ world: 'fleet', history: 1 });
  const statusesOf = async (index: number) => {
    const statuses = [];
    for (let n = 0; n < 40; n += 1) {
      const asked = fetch(`${emulator.url}/api/v0/subaccounts?api_key=${emulator.accounts[index]?.apiKey}`, {
        signal: AbortSignal.timeout(100),
      });
      statuses.push(
        await asked.then(
          (reply) => reply.status,
          () => 0,
        ),
      );
    }
    return statuses;
  };
  expect(new Set(await statusesOf(0))).toEqual(new Set([200]));
  const faulty = await statusesOf(3);
  expect(new Set(faulty)).toEqual(new Set([200, 503, 0]));
  expect(faulty.filter((status) => status === 200).length).toBeGreaterThan(10);
});
