/** Two-factor authentication, as the command line asks for it: with its API key. */
import { type Fields, given, number, text } from '../json';
import { answer, type Call, done, type Handler, type Reply, refuse } from '../reply';
import { type Route, route } from '../route';
import type { Account } from '../world/accounts';
import { DAY, MINUTE } from '../world/clock';
import { newKey } from '../world/open-account';
import {
  challenge,
  FAILS_MOST,
  fitsTotp,
  LOCKED_FOR,
  type Method,
  newBackupCodes,
  newTotpSecret,
} from '../world/two-factor';
import { userRow } from './account';

const SESSION_LASTS = 7 * DAY;
/** "A 30-minute window to add a new method." */
const MAY_ADD_FOR = 30 * MINUTE;

const methodRow = (account: Account, one: Method): Fields => ({
  id: one.id,
  user_id: account.id,
  method: one.kind,
  label: one.label,
  phone_number: one.phone === null ? null : `******${one.phone.slice(-4)}`,
  is_primary: one.primary,
  fail_count: one.fails,
  locked_until: one.lockedUntil,
  created_at: one.created,
  last_used: one.used,
});

const status: Handler = (_, { account, at }) => {
  const { methods, backupCodes, authorizedUntil } = account.twoFactor;
  return answer({
    success: true,
    tfa_enabled: methods.length > 0,
    methods: methods.map((one) => methodRow(account, one)),
    backup_codes_remaining: backupCodes.size,
    new_method_authorized: authorizedUntil > at,
  });
};

const sendMail: Handler = (world, { account, at }) => {
  const { secret } = challenge(world, account, { kind: 'email', phone: null }, at);
  return done({ msg: '2FA code sent to your email address.', secret });
};

const sendMessage =
  (msg: string): Handler =>
  (world, { account, body, at }) => {
    const method = methodNamed(account, body, 'sms');
    const phone = text(given(body, 'phone_number')) ?? method?.phone ?? null;
    if (phone === null || !/^\+\d{7,15}$/.test(phone))
      return refuse(400, 'bad_request', 'Give a phone number such as +12125551234.');
    return done({ msg, secret: challenge(world, account, { kind: 'sms', phone }, at).secret });
  };

const totpSetup: Handler = (world, { account }) => {
  const secret = newTotpSecret(world);
  const name = encodeURIComponent(`vast.ai:${account.email}`);
  return done({ secret, provisioning_uri: `otpauth://totp/${name}?secret=${secret}&issuer=vast.ai` });
};

function methodNamed(account: Account, body: Fields, kind: string): Method | undefined {
  const id = number(given(body, 'tfa_method_id'));
  return account.twoFactor.methods.find((one) => (id === null ? one.kind === kind : one.id === id));
}

const failed = (count: number, lockedUntil: number | null): Reply =>
  refuse(400, '2fa_verification_failed', 'The code is not the right one.', {
    fail_count: count,
    locked_until: lockedUntil,
  });

/** Null when the body proves who asks: by a code of an app, one that was sent, or one of the ten for emergencies. */
function unproven({ account, body, at }: Call): Reply | null {
  const { twoFactor } = account;
  const backup = text(given(body, 'backup_code'));
  if (backup !== null) {
    return twoFactor.backupCodes.delete(backup.toUpperCase())
      ? null
      : refuse(401, 'invalid_backup_code', 'Backup code is invalid or already used.');
  }
  const code = text(given(body, 'code'));
  if (code === null) return refuse(400, 'missing_auth_value', 'Give code or backup_code.');
  const named = methodNamed(account, body, text(given(body, 'tfa_method')) ?? 'sms');
  const kind = text(given(body, 'tfa_method')) ?? named?.kind ?? 'sms';
  if (kind !== 'email' && !named) return refuse(400, 'invalid_tfa_method', 'No such method.');
  if (named?.lockedUntil != null && named.lockedUntil > at)
    return refuse(429, 'tfa_locked', 'This method is locked for a while.', {
      fail_count: named.fails,
      locked_until: named.lockedUntil,
    });
  const wrong = kind === 'totp' ? wrongTotp(named, code, at) : unsent(account, body, code, at);
  if (named && wrong === 'wrong') {
    named.fails += 1;
    if (named.fails >= FAILS_MOST[named.kind]) named.lockedUntil = at + LOCKED_FOR;
  }
  if (wrong !== null)
    return wrong === 'wrong' ? failed(named?.fails ?? 1, named?.lockedUntil ?? null) : wrong;
  if (named) Object.assign(named, { fails: 0, lockedUntil: null, used: at });
  return null;
}

