import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testEmulator } from '../../support/emulator';
import { receiver, signatureOf } from '../../support/receiver';
import { type Caller, callerOf, rented } from './client';

const HOUR = 3600;
const EPOCH = '2026-11-02T00:00:00Z';

interface Webhook {
  readonly id: number;
  readonly webhook_secret?: string;
}

const begin = () => testEmulator({ world: 'small-team', history: 3, epoch: EPOCH });

async function hook(caller: Caller, webhook_url: string, event_types: string[]): Promise<Webhook> {
  const made = await caller.post('/api/v0/webhooks/', { name: 'ops', webhook_url, event_types });
  if (made.status !== 200) throw new Error(made.text);
  return made.json.webhook as Webhook;
}

const about =
  (type: string, data: object = {}) =>
  (body: Record<string, unknown>) =>
    body.notif_type === type &&
    Object.entries(data).every(([name, value]) => (body.data as Record<string, unknown>)?.[name] === value);

it('what happens to an instance is posted as it happens, signed with the secret, under the event’s own id', async () => {
  const caller = callerOf(await begin());
  const there = await receiver();
  const events = ['instance_created', 'instance_started', 'instance_stopped', 'instance_resumed'];
  const { webhook_secret: secret = '' } = await hook(
    caller,
    there.url,
    [...events, 'instance_deleted'].map((one) => `client:${one}`),
  );
  const { id } = await rented(caller);
  const created = await there.next(about('instance_created', { instance_id: id }));
  expect(created.headers['x-vast-signature-256']).toBe(signatureOf(created, secret));
  expect(created.headers).toMatchObject({
    'x-vast-event-id': created.body.event_id,
    'x-vast-delivery-attempt': '1',
  });
  expect(created.body).toMatchObject({ data_truncated: false, timestamp: Date.parse(EPOCH) / 1000 });
  await caller.advance(HOUR);
  await there.next(about('instance_started', { instance_id: id }));
  await caller.put(`/api/v0/instances/${id}/`, { state: 'stopped' });
  await there.next(about('instance_stopped', { instance_id: id }));
  await caller.put(`/api/v0/instances/${id}/`, { state: 'running' });
  await caller.advance(60);
  await there.next(about('instance_resumed', { instance_id: id, actual_status: 'running' }));
  await caller.del(`/api/v0/instances/${id}/`);
  await there.next(about('instance_deleted', { instance_id: id }));
  const ids = there.posted.map((one) => one.body.event_id);
  expect(new Set(ids).size).toBe(ids.length);
});

it('outbid, offline with all instances of the machine, back online, low credit: each is told once', async () => {
  const emulator = await begin();
  const caller = callerOf(emulator);
  const there = await receiver();
  await hook(
    caller,
    there.url,
    ['outbid', 'instance_offline', 'instance_online', 'low_credit'].map((one) => `client:${one}`),
  );
  const { id, offer } = await rented(caller, { num_gpus: { eq: 1 } });
  const host = (online: boolean) =>
    caller.post('/__emulator/hosts', { machine_id: offer.machine_id, online });
  await host(false);
  const offline = await there.next(about('instance_offline'));
  expect(offline.body.data).toEqual({ instance_ids: [id], machine_ids: [offer.machine_id] });
  await host(true);
  await there.next(about('instance_online', { instance_id: id }));
  const bid = await rented(caller, { type: 'bid', num_gpus: { eq: 1 } }, { price: 30 });
  await caller.put(`/api/v0/instances/bid_price/${bid.id}/`, { price: 0.001 });
  const outbid = await there.next(about('outbid', { instance_id: bid.id }));
  expect(outbid.body.message).toContain('your bid is $0.001/hr');
  await caller.post('/__emulator/credit', { apiKey: emulator.apiKey, credit: '4.82' });
  const low = await there.next(about('low_credit'));
  expect(low.body.data).toEqual({ balance: 4.82, threshold: 5 });
  await caller.advance(600);
  expect(there.posted.filter((one) => one.body.notif_type === 'low_credit')).toHaveLength(1);
});

it('hosts are told of the maintenance they scheduled, and when their machine goes', async () => {
  const caller = callerOf(await begin());
  const there = await receiver();
  await hook(caller, there.url, ['host:maintenance_scheduled', 'host:machine_offline']);
  const [machine] = (await caller.get('/api/v0/machines')).json.machines as { id: number }[];
  const order = { sdate: Date.parse(EPOCH) / 1000 + HOUR, duration: 1 };
  await caller.put(`/api/v0/machines/${machine!.id}/dnotify/`, order);
  await there.next(about('maintenance_scheduled', { machine_id: machine!.id }));
  await caller.post('/__emulator/hosts', { machine_id: machine!.id, online: false });
  await there.next(about('machine_offline', { machine_id: machine!.id }));
});

it('a delivery is tried again after 5xx under the same id, and not after a refusal', async () => {
  const caller = callerOf(await begin());
  const there = await receiver();
  await hook(caller, there.url, ['client:instance_created']);
  there.answers.push(503, 204, 410);
  await rented(caller);
  await there.next(() => there.posted.length === 2);
  const [first, second] = there.posted;
  expect(second?.headers['x-vast-delivery-attempt']).toBe('2');
  expect(second?.body).toEqual(first?.body);
  await rented(caller, { num_gpus: { eq: 1 } });
  await there.next(() => there.posted.length === 3);
  expect(there.posted[2]?.headers['x-vast-delivery-attempt']).toBe('1');
});

