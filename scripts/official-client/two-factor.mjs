// A second factor: proving who one is by mail, an authenticator app, a session that it opens, and doing without again.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { json } from './transcript.mjs';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator app shows (RFC 6238). */
function shown(secret, at) {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30)));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
}

export async function twoFactor(transcript, emulator) {
  await transcript.vastai(['tfa', 'status'], { says: /No active 2FA methods/ });
  const mail = await transcript.vastai(['tfa', 'send-email'], { writes: 'create_a_vast_ai_tfa_email' });
  const [secret] = /[0-9a-f]{32}/.exec(mail.stdout);
  const { code } = await emulator.control('codes', { secret });
  await transcript.vastai(['tfa', 'auth-new', '--secret', secret, '--code', code], {
    writes: 'update_a_vast_ai_tfa_authorization',
    says: /Successfully authorized/,
  });
  const setup = await transcript.vastai(['tfa', 'totp-setup', '--raw'], {
    writes: 'create_a_vast_ai_tfa_totp',
  });
  const app = json(setup).secret;
  const now = async () => shown(app, await emulator.advance(0));
  const activate = ['tfa', 'activate', '--method-type', 'totp', '--secret', app, '--label', 'telephone'];
  await transcript.vastai([...activate, await now()], {
    writes: 'create_a_vast_ai_tfa_method',
    typed: '3\ny',
    says: [/activated successfully/, /[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}/],
  });
  let id;
  await transcript.vastai(['tfa', 'status', '--raw'], {
    check: (run) => {
      const { methods, backup_codes_remaining } = json(run);
      assert.deepEqual([methods.length, methods[0].label, backup_codes_remaining], [1, 'telephone', 10]);
      id = String(methods[0].id);
    },
  });
  await transcript.vastai(['tfa', 'status'], { says: [/2FA Status: Enabled/, /Backup codes remaining: 10/] });
  await transcript.vastai(['tfa', 'update', id, '--label', 'tablet'], {
    writes: 'update_a_vast_ai_tfa_method',
  });
  await transcript.vastai(['tfa', 'login', '--method-type', 'totp', '--code', await now()], {
    writes: 'create_a_vast_ai_tfa_login',
    says: /2FA login successful/,
  });
  await transcript.vastai(['show', 'user'], { says: /ops@northwind/ });
  await transcript.vastai(
    ['tfa', 'delete', '--id-to-delete', id, '--method-type', 'totp', '--code', await now()],
    {
      writes: 'delete_a_vast_ai_tfa_method',
      typed: 'y',
      says: /2FA method deleted/,
    },
  );
  await transcript.vastai(['tfa', 'status'], { says: /No active 2FA methods/ });
}