const wrongTotp = (method: Method | undefined, code: string, at: number): 'wrong' | null =>
  method?.secret && fitsTotp(method.secret, code, at) ? null : 'wrong';

/** A code is good once. */
function unsent(account: Account, body: Fields, code: string, at: number): Reply | 'wrong' | null {
  const { challenges } = account.twoFactor;
  const secret = text(given(body, 'secret'));
  if (secret === null) return refuse(400, 'missing_params', 'Give code and secret.');
  const sent = challenges.findIndex((one) => one.secret === secret);
  const found = challenges[sent];
  if (!found) return refuse(400, 'challenge_not_found', 'No challenge belongs to this secret.');
  if (at >= found.until) return refuse(400, '2fa_expired', 'The code has expired.');
  if (found.code !== code) return 'wrong';
  challenges.splice(sent, 1);
  return null;
}

/** What only somebody does who has proved who they are. */
const proven =
  (handler: Handler): Handler =>
  (world, call) =>
    unproven(call) ?? handler(world, call);

const login: Handler = proven((world, { account, body, at }) => {
  const key = newKey(world, { id: world.newId(), name: 'session', created: at, until: at + SESSION_LASTS });
  account.keys.push(key);
  const left = account.twoFactor.backupCodes.size;
  const remaining =
    given(body, 'backup_code') !== undefined && left > 0 ? { backup_codes_remaining: left } : {};
  return done({ ...userRow(world, account, at), session_key: key.secret, ...remaining });
});

const remove: Handler = proven((_, { account, body }) => {
  const { methods, backupCodes } = account.twoFactor;
  const target = number(given(body, 'target_id'));
  const kind = text(given(body, 'tfa_method')) ?? 'sms';
  const gone = target === null ? methodNamed(account, body, kind) : methods.find((one) => one.id === target);
  if (!gone) return refuse(400, 'invalid_tfa_method', 'No such method.');
  methods.splice(methods.indexOf(gone), 1);
  if (methods.length > 0) return done({ msg: '2FA method removed', remaining_methods: methods.length });
  backupCodes.clear();
  return done({ msg: '2FA Successfully Disabled' });
});

const regenerate: Handler = proven((world, { account }) =>
  done({ msg: 'success', backup_codes: newBackupCodes(world, account) }),
);

/** Whoever has no method yet proves it by mail. */
const authorize: Handler = (world, call) => {
  const { account, body, at } = call;
  if (given(body, 'backup_code') !== undefined) return unproven(call) ?? mayAdd(account, at);
  const method = methodNamed(account, body, text(given(body, 'tfa_method')) ?? 'email');
  const phone = method?.kind === 'sms' ? method.phone : null;
  const kind = phone === null ? 'email' : 'sms';
  return done({ secret: challenge(world, account, { kind, phone }, at).secret });
};

function mayAdd(account: Account, at: number): Reply {
  account.twoFactor.authorizedUntil = at + MAY_ADD_FOR;
  return done({ msg: 'Authorization successful.' });
}

const confirmAuthorization: Handler = (_, { account, body, at }) => {
  const code = text(given(body, 'code'));
  if (code === null) return refuse(400, 'missing_params', 'Give code and secret.');
  const app = account.twoFactor.methods.find((one) => one.kind === 'totp');
  if (wrongTotp(app, code, at) === null) return mayAdd(account, at);
  const wrong = unsent(account, body, code, at);
  if (wrong !== null) return wrong === 'wrong' ? failed(1, null) : wrong;
  return mayAdd(account, at);
};