it('a test says whether it arrived; the secret is told when made and when rotated, and never else', async () => {
  const caller = callerOf(await begin());
  const there = await receiver();
  const { id, webhook_secret: first = '' } = await hook(caller, there.url, ['client:outbid']);
  const path = `/api/v0/webhooks/${id}`;
  expect((await caller.post(`${path}/test/`, {})).json).toEqual({
    success: true,
    msg: 'Test webhook delivered',
  });
  expect(there.posted[0]?.body).toMatchObject({ notif_type: 'webhook_test', data: null });
  expect(there.posted[0]?.headers['x-vast-signature-256']).toBe(signatureOf(there.posted[0]!, first));
  const rotated = (await caller.post(`${path}/rotate-secret/`, {})).json.webhook as Webhook;
  expect(rotated.webhook_secret).not.toBe(first);
  there.answers.push(401);
  const refused = await caller.post(`${path}/test/`, {});
  expect([refused.status, refused.json.msg]).toEqual([400, 'Webhook URL is not deliverable']);
  expect(there.posted[1]?.headers['x-vast-signature-256']).toBe(
    signatureOf(there.posted[1]!, rotated.webhook_secret ?? ''),
  );
  const changed = await caller.put(`${path}/`, { name: 'renamed' });
  expect((await caller.get('/api/v0/webhooks/')).text + changed.text).not.toContain('webhook_secret');
  expect((await caller.del(`${path}/`)).json.success).toBe(true);
  expect((await caller.del(`${path}/`)).status).toBe(404);
});

it('subscribing turns the channel on, turning it off silences the webhook, and mandatory mail stays', async () => {
  const caller = callerOf(await begin());
  const there = await receiver();
  await hook(caller, there.url, ['client:instance_created', 'client:instance_deleted']);
  const prefs = async () =>
    (await caller.get('/api/v0/users/me/notification-prefs/')).json.notification_preferences as Record<
      string,
      Record<string, object>
    >;
  expect((await prefs()).client?.instance_created).toEqual({ email: true, webhooks: true });
  const put = (notification_preferences: object) =>
    caller.put('/api/v0/users/me/notification-prefs/', { notification_preferences });
  await put({ client: { instance_deleted: { webhooks: true } } });
  expect((await prefs()).client?.instance_created).toEqual({ email: true, webhooks: false });
  const { id } = await rented(caller);
  await caller.del(`/api/v0/instances/${id}/`);
  await there.next(about('instance_deleted'));
  expect(there.posted.filter(({ body }) => body.notif_type === 'instance_created')).toEqual([]);
  expect((await put({ client: { password_reset: { email: false } } })).status).toBe(400);
  expect((await put({ client: { no_such_thing: { email: false } } })).status).toBe(400);
});

it('addresses are https and public, but for this machine’s own; four webhooks are the most', async () => {
  const caller = callerOf(await begin());
  const there = await receiver();
  const post = (webhook_url: unknown, event_types: unknown = ['client:outbid']) =>
    caller.post('/api/v0/webhooks/', { webhook_url, event_types });
  const refused = [
    await post('http://example.com/'),
    await post('ftp://127.0.0.1/'),
    await post(`https://${'a'.repeat(2048)}.example`),
    await post(there.url, []),
    await post(there.url, ['client:nothing']),
    await post(undefined),
  ];
  expect(refused.map((one) => one.status)).toEqual(Array(6).fill(400));
  const inside = (await post('https://10.0.0.1/')).json.webhook as Webhook;
  expect((await caller.post(`/api/v0/webhooks/${inside.id}/test/`, {})).status).toBe(400);
  for (let n = 0; n < 3; n += 1) expect((await post(there.url)).status).toBe(200);
  expect((await post(there.url)).status).toBe(400);
  const elsewhere = callerOf(await testEmulator({ world: 'empty' }));
  const types = (await elsewhere.get('/api/v0/notification-types/')).text;
  expect(types).toContain('client:outbid');
  expect(types).not.toContain('host:');
});

it('a restart remembers the webhook and its secret, and tells nothing twice', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'notifications-'));
  const there = await receiver();
  const options = { world: 'empty', epoch: EPOCH, stateDir };
  const first = await testEmulator(options);
  const { webhook_secret: secret = '' } = await hook(callerOf(first), there.url, [
    'client:instance_created',
    'client:instance_deleted',
  ]);
  const { id } = await rented(callerOf(first));
  await there.next(about('instance_created'));
  await first.close();
  const again = callerOf(await testEmulator(options));
  await again.del(`/api/v0/instances/${id}/`);
  const told = await there.next(about('instance_deleted', { instance_id: id }));
  expect(told.headers['x-vast-signature-256']).toBe(signatureOf(told, secret));
  expect(there.posted).toHaveLength(2);
  rmSync(stateDir, { recursive: true });
});
