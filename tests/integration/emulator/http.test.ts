import { expect, it } from 'vitest';
import { EPOCH } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { callerOf, rented } from './client';

const epoch = new Date(EPOCH * 1000);

it('same seed, epoch and requests give the same bytes', async () => {
  const story = async () => {
    const emulator = await testEmulator({ seed: 5, epoch, history: 5 });
    const caller = callerOf(emulator);
    const { id } = await rented(caller, { num_gpus: { eq: 1 } }, { label: 'a', env: { TAG: 'x' } });
    const texts = [];
    for (const seconds of [1, 400, 90_000]) {
      await caller.advance(seconds);
      for (const path of [
        '/api/v0/users/current',
        '/api/v1/instances/',
        `/api/v0/instances/${id}/`,
        '/__emulator/journal',
      ]) {
        const reply = await caller.get(path);
        texts.push(`${reply.status} ${reply.headers.get('date')} ${reply.text}`);
      }
      texts.push((await caller.post('/api/v0/bundles/', { type: 'bid' })).text);
      texts.push(
        (
          await caller.get('/api/v0/charges/', {
            select_filters: { day: { gte: EPOCH - 3 * 86_400, lte: EPOCH + 90_000 } },
          })
        ).text,
      );
    }
    await emulator.close();
    return texts;
  };
  expect(await story()).toEqual(await story());
});

it("every reply carries the world's time, refusals and unknown paths too", async () => {
  const emulator = await testEmulator({ epoch, history: 0, world: 'empty' });
  const caller = callerOf(emulator);
  await caller.advance(3600);
  const wanted = new Date((EPOCH + 3600) * 1000).toUTCString();
  const stranger = callerOf(emulator, 'wrong');
  for (const reply of [
    await caller.get('/api/v0/users/current'),
    await stranger.get('/api/v0/users/current'),
    await caller.get('/api/v0/nothing/'),
  ]) {
    expect(reply.headers.get('date')).toBe(wanted);
  }
});

it('searches answer exactly application/json, with or without the last slash, and with the question under q', async () => {
  const emulator = await testEmulator({ epoch, world: 'empty' });
  const caller = callerOf(emulator);
  const replies = [
    await caller.post('/api/v0/bundles/', { limit: 3 }),
    await caller.post('/api/v0/bundles', { q: { limit: 3 } }),
    await caller.post('/api/v0/bundles/', { q: '{"limit":3}' }),
    await caller.put('/api/v0/search/asks/', { select_cols: ['*'], q: { limit: 3 } }),
  ];
  for (const reply of replies) {
    expect(reply.headers.get('content-type')).toBe('application/json');
    expect(reply.text).toBe(replies[0]?.text);
  }
});

it('keys are taken from the header, the query and the body, and refused in the documented words', async () => {
  const emulator = await testEmulator({ epoch, world: 'empty' });
  const path = `${emulator.url}/api/v0/users/current`;
  expect((await fetch(`${path}?api_key=${emulator.apiKey}`)).status).toBe(200);
  const none = await fetch(path);
  expect([none.status, await none.json()]).toEqual([
    401,
    { success: false, error: 'auth_error', msg: 'This action requires login.' },
  ]);
  const wrong = await callerOf(emulator, 'x').get('/api/v0/users/current');
  expect([wrong.status, wrong.json.msg]).toEqual([401, 'Invalid user key']);
});

it('a key that is revoked or needs a second factor says so until it is good again', async () => {
  const emulator = await testEmulator({ epoch, world: 'empty' });
  const caller = callerOf(emulator);
  const become = (state: string) => caller.post('/__emulator/identities', { apiKey: emulator.apiKey, state });
  const words = async () => {
    const reply = await caller.get('/api/v0/users/current');
    return `${reply.status} ${reply.json.msg ?? ''}`;
  };
  await become('revoked');
  expect(await words()).toBe('401 Invalid user key');
  await become('two_factor');
  expect(await words()).toContain('401 This action requires Two Factor Authentication');
  await become('ok');
  expect(await words()).toBe('200 ');
});

it('a key may do what its permissions name and nothing else', async () => {
  const emulator = await testEmulator({ epoch, world: 'empty' });
  const made = await callerOf(emulator).post('/api/v0/auth/apikeys/', {
    name: 'reader',
    permissions: { api: { instance_read: { 'api.instance.show': {} }, billing_read: {} } },
  });
  const reader = callerOf(emulator, made.json.key as string);
  expect((await reader.get('/api/v1/instances/')).status).toBe(200);
  const when = { when: { gte: 0, lte: EPOCH } };
  expect((await reader.get('/api/v1/invoices/', { select_filters: when })).status).toBe(200);
  expect((await reader.get('/api/v0/users/current')).status).toBe(403);
  expect((await reader.put('/api/v0/instances/request_logs/1/', {})).status).toBe(403);
  expect((await reader.put('/api/v0/asks/1/', { image: 'a' })).json.error).toBe('not_authorized');
});

it('strict where Vast.ai is strict', async () => {
  const emulator = await testEmulator({ epoch, history: 2 });
  const caller = callerOf(emulator);
  const computed = await caller.get('/api/v1/instances/', { select_filters: { dph_total: { lt: 1 } } });
  expect([computed.status, computed.json.msg]).toEqual([
    400,
    'Error in query parameters: dph_total is not a valid search key',
  ]);
  const sorted = await caller.get('/api/v1/instances/', { order_by: [{ col: 'num_gpus', dir: 'asc' }] });
  expect(sorted.status).toBe(400);
  const token = await caller.get('/api/v1/instances/', { after_token: 'x' });
  expect([token.status, token.json.error]).toEqual([400, 'invalid_token']);
  const dayless = await caller.get('/api/v0/charges/', { select_filters: { day: { gte: 0 } } });
  expect([dayless.status, dayless.json.msg]).toEqual([
    400,
    "Must provide both 'day' gte and lte filters for instance charges",
  ]);
  const whenless = await caller.get('/api/v1/invoices/');
  expect([whenless.status, whenless.json.success, whenless.json.error]).toEqual([
    200,
    false,
    'Invalid date range',
  ]);
});

it('limits answer 429 as plain text with the threshold, to the caller who broke them and to nobody else', async () => {
  let nowMs = 1_000_000;
  const emulator = await testEmulator({
    epoch,
    world: 'fleet',
    history: 1,
    limits: 'strict',
    realMs: () => nowMs,
  });
  const [one, other] = emulator.accounts.map(({ apiKey }) => callerOf(emulator, apiKey));
  expect((await one!.get('/api/v1/instances/')).status).toBe(200);
  const refused = await one!.get('/api/v1/instances/');
  expect([refused.status, refused.text]).toEqual([429, 'API requests too frequent: endpoint threshold=1']);
  expect(refused.headers.get('content-type')).toContain('text/plain');
  expect((await other!.get('/api/v1/instances/')).status).toBe(200);
  nowMs += 1000;
  expect((await one!.get('/api/v1/instances/')).status).toBe(200);
});