const confirmNew: Handler = (world, { account, body, at }) => {
  const { twoFactor } = account;
  const [kind, code, secret] = ['tfa_method', 'code', 'secret'].map((name) => text(given(body, name)));
  if (kind !== 'sms' && kind !== 'totp') return refuse(400, 'bad_request', 'tfa_method is sms or totp.');
  if (!code || !secret) return refuse(400, 'missing_params', 'Give code and secret.');
  if (twoFactor.authorizedUntil <= at)
    return refuse(403, 'authorization_required', 'Authorize the new method first.');
  if (kind === 'totp' && twoFactor.methods.some((one) => one.kind === 'totp'))
    return refuse(400, 'duplicate_tfa_method', 'An app is set up already.');
  const phone = twoFactor.challenges.find((one) => one.secret === secret)?.phone ?? null;
  const wrong =
    kind === 'totp' ? (fitsTotp(secret, code, at) ? null : 'wrong') : unsent(account, body, code, at);
  if (wrong !== null) return wrong === 'wrong' ? failed(1, null) : wrong;
  const first = twoFactor.methods.length === 0;
  twoFactor.methods.push({
    id: world.newId(),
    kind,
    label: text(given(body, 'label')),
    phone,
    secret: kind === 'totp' ? secret : null,
    primary: first,
    created: at,
    used: null,
    fails: 0,
    lockedUntil: null,
  });
  twoFactor.authorizedUntil = 0;
  const msg = `${kind.toUpperCase()} 2FA method added successfully.`;
  return done({ msg, ...(first ? { backup_codes: newBackupCodes(world, account) } : {}) });
};

const update: Handler = (_, { account, body }) => {
  const method = methodNamed(account, body, text(given(body, 'tfa_method')) ?? '');
  if (!method) return refuse(400, 'invalid_tfa_method', 'No such method.');
  const label = text(given(body, 'label'));
  if (label !== null && label.length > 30) return refuse(400, 'bad_request', 'The label is too long.');
  if (label !== null) method.label = label;
  if (body.is_primary === true) for (const one of account.twoFactor.methods) one.primary = one === method;
  return done({ msg: '2FA method updated', method: methodRow(account, method) });
};

const write = (name: string, address: Parameters<typeof route>[1], handler: Handler) =>
  route(name, address, 'user_write', 1, handler);

export const tfa: readonly Route[] = [
  route('get_vast_ai_tfa_status', 'GET /api/v0/tfa/status', 'user_read', 1, status),
  write('create_a_vast_ai_tfa_login', 'POST /api/v0/tfa', login),
  write('delete_a_vast_ai_tfa_method', 'DELETE /api/v0/tfa', remove),
  write('update_vast_ai_tfa_backup_codes', 'PUT /api/v0/tfa/regen-backup-codes', regenerate),
  write('create_a_vast_ai_tfa_authorization', 'POST /api/v0/tfa/authorize-new-method', authorize),
  write('update_a_vast_ai_tfa_authorization', 'PUT /api/v0/tfa/authorize-new-method', confirmAuthorization),
  write('create_a_vast_ai_tfa_method', 'POST /api/v0/tfa/confirm-new', confirmNew),
  write('update_a_vast_ai_tfa_method', 'PUT /api/v0/tfa/update', update),
  write('create_a_vast_ai_tfa_totp', 'POST /api/v0/tfa/totp-setup', totpSetup),
  write('create_a_vast_ai_tfa_email', 'POST /api/v0/tfa/email', sendMail),
  write('create_a_vast_ai_tfa_sms', 'POST /api/v0/tfa/sms', sendMessage('2FA Sent')),
  write(
    'update_a_vast_ai_tfa_sms',
    'POST /api/v0/tfa/sms/resend',
    sendMessage('A 6-digit code has been sent to your phone'),
  ),
];
