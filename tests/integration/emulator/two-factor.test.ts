import { expect, it } from 'vitest';
import { totp } from '@/lib/emulator/world/two-factor';
import { EPOCH } from '../../support/emulated';
import { testEmulator } from '../../support/emulator';
import { type Caller, callerOf } from './client';

const epoch = new Date(EPOCH * 1000);
const MINUTE = 60;

async function begin() {
  const emulator = await testEmulator({ epoch, world: 'empty' });
  const caller = callerOf(emulator);
  const now = () => emulator.world.clock.now();
  const read = async (secret: unknown) => (await caller.post('/__emulator/codes', { secret })).json.code;
  const status = async () => (await caller.get('/api/v0/tfa/status/')).json;
  return { emulator, caller, now, read, status };
}

/** An authenticator app as the first method: its secret, and the ten codes for emergencies. */
async function withApp({
  caller,
  now,
  read,
}: {
  caller: Caller;
  now: () => number;
  read: (secret: unknown) => unknown;
}) {
  const { secret: asked } = (await caller.post('/api/v0/tfa/authorize-new-method/', { tfa_method: 'email' }))
    .json;
  const proof = { secret: asked, code: await read(asked) };
  expect((await caller.put('/api/v0/tfa/authorize-new-method/', proof)).json.msg).toBe(
    'Authorization successful.',
  );
  const secret = String((await caller.post('/api/v0/tfa/totp-setup/', {})).json.secret);
  const added = await caller.post('/api/v0/tfa/confirm-new/', {
    tfa_method: 'totp',
    secret,
    code: totp(secret, now()),
    label: 'telephone',
  });
  expect(added.json.msg).toBe('TOTP 2FA method added successfully.');
  return { secret, backupCodes: added.json.backup_codes as string[] };
}

it('knows the test vectors of RFC 6238', () => {
  // "12345678901234567890" in base32; the RFC's eight digits end with these six.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  expect([59, 1_111_111_109, 20_000_000_000].map((at) => totp(secret, at))).toEqual([
    '287082',
    '081804',
    '353130',
  ]);
});

it('a method is added by whoever proved who they are; then a code logs in, and its session ends after a week', async () => {
  const stage = await begin();
  const { caller, emulator, now, status } = stage;
  expect(await status()).toMatchObject({ tfa_enabled: false, methods: [], backup_codes_remaining: 0 });
  const early = { tfa_method: 'totp', secret: 'GEZDGNBVGY3TQOJQ', code: '1' };
  expect((await caller.post('/api/v0/tfa/confirm-new/', early)).json.error).toBe('authorization_required');
  const { secret, backupCodes } = await withApp(stage);
  expect(backupCodes).toHaveLength(10);
  const seen = await status();
  expect(seen).toMatchObject({ tfa_enabled: true, backup_codes_remaining: 10, new_method_authorized: false });
  expect(JSON.stringify(seen)).not.toContain(secret);

  const login = { tfa_method: 'totp', code: totp(secret, now()) };
  const { session_key } = (await caller.post('/api/v0/tfa/', login)).json;
  const session = callerOf(emulator, session_key as string);
  expect((await session.get('/api/v0/users/current')).status).toBe(200);
  expect((await caller.get('/api/v0/auth/apikeys/')).text).not.toContain('session');
  await caller.advance(7 * 86_400);
  expect((await session.get('/api/v0/users/current')).json.msg).toBe('Session expired. Please log in again.');
});

it('five wrong codes lock the app for a quarter of an hour; a code for emergencies works once', async () => {
  const stage = await begin();
  const { caller, now, status } = stage;
  const { secret, backupCodes } = await withApp(stage);
  const tried = async (body: object) => (await caller.post('/api/v0/tfa/', body)).json;
  const wrong = { tfa_method: 'totp', code: 'wrong' };
  for (const count of [1, 2, 3, 4, 5]) expect(await tried(wrong)).toMatchObject({ fail_count: count });
  const right = () => ({ tfa_method: 'totp', code: totp(secret, now()) });
  expect(await tried(right())).toMatchObject({ error: 'tfa_locked', locked_until: EPOCH + 15 * MINUTE });
  expect(await tried({ backup_code: backupCodes[0] })).toMatchObject({ backup_codes_remaining: 9 });
  expect(await tried({ backup_code: backupCodes[0] })).toMatchObject({ error: 'invalid_backup_code' });
  await caller.advance(15 * MINUTE);
  expect(await tried(right())).toHaveProperty('session_key');

  const fresh = (await caller.put('/api/v0/tfa/regen-backup-codes/', { backup_code: backupCodes[1] })).json;
  expect(fresh.backup_codes).toHaveLength(10);
  expect(await tried({ backup_code: backupCodes[2] })).toMatchObject({ error: 'invalid_backup_code' });
  const gone = await caller.call('DELETE', '/api/v0/tfa/', right());
  expect(gone.json.msg).toBe('2FA Successfully Disabled');
  expect(await status()).toMatchObject({ tfa_enabled: false, backup_codes_remaining: 0 });
});

it('a code that was sent is good for ten minutes, and once', async () => {
  const { caller, read } = await begin();
  const path = '/api/v0/tfa/authorize-new-method/';
  const { secret } = (await caller.post('/api/v0/tfa/email/', {})).json;
  const proof = { secret, code: await read(secret) };
  expect((await caller.put(path, { ...proof, code: 'x' })).json.error).toBe('2fa_verification_failed');
  expect((await caller.put(path, proof)).json.success).toBe(true);
  expect((await caller.put(path, proof)).json.error).toBe('challenge_not_found');
  const late = (await caller.post('/api/v0/tfa/sms/', { phone_number: '+46701234567' })).json.secret;
  const code = await read(late);
  await caller.advance(10 * MINUTE);
  expect((await caller.put(path, { secret: late, code })).json.error).toBe('2fa_expired');
  expect((await caller.post('/api/v0/tfa/sms/', { phone_number: 'mine' })).json.error).toBe('bad_request');
});
